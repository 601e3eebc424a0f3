import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FURNITURE } from '../../../src/extract/furniture-words.ts'
import { SENTENCES } from '../../../src/extract/notice-words.ts'
import { Glance } from '../../../src/text/glance.ts'
import { needsOf } from '../../../src/text/needs.ts'

const PATTERNS = [...Object.values(FURNITURE), ...SENTENCES.map(([, pattern]) => pattern)]

/** Pieces of the patterns themselves: words and halves of words, in several spellings. */
const PIECES = [
  ...new Set(PATTERNS.flatMap(({ source }) => source.replace(/\\./g, ' ').match(/[\p{L}\p{N}]+|[ .:%]/gu) ?? [])),
  ...['12', ' ', ', ', 'ago', 'min read', 'LONG\u017f', 'K', 'µ', 'İ', '\u{1d400}', '…', '’', '©', '·'],
]

describe('needsOf', () => {
  it('names what no match can do without', () => {
    expect(needsOf(/subscri(?:be|ption)|sign ?up|s.abonner/i)).toEqual(['subscri', 'sign', 'abonner'])
    expect(needsOf(/\b(?:an? )?(?:writer|Editor)s*\b(?=soon)/)).toEqual(['writer', 'editor'])
    expect(needsOf(/colou+r{2}|x{0,3}quay[a-z]\]?/)).toEqual(['colou', 'quay'])
  })

  it('says when a match can be anything', () => {
    expect(needsOf(/quay|\d+/)).toBeNull()
    expect(needsOf(/(?:quay)?/)).toBeNull()
    expect(needsOf(/[a-z]+\p{L}\u{61}/u)).toBeNull()
  })
})

describe('Glance', () => {
  it('never rules out a pattern that matches', () => {
    const glances = PATTERNS.map((pattern) => new Glance([[pattern]]))
    const text = fc
      .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom('', '', ' ', '!'), fc.integer({ max: 2 })))
      .map((pieces) =>
        pieces
          .map(([piece, gap, how]) => (how === 1 ? piece.toUpperCase() : how === 2 ? piece.toLowerCase() : piece) + gap)
          .join(''),
      )
    let matched = 0
    fc.assert(
      fc.property(text, (each) => {
        PATTERNS.forEach((pattern, i) => {
          if (!pattern.test(each)) return
          matched += 1
          expect(glances[i]?.at(each), `${pattern.source.slice(0, 40)} in ${each}`).toBe(1)
        })
      }),
      { numRuns: 2000 },
    )
    expect(matched).toBeGreaterThan(500)
  })

  it('rules out what an ordinary sentence holds nothing of', () => {
    const glance = new Glance([[FURNITURE.promo], [FURNITURE.ago], [FURNITURE.paywall]])
    expect(glance.at('Boats left at noon.')).toBe(0)
    expect(glance.at('“Boats left at noon…”')).toBe(0)
    expect(glance.at('Donations? Subscribing?')).toBe(1)
    expect(glance.at('Subscapular')).toBe(0)
    expect(glance.at('A newsletter on boats.')).toBe(1)
  })

  it('has a bit for each of thirty groups and takes no more', () => {
    const groups = Array.from({ length: 30 }, (_, i) => [new RegExp(i === 29 ? 'newsletter' : `ferry ${i}`)])
    expect(new Glance(groups).at('A newsletter on boats.')).toBe(1 << 29)
    expect(() => new Glance([...groups, [/harbour/]])).toThrow('31 groups of patterns, of at most 30')
  })

  it('looks through to the end of long texts', () => {
    const glance = new Glance([[FURNITURE.promo], [FURNITURE.ago]])
    const boats = 'Boats left at noon. '
    for (const before of [180, 200, 204, 205, 400]) {
      expect(glance.at(`${boats.repeat(before)}${'.'.repeat(before % 17)} Our newsletter`)).toBe(1)
    }
    expect(glance.at(boats.repeat(400))).toBe(0)
  })
})
