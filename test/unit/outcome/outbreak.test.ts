import { describe, expect, it } from 'vitest'
import type { Outcome, Review } from '../../../src/article.ts'
import { isPast, isUnheard, isUntoldTrouble, outbreakOf } from '../../../src/outcome/outbreak.ts'

const calm = { articles: 40, turned: 1 }

describe('outbreakOf', () => {
  it('sees a site break when most of its articles turn at once', () => {
    expect(outbreakOf({ articles: 12, turned: 7 }, calm)).toBe('site')
    expect(outbreakOf({ articles: 12, turned: 6 }, calm)).toBeNull()
  })

  it('does not call a few articles an outbreak', () => {
    expect(outbreakOf({ articles: 3, turned: 3 }, calm)).toBeNull()
  })

  it('blames ourselves when most hosts fail', () => {
    expect(outbreakOf({ articles: 12, turned: 12 }, { articles: 40, turned: 30 })).toBe('us')
    expect(outbreakOf({ articles: 12, turned: 12 }, { articles: 2, turned: 2 })).toBe('site')
  })
})

describe('isUnheard', () => {
  const HOUR = 3_600_000
  const unheard = (watched: number, heard: number, left: number, waitedMs = 0, alike: string[] = []) =>
    isUnheard({ watched, heard, unheard: left, back: 0, alike }, waitedMs, 6 * HOUR)

  it('waits for three neighbours, or for all that there are', () => {
    expect([unheard(40, 0, 39), unheard(40, 2, 37), unheard(40, 3, 36)]).toEqual([true, true, false])
    expect([unheard(5, 1, 1), unheard(5, 2, 0), unheard(5, 0, 0)]).toEqual([true, false, false])
  })

  it('waits for nobody on a host of a few articles, and not for ever', () => {
    expect(unheard(3, 0, 2)).toBe(false)
    expect([unheard(40, 0, 39, 5 * HOUR), unheard(40, 0, 39, 7 * HOUR)]).toEqual([true, false])
  })

  it('waits for one that met the same just then, on any host', () => {
    expect([unheard(40, 6, 30, HOUR, ['7']), unheard(2, 0, 0, HOUR, ['7'])]).toEqual([true, true])
    expect(unheard(40, 6, 30, 7 * HOUR, ['7'])).toBe(false)
  })
})

describe('isPast', () => {
  const HOUR = 3_600_000
  const past = (back: number, troubleMs: number) =>
    isPast({ watched: 40, heard: 3, unheard: 30, back, alike: [] }, troubleMs, 6 * HOUR)

  it('takes a neighbour that met the same just then and is back for an outage, for as long as an outbreak is one', () => {
    expect([past(0, HOUR), past(1, HOUR), past(30, 7 * HOUR)]).toEqual([false, true, false])
  })
})

describe('isUntoldTrouble', () => {
  const NOW = '2031-03-01T07:00:00.000Z'
  const review = (outcome: Outcome, standing: Partial<Review['standing']> = {}): Review => ({
    ...{ outcome, state: null, detail: null, version: null, technical: null, confirmedBy: null },
    ...{
      changes: [],
      suppressed: [],
      alerts: [],
      nextCheckAt: null,
      urge: 0,
      movedTo: null,
      memory: null,
      knownPage: undefined,
    },
    standing: { outcome, state: null, since: NOW, seen: 1, told: false, countedAt: NOW, ...standing },
    spent: { extractMs: 0, compareMs: 0 },
  })

  it('is a look that counts, at an article that was read before, of which nothing is told yet', () => {
    expect(isUntoldTrouble(review('removed_pending'), true, NOW)).toBe(true)
    expect(isUntoldTrouble(review('blocked'), true, NOW)).toBe(true)
    expect(isUntoldTrouble(review('retry'), true, NOW)).toBe(false)
    expect(isUntoldTrouble(review('unchanged'), true, NOW)).toBe(false)
    expect(isUntoldTrouble(review('removed_pending'), false, NOW)).toBe(false)
    expect(isUntoldTrouble(review('blocked', { said: 'blocked' }), true, NOW)).toBe(false)
    expect(isUntoldTrouble(review('blocked', { countedAt: '2031-03-01T06:59:00.000Z' }), true, NOW)).toBe(false)
  })
})
