import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coldHabits, factorsOf, type Habits, learn, readHabits } from '../../../src/cadence/habits.ts'
import { HOUR, type Sight, stretchAt } from '../../../src/cadence/hazard.ts'

const MONDAY = Date.UTC(2026, 2, 9)
const DAY = 24 * HOUR

function sightOf(change: Partial<Sight> = {}): Sight {
  return { bornAt: MONDAY, dated: true, edits: [], section: 'politics', live: false, ...change }
}

/** Articles of one site, each watched for a few hours, whose edits come `times` as often as the prior expects. */
function watch(articles: number, times: (at: number, section: string) => number, habits = coldHabits()): Habits {
  let known = habits
  let owed = 0
  for (let i = 0; i < articles; i++) {
    const section = i % 2 ? 'sport' : 'politics'
    const sight = sightOf({ bornAt: MONDAY + (i * 37 * HOUR) / 60, section })
    for (let from = sight.bornAt; from < sight.bornAt + 8 * HOUR; from += HOUR / 4) {
      const to = from + HOUR / 4
      const expected = (stretchAt(sight, null, from).rate / 4) * times(from, section)
      // Edits fall due as their expectation adds up: as many as there should be, without chance.
      owed += 1 - Math.exp(-expected)
      const found = owed >= 1
      if (found) owed -= 1
      known = learn(known, { sight, from, to, found })
    }
  }
  return known
}

describe('learn', () => {
  it('knows nothing at first', () => {
    const factors = factorsOf(coldHabits())
    expect(factors?.base).toBe(1)
    expect(factors?.hour).toEqual(Array(24).fill(1))
    expect(factors?.section('anything')).toBe(1)
    expect(factorsOf(null)).toBeNull()
  })

  it('stays near one where the site behaves as the prior expects', () => {
    const factors = factorsOf(watch(150, () => 1))
    const { rate } = stretchAt(sightOf(), factors ?? null, MONDAY + HOUR)
    const prior = stretchAt(sightOf(), null, MONDAY + HOUR).rate
    expect(rate / prior).toBeGreaterThan(0.75)
    expect(rate / prior).toBeLessThan(1.3)
  })

  it('is of use after a few dozen articles: a site three times as busy is seen as busy', () => {
    const factors = factorsOf(watch(40, () => 3)) ?? null
    const sight = sightOf()
    const ratio = stretchAt(sight, factors, MONDAY + 5 * HOUR).rate / stretchAt(sight, null, MONDAY + 5 * HOUR).rate
    expect(ratio).toBeGreaterThan(1.8)
    expect(ratio).toBeLessThan(4.5)
  })

  it('tells sections and hours apart', () => {
    const sections = factorsOf(watch(150, (_, section) => (section === 'sport' ? 3 : 0.5)))
    expect(sections?.section('sport')).toBeGreaterThan(1.8 * (sections?.section('politics') ?? 9))
    const hours = factorsOf(watch(150, (at) => ((at % DAY) / HOUR < 12 ? 3 : 0.5)))
    expect(hours?.hour[6]).toBeGreaterThan(1.8 * (hours?.hour[18] ?? 9))
  })

  it('lets old lessons fade', () => {
    const busy = watch(100, () => 4)
    const later = MONDAY + 6000 * DAY
    const after = learn(busy, { sight: sightOf({ bornAt: later }), from: later, to: later + 60_000, found: false })
    expect(factorsOf(after)?.base).toBeLessThan(factorsOf(busy)?.base ?? 0)
  })

  it('never changes the habits it was given, and keeps every factor positive and finite', () => {
    const lesson = fc.record({
      age: fc.integer({ min: 0, max: 5000 }),
      minutes: fc.integer({ min: 1, max: 3000 }),
      edits: fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 5 }),
      section: fc.option(fc.string({ maxLength: 4 })),
      found: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(lesson, { maxLength: 20 }), (lessons) => {
        let habits = coldHabits()
        for (const { age, minutes, edits, section, found } of lessons) {
          const from = MONDAY + age * 60_000
          const sight = sightOf({ edits: edits.sort((a, b) => a - b).map((ago) => from - ago * 60_000), section })
          const before = structuredClone(habits)
          const after = learn(habits, { sight, from, to: from + minutes * 60_000, found })
          expect(habits).toEqual(before)
          habits = after
        }
        const factors = factorsOf(habits)
        const all = [
          factors?.base ?? 0,
          ...(factors?.hour ?? []),
          ...(factors?.age ?? []),
          ...(factors?.state.flat() ?? []),
        ]
        expect(all.every((factor) => factor > 0 && Number.isFinite(factor))).toBe(true)
        expect(readHabits(JSON.parse(JSON.stringify(habits)))).toEqual(habits)
      }),
    )
  })

  it('keeps a bounded number of sections, the rarest go', () => {
    let habits = watch(40, () => 1)
    for (let i = 0; i < 150; i++) {
      const sight = sightOf({ section: `tag ${i}` })
      habits = learn(habits, { sight, from: MONDAY, to: MONDAY + 60_000, found: false })
    }
    expect(Object.keys(habits.section)).toHaveLength(100)
    expect(habits.section).toHaveProperty('sport')
  })
})

describe('readHabits', () => {
  it('takes what it does not know for nothing known', () => {
    expect(readHabits(null)).toBeNull()
    expect(readHabits({ v: 2 })).toBeNull()
    expect(readHabits({ ...coldHabits(), hour: { seen: [1], expected: [1] } })).toBeNull()
  })
})
