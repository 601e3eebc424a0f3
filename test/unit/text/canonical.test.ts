import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Folded, fold, sourceSlice } from '../../../src/text/canonical.ts'
import { tokenize } from '../../../src/text/tokens.ts'

describe('the folded form', () => {
  test.each([
    ['“Never,” she said', '"Never," she said'],
    ['l’homme', "l'homme"],
    ['1998–2003', '1998-2003'],
    ['12\u00a0000 people', '12 000 people'],
    ['the govern\u00adment fell', 'the government fell'],
    ['He paused… then left', 'He paused... then left'],
    ['Profit &amp; loss', 'Profit & loss'],
    ['7½ years', '7.5 years'],
    ['١٢ شخصا', '12 شخصا'],
    ['cafe\u0301', 'café'],
    ['a fine of PS25,000', 'a fine of £25,000'],
    ['donâ€™t', "don't"],
    ['« Nous partons »', '"Nous partons"'],
  ])('of %s is %s', (source, folded) => {
    expect(fold(source).text).toBe(folded)
  })

  test('keeps words, case and figures as they are', () => {
    expect(fold('The Council paid $4.5bn on 3 May').text).toBe('The Council paid $4.5bn on 3 May')
  })

  test('leads back to the page’s own characters', () => {
    const folded = fold('She said:\u00a0“It\u00adaly won” — twice')
    const at = folded.text.indexOf('Italy')
    expect(sourceSlice(folded, at, at + 'Italy'.length)).toBe('It\u00adaly')
  })

  test('reads the same when folded again', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '“', "'", '\u00a0', '–', '\u00ad', '…', '½', '٣', '4', ' ') }),
        (text) => {
          const once = fold(text)
          const keys = (folded: Folded) => tokenize(folded).map((token) => token.key)
          expect(keys(fold(once.text))).toEqual(keys(once))
        },
      ),
    )
  })

  test('maps every slice to a piece of the source', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const folded = fold(text)
        expect(sourceSlice(folded, 0, folded.text.length).length).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
