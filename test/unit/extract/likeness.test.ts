import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../src/extract/fold.ts'
import { letterCount, letters } from '../../../src/extract/likeness.ts'

const lettersPlainly = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
const foldPlainly = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

function expectPlain(text: string): void {
  expect(letters(text)).toBe(lettersPlainly(text))
  expect(letterCount(text)).toBe(lettersPlainly(text).length)
  expect(fold(text)).toBe(foldPlainly(text))
}

describe('letters and fold', () => {
  it('tell unit by unit what the Unicode classes say, marks and joined characters included', () => {
    const unit = fc.oneof(
      fc.integer({ max: 0x3000 }).map((code) => String.fromCharCode(code)),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.constantFrom('e\u0301', '가', 'ㄱㅏ', 'ｶﾞ', 'İ', 'Σ', '…', '½', '™', 'ﬁ', '\u{1d400}'),
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (units) => expectPlain(units.join(''))),
      { numRuns: 2000 },
    )
  })

  it('hold for texts longer than the scratch they are gathered in', () => {
    expectPlain('The quay, closed since noon; '.repeat(400))
    expectPlain(`${'é'.repeat(2048)}!`)
  })
})
