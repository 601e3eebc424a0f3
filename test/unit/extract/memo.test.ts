import { describe, expect, it } from 'vitest'
import { Memo } from '../../../src/extract/memo.ts'

/** Asks a memo for each of the words of a page; which of them were worked out, and what came back. */
function ask(most: number, page: string) {
  const memo = new Memo<{ text: string; loud: string }>(most)
  const made: string[] = []
  const found = [...page.matchAll(/\S+/g)].map(({ 0: word, index }) =>
    memo.at(page, index, index + word.length, (text) => {
      made.push(text)
      return { text, loud: text.toUpperCase() }
    }),
  )
  return { made, loud: found.map(({ loud }) => loud) }
}

describe('Memo', () => {
  it('works each text out once, wherever it stands', () => {
    const { made, loud } = ask(1024, 'quay tide quay boat quay')
    expect(loud).toEqual(['QUAY', 'TIDE', 'QUAY', 'BOAT', 'QUAY'])
    expect(made).toEqual(['quay', 'tide', 'boat'])
  })

  it('gives a text its own value where two fall on one place', () => {
    const { made, loud } = ask(1, 'quay tide quay')
    expect(loud).toEqual(['QUAY', 'TIDE', 'QUAY'])
    expect(made).toEqual(['quay', 'tide', 'quay'])
  })

  it('tells long texts apart by letters that it does not look at first', () => {
    const [one, other] = [`${'a'.repeat(81)}ba`, `${'a'.repeat(79)}baaa`]
    expect(ask(1024, `${one} ${other}`).loud).toEqual([one.toUpperCase(), other.toUpperCase()])
  })

  it('keeps no text of more than 500 letters', () => {
    const long = 'x'.repeat(501)
    expect(ask(1024, `${long} ${long}`).made).toHaveLength(2)
  })
})
