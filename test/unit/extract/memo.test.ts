import { describe, expect, it } from 'vitest'
import { Memo } from '../../../src/extract/memo.ts'

describe('Memo', () => {
  it('works each text out once, and forgets those that nobody asked for lately', () => {
    const memo = new Memo<string>(2)
    const made: string[] = []
    const ask = (text: string) =>
      memo.of(text, (each) => {
        made.push(each)
        return each.toUpperCase()
      })
    expect(['quay', 'tide', 'quay', 'boat', 'quay'].map(ask)).toEqual(['QUAY', 'TIDE', 'QUAY', 'BOAT', 'QUAY'])
    expect(made).toEqual(['quay', 'tide', 'boat'])
    // By now the quay was asked for again, the tide was not.
    expect(['pier', 'quay', 'tide'].map(ask)).toEqual(['PIER', 'QUAY', 'TIDE'])
    expect(made).toEqual(['quay', 'tide', 'boat', 'pier', 'tide'])
  })

  it('keeps no text of more than 500 letters', () => {
    const memo = new Memo<number>(2)
    let made = 0
    for (const _ of [1, 2]) memo.of('x'.repeat(501), () => ++made)
    expect(made).toBe(2)
  })
})
