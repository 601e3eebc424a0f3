import { describe, expect, it } from 'vitest'
import { matchesGlob } from '../../../src/discover/glob.ts'
import { type ChangedEntry, type SourceSettings, weigh } from '../../../src/discover/weigh.ts'

const SETTINGS: SourceSettings = { track: true, tags: [], priority: 1, limit: 3, include: [], exclude: [] }
const LOOKED = '2031-03-01T13:00:00.000Z'

function entry(n: number, more: Partial<ChangedEntry> = {}): ChangedEntry {
  return { url: url(n), title: null, at: null, was: null, article: null, ...more }
}
const url = (n: number) => `https://courier.example/2031/${n}`
const look = (changed: ChangedEntry[], more: Partial<Parameters<typeof weigh>[1]> = {}) =>
  weigh(changed, { settings: SETTINGS, total: 100, trackedToday: 0, lookedAt: LOOKED, ...more })
const checked = (lastCheckedAt: string | null) => ({ tracked: true, lastCheckedAt })

describe('hints of a source', () => {
  const before = { at: '2031-03-01T09:00:00.000Z' }

  it('name an article with a time later than our last look at it', () => {
    const moved = entry(1, { was: before, at: '2031-03-01T12:00:00.000Z' })
    expect(look([{ ...moved, article: checked('2031-03-01T11:00:00.000Z') }]).hints).toEqual([url(1)])
    expect(look([{ ...moved, article: checked('2031-03-01T12:10:00.000Z') }]).hints).toEqual([url(1)])
    expect(look([{ ...moved, article: checked('2031-03-01T12:50:00.000Z') }]).hints).toEqual([])
  })

  it('are none for what is not tracked, or due at once anyway', () => {
    const moved = entry(1, { was: before, at: '2031-03-01T12:00:00.000Z' })
    expect(look([moved, { ...moved, article: { tracked: false, lastCheckedAt: null } }]).hints).toEqual([])
    expect(look([{ ...moved, article: checked(null) }]).hints).toEqual([])
  })

  it('without a time are a new title, or a name that is new since the look before', () => {
    const old = checked('2031-03-01T12:00:00.000Z')
    const recent = checked('2031-03-01T13:30:00.000Z')
    expect(look([entry(1, { was: { at: null }, title: 'New', article: recent })]).hints).toEqual([url(1)])
    expect(look([entry(1, { was: before, ...before, title: 'New', article: recent })]).hints).toEqual([url(1)])
    expect(look([entry(1, { article: old })]).hints).toEqual([url(1)])
    expect(look([entry(1, { article: recent })]).hints).toEqual([])
  })

  it('are not believed where most times moved at once, but for what is new there', () => {
    const at = '2031-03-01T13:59:00.000Z'
    const article = checked('2031-03-01T11:00:00.000Z')
    const many = Array.from({ length: 30 }, (_, n) => entry(n, { was: before, at, article }))
    expect(look([...many, entry(99, { at, article })], { total: 40 })).toMatchObject({ hints: [url(99)], doubted: 30 })
    const few = many.slice(0, 9)
    expect(look(few, { total: 10 })).toMatchObject({ hints: [], doubted: 9 })
    expect(look(many, { total: 400 })).toMatchObject({ doubted: 0 })
    expect(look(many, { total: 400 }).hints).toHaveLength(30)
  })

  it('are not believed where most titles are new at once, or a few times are the very same second', () => {
    const article = checked('2031-03-01T11:00:00.000Z')
    const at = '2031-03-01T12:00:00.000Z'
    const renamed = (n: number) => entry(n, { was: before, ...before, title: `${n} readers now`, article })
    const eight = [1, 2, 3, 4, 5, 6, 7, 8].map(renamed)
    expect(look(eight, { total: 10 })).toMatchObject({ hints: [], doubted: 8 })
    expect(look(eight, { total: 100 }).hints).toHaveLength(8)
    const stamped = (n: number, time = at) => entry(n, { was: before, at: time, article })
    expect(
      look(
        [1, 2, 3].map((n) => stamped(n)),
        { total: 3 },
      ),
    ).toMatchObject({ hints: [], doubted: 3 })
    expect(look([stamped(1), stamped(2), stamped(3, '2031-03-01T12:00:01.000Z')], { total: 3 }).hints).toHaveLength(3)
    expect(look([stamped(1), stamped(2)], { total: 2 }).hints).toHaveLength(2)
    const ofDay = '2031-03-01T23:59:59.999Z'
    expect(
      look(
        [1, 2, 3].map((n) => stamped(n, ofDay)),
        { total: 3 },
      ).hints,
    ).toHaveLength(3)
  })

  it('are none at first sight', () => {
    const moved = entry(1, { at: '2031-03-01T12:00:00.000Z', article: checked('2031-03-01T09:00:00.000Z') })
    expect(look([moved], { lookedAt: null }).hints).toEqual([])
  })
})

describe('what a source names anew', () => {
  const five = [1, 2, 3, 4, 5].map((n) => entry(n, { at: `2031-03-01T0${n}:00:00.000Z` }))

  it('is tracked, newest first, up to the limit of a day; the rest waits', () => {
    expect(look(five)).toMatchObject({ fresh: [url(5), url(4), url(3)], waiting: [url(2), url(1)] })
    expect(look(five, { trackedToday: 2 })).toMatchObject({ fresh: [url(5)] })
    expect(look(five, { trackedToday: 9 }).fresh).toEqual([])
  })

  it('is tracked up to the limit at first sight, and what was there already is left', () => {
    expect(look(five, { lookedAt: null })).toMatchObject({ fresh: [url(5), url(4), url(3)], waiting: [] })
  })

  it('keeps the order of the feed where no times are said', () => {
    expect(look([entry(1), entry(2), entry(3), entry(4)]).fresh).toEqual([url(1), url(2), url(3)])
  })

  it('is left alone where the source only hints, and where it was known before, untracked or not', () => {
    expect(look(five, { settings: { ...SETTINGS, track: false } })).toMatchObject({ fresh: [], waiting: [] })
    const known = five.map((one) => ({ ...one, article: { tracked: false, lastCheckedAt: null } }))
    expect(look(known).fresh).toEqual([])
  })

  it('is chosen by patterns', () => {
    const settings = { ...SETTINGS, include: ['*/2031/*'], exclude: ['/2031/2'] }
    expect(look([entry(1), entry(2)], { settings }).fresh).toEqual([url(1)])
  })
})

describe('matchesGlob', () => {
  it.each([
    ['*', true],
    ['https://courier.example/*', true],
    ['*/sport/*', true],
    ['/sport/*', true],
    ['/sport/*/live', false],
    ['/sport/*?page=2', true],
    ['/sport/ferry', false],
    ['/sport/ferry-cup?page=2', true],
    ['*ferry*ferry*', false],
    ['*.example/sport/ferry-cup?page=2', true],
    ['/sp.rt/*', false],
    ['', false],
  ])('%s', (pattern, expected) => {
    expect(matchesGlob(pattern, new URL('https://courier.example/sport/ferry-cup?page=2'))).toBe(expected)
  })
})
