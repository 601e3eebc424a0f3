import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSealKey, seal, unseal } from '../../../src/alert/seal.ts'

const key = parseSealKey(Buffer.alloc(32, 1).toString('base64'))
const other = parseSealKey('ab'.repeat(32))

describe('seal', () => {
  it('opens to what was sealed, and never seals the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const sealed = seal(text, key, 'endpoint/1/url')
        expect(unseal(sealed, [other, key], 'endpoint/1/url')).toBe(text)
        expect(sealed).not.toBe(seal(text, key, 'endpoint/1/url'))
      }),
      { numRuns: 30 },
    )
  }, 30_000)

  it('does not open in another row, with another key, or altered', () => {
    const sealed = seal('whsec_x', key, 'endpoint/1/secrets')
    expect(() => unseal(sealed, [key], 'endpoint/2/secrets')).toThrow('altered or belongs elsewhere')
    expect(() => unseal(sealed, [other], 'endpoint/1/secrets')).toThrow('not the key given')
    const last = sealed.at(-1) === 'A' ? 'Q' : 'A'
    expect(() => unseal(sealed.slice(0, -1) + last, [key], 'endpoint/1/secrets')).toThrow('altered')
    expect(() => unseal('whsec_plain', [key], 'endpoint/1/secrets')).toThrow('not a sealed text')
  })

  it.each(['', 'short', 'z'.repeat(64), Buffer.alloc(31).toString('base64')])('refuses the key "%s"', (bad) => {
    expect(() => parseSealKey(bad)).toThrow('32 bytes')
  })
})
