import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, type Sight } from '../../../src/cadence/hazard.ts'
import { expectedDelayMinutes, priceOfFirstDay, priceUnder, whenEarned } from '../../../src/cadence/spend.ts'

const DAY = 24 * HOUR
const fresh: Sight = { bornAt: 0, dated: true, edits: [], section: null, live: false }

describe('whenEarned', () => {
  it('gives an ordinary article the checks of its first day that were paid for', () => {
    for (const dated of [true, false]) {
      let checks = 0
      const price = priceOfFirstDay(24, dated)
      for (let at = 0; at < DAY; checks++) at = whenEarned({ ...fresh, dated }, null, at, price)
      expect(checks).toBeGreaterThanOrEqual(24)
      expect(checks).toBeLessThanOrEqual(25)
    }
  })

  it('comes later for a higher price and a calmer article, and never before the check it follows', () => {
    const time = fc.integer({ min: 0, max: 100 * DAY })
    fc.assert(
      fc.property(time, fc.double({ min: 1e-4, max: 5, noNaN: true }), (from, price) => {
        const at = whenEarned(fresh, null, from, price)
        expect(at).toBeGreaterThan(from)
        expect(whenEarned(fresh, null, from, 2 * price)).toBeGreaterThanOrEqual(at)
        expect(whenEarned({ ...fresh, live: true }, null, from, price)).toBeLessThanOrEqual(at)
      }),
    )
  })

  it('looks no further than two weeks ahead', () => {
    expect(whenEarned(fresh, null, 0, 1e9)).toBe(14 * DAY)
  })
})

describe('a budget', () => {
  const articles = [1.5, 0.2, 0.2, 0.05].map((rate) => ({ rate, urge: Math.sqrt(rate) }))

  it('is kept by the price it sets', () => {
    const price = priceUnder(
      articles.reduce((sum, { urge }) => sum + urge, 0),
      200,
    )
    const perDay = articles.reduce((sum, { urge }) => sum + (24 * urge) / price, 0)
    expect(perDay).toBeCloseTo(200)
  })

  it('halves the expected delay when it doubles', () => {
    expect(expectedDelayMinutes(articles, 400)).toBeCloseTo(expectedDelayMinutes(articles, 200) / 2)
    expect(expectedDelayMinutes([], 200)).toBe(0)
    expect(expectedDelayMinutes([{ urge: 0, rate: 0 }], 200)).toBe(0)
  })

  it('expects half the interval for a single article', () => {
    expect(expectedDelayMinutes([{ urge: 0.7, rate: 0.4 }], 24)).toBeCloseTo(30)
  })
})
