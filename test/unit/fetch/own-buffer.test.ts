import { describe, expect, it } from 'vitest'
import { ownBuffer, release } from '../../../src/fetch/own-buffer.ts'

const own = () => new Uint8Array(new ArrayBuffer(300_000)).fill(7)

describe('ownBuffer', () => {
  it('is the memory that bytes lie in, until it is given away', () => {
    const bytes = own()
    expect(ownBuffer(bytes)).toBe(bytes.buffer)
    structuredClone(bytes, { transfer: [bytes.buffer] })
    expect(ownBuffer(bytes)).toBeNull()
  })

  it('is nothing of what lies with others, in a pool or between threads', () => {
    expect(ownBuffer(Buffer.from('short'))).toBeNull()
    expect(ownBuffer(new Uint8Array(new SharedArrayBuffer(8)))).toBeNull()
  })
})

describe('release', () => {
  it('gives the memory back, however often it is asked and by whichever part', () => {
    const bytes = own()
    const part = bytes.subarray(10, 20)
    release(part)
    release(bytes)
    expect([bytes.length, part.length]).toEqual([0, 0])
  })

  it('leaves the neighbours in a pool alone', () => {
    const [one, other] = [Buffer.from('one'), Buffer.from('other')]
    release(one)
    expect([one, other].map(String)).toEqual(['one', 'other'])
  })
})
