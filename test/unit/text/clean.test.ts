import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clean } from '../../../src/text/clean.ts'

describe('clean', () => {
  it('folds white space of every kind to single blanks', () => {
    expect(clean(' a\u00a0\n\tb\u2003c\u3000')).toBe('a b c')
  })

  it('drops soft hyphens, zero-width and bidi marks', () => {
    expect(clean('Haus\u00adboot\u200b \u202a12\u202c\ufeff')).toBe('Hausboot 12')
  })

  it('keeps the joiners that scripts and emoji need, and no others', () => {
    expect(clean('می\u200cخواهم')).toBe('می\u200cخواهم')
    expect(clean('👩\u200d🚒')).toBe('👩\u200d🚒')
    expect(clean('har\u200cbour \u200dmaster')).toBe('harbour master')
  })

  it('settles in one step and leaves no lone surrogate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = clean(text)
        expect(clean(once)).toBe(once)
        expect(once.isWellFormed()).toBe(true)
      }),
    )
  })

  it('takes out every unseen character of the basic plane and folds every blank', () => {
    const kept = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]/
    for (let code = 0; code < 0x10000; code += 1) {
      const character = String.fromCharCode(code)
      const isBlank = code !== 0xfeff && /[\s\x85]/.test(character)
      if (!isBlank && (!/[\p{Cc}\p{Cf}]/u.test(character) || kept.test(character))) continue
      expect(clean(`x${character}y`), code.toString(16)).toBe(isBlank ? 'x y' : 'xy')
    }
  })
})
