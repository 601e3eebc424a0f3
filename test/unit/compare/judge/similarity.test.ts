import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editShare, jaccard, trigramDice } from '../../../../src/compare/judge/similarity.ts'

describe('similarity', () => {
  it('is 1 for the same letters, whatever their case and punctuation', () => {
    expect(trigramDice('Lamp lit at Orrel Point', '“Lamp lit” at Orrel Point!')).toBe(1)
  })

  it('is 0 for texts without a common trigram', () => {
    expect(trigramDice('abc', 'xyz')).toBe(0)
  })

  it('is symmetric and between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const dice = trigramDice(a, b)
        expect(dice).toBe(trigramDice(b, a))
        expect(dice).toBeGreaterThanOrEqual(0)
        expect(dice).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('counts words shared among all words', () => {
    expect(jaccard(new Set(['boat', 'sinks']), new Set(['boat', 'floats']))).toBeCloseTo(1 / 3)
    expect(jaccard(new Set(), new Set())).toBe(1)
  })

  it('counts the letters to be edited', () => {
    expect(editShare('harbor', 'harbour')).toBeCloseTo(1 / 7)
    expect(editShare('', '')).toBe(0)
  })
})
