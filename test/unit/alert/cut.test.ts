import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CUT_MARK, cut, excerpt, plain } from '../../../src/alert/cut.ts'

const family = '👩‍👩‍👧‍👦'

describe('cut', () => {
  it('leaves a text that fits as it is', () => {
    expect(cut('abc', 3)).toBe('abc')
  })

  it('never cuts inside a grapheme, and marks the cut', () => {
    for (let max = 10; max < 40; max++) {
      const head = cut(family.repeat(8), max).replace(CUT_MARK, '').trim()
      expect(head.replaceAll(family, '')).toBe('')
    }
  })

  it('is never longer than asked, well formed, and a beginning of the text', () => {
    const text = fc.string({ unit: 'binary', minLength: 0, maxLength: 300 })
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 200 }), (given, max) => {
        const well = given.toWellFormed()
        const short = cut(well, max)
        expect(short.length).toBeLessThanOrEqual(max)
        expect(short.isWellFormed()).toBe(true)
        expect(well.startsWith(short === well ? short : short.replace(/\s?\[…\]$/, ''))).toBe(true)
      }),
    )
  }, 30_000)

  it('cuts a single endless grapheme too', () => {
    const zalgo = `e${'\u0301'.repeat(10_000)}`
    const short = cut(zalgo, 100)
    expect(short.length).toBeLessThanOrEqual(100)
    expect(short.startsWith('e\u0301')).toBe(true)
  })
})

describe('excerpt', () => {
  it('keeps the wanted place in view and marks both ends', () => {
    const text = `${'a '.repeat(500)}HERE${' b'.repeat(500)}`
    const window = excerpt(text, text.indexOf('HERE'), 80)
    expect(window).toMatch(/^\[…\] .*HERE.* \[…\]$/)
    expect(window.length).toBeLessThanOrEqual(80)
  })

  it('keeps the very end in view', () => {
    expect(excerpt(`${'a '.repeat(500)}END`, 1000, 40)).toMatch(/END$/)
  })
})

describe('plain', () => {
  it('drops what would turn or break the text around it and keeps what writing needs', () => {
    expect(plain('a\u202eb\u0000c\u2066d\u2069')).toBe('abcd')
    expect(plain('می\u200cخواهم 👩\u200d👧')).toBe('می\u200cخواهم 👩\u200d👧')
    expect(plain('one\r\ntwo\u2028three')).toBe('one two three')
  })
})
