import { describe, expect, test } from 'vitest'
import { sentences } from '../../../src/text/sentences.ts'

const cut = (text: string, lang: string) => sentences(text, lang).map(({ start, end }) => text.slice(start, end))

describe('sentences', () => {
  test.each([
    ['en', 'Mr. Holt met Gov. Brant in Varrick. They left at 5 p.m. on Friday.', 2],
    ['en', '“We won.” she said. Nobody cheered.', 2],
    ['de', 'Die Sitzung ist am 3. Mai geplant. Danach folgt Dr. Voss.', 2],
    ['fr', 'M. Brémond est parti. Mme Vasseur reste.', 2],
    ['es', 'El Sr. Olmo dimitió. La Sra. Vega sigue.', 2],
  ])('in %s are cut after statements, not after abbreviations: %s', (lang, text, count) => {
    expect(cut(text, lang)).toHaveLength(count)
  })

  test('lose no word', () => {
    const text = 'One man left. Two stayed! Who knows? “Nobody,” said Dr. Holt.'
    expect(cut(text, 'en').join(' ')).toBe(text)
  })

  test('without any mark are cut at words, and an edit moves only the cuts beside it', () => {
    const text = Array.from({ length: 6000 }, (_, index) => `word${(index * 7919) % 1013}`).join(' ')
    const before = new Set(cut(text, 'en'))
    const after = cut(text.replace('word5 ', 'word5 inserted '), 'en')
    expect(Math.max(...after.map((piece) => piece.length))).toBeLessThan(3200)
    expect(after.filter((piece) => !before.has(piece)).length).toBeLessThan(4)
  })
})
