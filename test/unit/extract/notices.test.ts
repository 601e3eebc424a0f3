import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../../src/article.ts'
import { noticeKindOf, readNotices } from '../../../src/extract/notices.ts'

const paragraphs = (...texts: string[]): Block[] => texts.map((text) => ({ kind: 'paragraph', text }))
const FILLER = Array.from(
  { length: 20 },
  (_, index) => `The harbour council met for the ${index}th time and spoke about the quay.`,
)

describe('noticeKindOf', () => {
  it.each([
    ['correction', 'Correction: The mayor is 54, not 45.'],
    ['correction', 'This article was amended on 5 May 2026. An earlier version said the pier was older.'],
    ['correction', 'In einer früheren Version dieses Artikels hieß es, die Fähre sei gesunken. Das ist falsch.'],
    ['correction', 'Fe de errores: el alcalde tiene 54 años.'],
    ['correction', 'В предыдущей версии текста неверно указан возраст мэра.'],
    ['correction', '訂正：市長の年齢に誤りがありました。'],
    ['clarification', 'Clarification (6 March): the quote referred to the old pier.'],
    ['clarification', 'Klarstellung: Der Verein war nicht beteiligt.'],
    ['editors_note', 'Editor’s note: This story discusses a drowning.'],
    ['editors_note', 'Anmerkung der Redaktion: Wir haben den Namen geändert.'],
    ['update', 'Update, 3pm: The bridge reopened.'],
    ['update', 'This story has been updated with comments by the council.'],
    ['update', 'Mise à jour : le pont est rouvert.'],
    ['retraction', 'This article has been removed. It did not meet our standards, and we apologise.'],
    ['retraction', 'Dieser Artikel wurde nach Prüfung zurückgezogen.'],
  ])('tells a %s: %s', (kind, text) => {
    expect(noticeKindOf(text)).toBe(kind)
  })

  it.each([
    'Update your software today to stay safe.',
    'The editor said the correction was due.',
    'Correction officers walked out on Monday.',
    'This article was edited by Ana Lima.',
    'We removed the obsolete model from our list.',
    'The report was updated by the ministry last year.',
    'Clarification of butter takes ten minutes.',
  ])('leaves the article alone: %s', (text) => {
    expect(noticeKindOf(text)).toBeNull()
  })
})

describe('readNotices', () => {
  it('takes notices at the top and the tail, and no look-alike in the middle', () => {
    const blocks = paragraphs(
      'Update, 3pm: The bridge reopened.',
      ...FILLER,
      'Correction: not in the middle.',
      ...FILLER,
      'Correction: The mayor is 54.',
    )
    expect(readNotices(blocks)).toEqual({
      notices: [
        { kind: 'update', text: 'Update, 3pm: The bridge reopened.' },
        { kind: 'correction', text: 'Correction: The mayor is 54.' },
      ],
      indices: [0, blocks.length - 1],
    })
  })

  it('takes one in the middle when the markup names it', () => {
    const blocks = paragraphs(...FILLER, 'Correction: the quay is old.', ...FILLER)
    expect(readNotices(blocks, (index) => index === 20).indices).toEqual([20])
  })

  it('joins a label to the text under it', () => {
    const blocks: Block[] = [
      ...paragraphs(...FILLER),
      { kind: 'subhead', text: 'Correction' },
      ...paragraphs('The mayor is 54, not 45.'),
    ]
    expect(readNotices(blocks).notices).toEqual([{ kind: 'correction', text: 'Correction The mayor is 54, not 45.' }])
  })

  it('never throws and gives places of the list in order', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            kind: fc.constantFrom<Block['kind'][]>('paragraph', 'subhead', 'quote', 'list_item', 'table_row'),
            text: fc.string({ unit: 'grapheme' }),
          }),
        ),
        (blocks) => {
          const { indices } = readNotices(blocks)
          expect(indices).toEqual(
            [...new Set(indices)].sort((one, other) => one - other).filter((index) => index < blocks.length),
          )
        },
      ),
    )
  })
})
