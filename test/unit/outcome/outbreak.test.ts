import { describe, expect, it } from 'vitest'
import { isPast, isUnheard, outbreakOf } from '../../../src/outcome/outbreak.ts'

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
