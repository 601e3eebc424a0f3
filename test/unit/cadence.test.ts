import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CADENCE, type CadenceInput, habitsAfter, nextCheck } from '../../src/cadence.ts'

const NOW = '2026-03-10T12:00:00.000Z'
const HOUR = 3_600_000

function ago(ms: number): string {
  return new Date(Date.parse(NOW) - ms).toISOString()
}

function setup(change: { article?: Partial<CadenceInput['article']>; site?: Partial<CadenceInput['site']> } = {}) {
  return {
    article: {
      id: 'a1',
      checkNo: 3,
      trackedAt: ago(HOUR),
      publishedAt: ago(2 * HOUR),
      edits: [],
      kind: 'article',
      priority: 1,
      section: null,
      ...change.article,
    },
    site: { habits: null, minGapMs: 2000, ...change.site },
    settings: { ...CADENCE, jitter: 0 },
    now: NOW,
  } satisfies CadenceInput
}

function waits(input: CadenceInput): number {
  return Date.parse(nextCheck(input).at ?? '') - Date.parse(NOW)
}

describe('nextCheck', () => {
  it('looks less often as an article ages', () => {
    const waitsAt = [0.1, 1, 5, 20, 100, 400].map((hours) =>
      waits(setup({ article: { publishedAt: ago(hours * HOUR) } })),
    )
    expect(waitsAt).toEqual([...waitsAt].sort((a, b) => a - b))
  })

  it('looks sooner after an edit, and soonest after several', () => {
    const calm = waits(setup({ article: { publishedAt: ago(5 * HOUR) } }))
    const edited = waits(setup({ article: { publishedAt: ago(5 * HOUR), edits: [ago(0)] } }))
    const busy = waits(setup({ article: { publishedAt: ago(5 * HOUR), edits: [0, 1, 2].map((n) => ago(n * HOUR)) } }))
    expect(edited).toBeLessThan(calm)
    expect(busy).toBeLessThan(edited)
  })

  it('looks more often at a live blog and at what an editor holds important', () => {
    const plain = waits(setup())
    expect(waits(setup({ article: { kind: 'live_blog' } }))).toBeLessThan(plain)
    expect(waits(setup({ article: { priority: 2 } }))).toBeLessThan(0.6 * plain)
  })

  it('stretches the interval in proportion when the budget is short', () => {
    const free = waits(setup({ site: { price: 0.2 } }))
    const short = waits(setup({ site: { price: 0.4 } }))
    expect(short).toBeGreaterThan(1.9 * free)
  })

  it('keeps the promise of minutes while the article is fresh, and not for ever', () => {
    const promise = {
      ...setup(),
      settings: { ...CADENCE, jitter: 0, promise: { kind: 'within', minutes: 12 } as const },
    }
    expect(waits(promise)).toBe(12 * 60_000)
    expect(nextCheck(promise).reason).toContain('promised within 12 min')
    const old = setup({ article: { publishedAt: ago(300 * HOUR) } })
    expect(waits({ ...promise, article: old.article })).toBeGreaterThan(HOUR)
    expect(nextCheck({ ...promise, article: old.article }).reason).not.toContain('promised')
  })

  it('waits as long as the server asks, within the longest interval', () => {
    expect(waits(setup({ site: { retryAfterMs: 3 * HOUR } }))).toBe(3 * HOUR)
    expect(waits(setup({ site: { retryAfterMs: 300 * HOUR } }))).toBe(24 * HOUR)
    expect(waits(setup({ site: { freshForMs: 90 * HOUR } }))).toBe(HOUR / 2)
  })

  it('lets an article rest when nothing happened for long, and wakes it for a while', () => {
    const old = { publishedAt: ago(40 * 24 * HOUR), trackedAt: ago(39 * 24 * HOUR) }
    expect(nextCheck(setup({ article: old }))).toMatchObject({ at: null, reason: 'rests: no edit found for 39 days' })
    expect(nextCheck(setup({ article: { ...old, wokenAt: ago(HOUR) } })).at).not.toBeNull()
    expect(nextCheck(setup({ article: { ...old, edits: [ago(HOUR)] } })).at).not.toBeNull()
  })

  it('moves a check into the windows of its tag', () => {
    const windows = [{ zone: 'Europe/Amsterdam', days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', to: '23:00' }]
    expect(nextCheck({ ...setup(), windows })).toMatchObject({
      at: '2026-03-10T19:00:00.000Z',
      reason: expect.stringContaining('waits for its time window'),
    })
  })

  it('takes a date without a time for the day only', () => {
    const seen = waits(setup({ article: { publishedAt: null } }))
    expect(waits(setup({ article: { publishedAt: '2026-03-10' } }))).toBe(seen)
    expect(waits(setup({ article: { publishedAt: 'yesterday' } }))).toBe(seen)
    expect(waits(setup({ article: { publishedAt: '2026-03-10T11:50' } }))).toBe(seen)
    const old = waits(setup({ article: { publishedAt: '2026-02-28' } }))
    expect(old).toBeGreaterThan(3 * seen)
  })

  it('follows the habits of the site and says so', () => {
    const { article } = setup({ article: { section: 'sport', publishedAt: null } })
    let habits = null
    for (let i = 0; i < 60; i++) {
      const from = ago(30 * 60_000)
      habits = habitsAfter(habits, { article, from, now: NOW, found: true })
    }
    const busy = nextCheck(setup({ article, site: { habits } }))
    expect(Date.parse(busy.at ?? '') - Date.parse(NOW)).toBeLessThan(0.5 * waits(setup({ article })))
    expect(busy.reason).toMatch(/by its habits this site is edited \d+\.\d times as often, its section/)
  })

  it('rests when its windows never open', () => {
    const windows = [{ zone: 'UTC', days: [], from: '20:00', to: '23:00' }]
    expect(nextCheck({ ...setup(), windows }).at).toBeNull()
  })

  it('says in words why', () => {
    const { reason } = nextCheck(setup({ article: { edits: [ago(10 * 60_000), ago(HOUR)] }, site: { price: 9 } }))
    expect(reason).toMatch(
      /^in .*published 2\.0 h ago, 2 edits found, the last 10 min ago; about .* expected; the budget/,
    )
  })

  const anyInput = fc
    .record({
      id: fc.string(),
      checkNo: fc.nat(),
      born: fc.integer({ min: 0, max: 29 * 24 * 60 }),
      edits: fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 12 }),
      dated: fc.boolean(),
      priority: fc.constantFrom(0.1, 1, 3, 100),
      price: fc.option(fc.double({ min: 1e-6, max: 1e3, noNaN: true })),
      minGapMs: fc.integer({ min: 0, max: 600_000 }),
      live: fc.boolean(),
      within: fc.option(fc.integer({ min: 1, max: 60 })),
    })
    .map((any): CadenceInput => {
      const input = setup({
        article: {
          id: any.id,
          checkNo: any.checkNo,
          trackedAt: ago(any.born * 60_000),
          publishedAt: any.dated ? ago(any.born * 60_000) : null,
          edits: any.edits.sort((a, b) => a - b).map((minutes) => ago(minutes * 60_000)),
          kind: any.live ? 'live_blog' : 'article',
          priority: any.priority,
        },
        site: { price: any.price, minGapMs: any.minGapMs },
      })
      const promise =
        any.within === null ? ({ kind: 'mean' } as const) : ({ kind: 'within', minutes: any.within } as const)
      return { ...input, settings: { ...CADENCE, promise } }
    })

  it('never looks sooner than politeness allows nor later than the longest interval, and always decides alike', () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const wait = waits(input)
        expect(wait).toBeGreaterThanOrEqual(Math.max(CADENCE.minMs, input.site.minGapMs))
        expect(wait).toBeLessThanOrEqual(CADENCE.maxMs)
        expect(nextCheck(structuredClone(input))).toEqual(nextCheck(input))
      }),
    )
  })

  it('spreads articles that were added in the same second', () => {
    const base = { ...setup(), settings: CADENCE }
    const times = Array.from({ length: 400 }, (_, i) =>
      waits({ ...base, article: { ...base.article, id: `article ${i}` } }),
    )
    const [low, high] = [Math.min(...times), Math.max(...times)]
    const tenths = Array(10).fill(0)
    for (const time of times) tenths[Math.min(9, Math.floor((10 * (time - low)) / (high - low)))]++
    expect(high / low).toBeGreaterThan(1.2)
    expect(Math.min(...tenths)).toBeGreaterThan(15)
  })
})
