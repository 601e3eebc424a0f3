import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FEATURES } from '../../../src/extract/feature-names.ts'
import { readLeaves } from '../../../src/extract/leaves.ts'
import { parse } from '../../../src/extract/parse.ts'
import { Row } from '../../../src/extract/row.ts'
import { putText } from '../../../src/extract/text-features.ts'
import { clean } from '../../../src/text/clean.ts'

/** Features of a text by their names, as a paragraph of its own has them. */
function featuresOf(text: string): (name: string) => number {
  const [leaf] = readLeaves(parse(`<p>${text}</p>`), null).leaves
  const table = new Float32Array(FEATURES.length)
  if (leaf) putText(leaf, new Row(table))
  return (name) => table[FEATURES.indexOf(name)] as number
}

/** What each feature of a text means, said by patterns: slow, and plain to see. */
const MEANT: Record<string, (text: string) => boolean> = {
  ends: (text) => /[.!?…。！？．｡؟۔।॥։።။][\s"'”’»«›)\]」』）】*]*$/u.test(text),
  lower: (text) => /^\p{Ll}/u.test(text),
  upper: (text) => text.length > 3 && !/[a-z]/.test(text) && text === text.toUpperCase() && text !== text.toLowerCase(),
  digit: (text) => /[0-9]/.test(text),
  startsDigit: (text) => /^\W{0,2}\d/.test(text),
  colon: (text) => /[:：]$/.test(text),
  asks: (text) => /[?!？！]$/.test(text),
  quoted: (text) => /^["'“„«»‘「『]/.test(text),
  handle: (text) => /@|https?:|www\./.test(text),
  wide: (text) => /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text),
}

const PIECES = [
  'boats',
  'Éléa',
  'élan',
  'BOATS',
  'ß',
  'ŁÓDŹ',
  '12',
  ' ',
  ', ',
  '. ',
  '.',
  '!',
  '？',
  '：',
  ':',
  '"',
  '“',
  '」',
]
const MORE = ['www.', 'www', 'https:', 'http', 'a@b', '船', 'かき', '배', '。', '…', ')', '*', '_', '·', '\u{1f6a2}']

describe('putText', () => {
  it('tells of a text what the patterns tell', () => {
    const texts = fc.array(fc.constantFrom(...PIECES, ...MORE), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(texts, (pieces) => {
        const text = clean(pieces.join(''))
        if (!/[\p{L}\p{N}]/u.test(text)) return
        const feature = featuresOf(text)
        for (const [name, isMeant] of Object.entries(MEANT))
          expect([name, feature(name)]).toEqual([name, Number(isMeant(text))])
        expect(feature('commas')).toBe(Math.min(6, text.split(',').length - 1))
        expect(feature('sentences')).toBe(Math.min(6, text.split(/[.!?。！？] /).length))
      }),
      { numRuns: 2000 },
    )
  })

  it('counts to the end of texts of any length', () => {
    const feature = featuresOf(`${'Boats left at noon '.repeat(300)}, 12 of them, all blue. One (船) did not.`)
    expect(feature('commas')).toBe(2)
    expect(feature('sentences')).toBe(2)
    expect(feature('digit')).toBe(1)
    expect(feature('wide')).toBe(1)
    expect(feature('ends')).toBe(1)
  })

  it('knows furniture by its words, wherever these may stand', () => {
    expect(featuresOf('By Ana Lima')('says:byline')).toBe(1)
    expect(featuresOf('Boats and harbours, 5 min read')('says:byline')).toBe(1)
    expect(featuresOf('Boats stood by')('says:byline')).toBe(0)
    expect(featuresOf('80 % of this article is left')('says:paywall')).toBe(1)
    expect(featuresOf('Please log in to read')('says:promo')).toBe(1)
  })
})
