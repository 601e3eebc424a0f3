import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plain } from '../../../src/alert/cut.ts'
import { markChanges, type Run, runsText } from '../../../src/alert/marks.ts'

const shown = (runs: Run[]) => runs.map((run) => (run.changed ? `[${run.text}]` : run.text)).join('')

function marked(before: string, after: string): [string, string] {
  const marks = markChanges(before, after, 300)
  return [shown(marks.before), shown(marks.after)]
}

describe('markChanges', () => {
  it.each([
    ['12 were hurt', '21 were hurt', '[12] were hurt', '[21] were hurt'],
    ['The mayor will resign', 'The mayor will not resign', 'The mayor will resign', 'The mayor will [not ]resign'],
    ['said Ada North on Monday', 'said Bo South on Monday', 'said [Ada North] on Monday', 'said [Bo South] on Monday'],
    ['市長は辞任する', '市長は辞任しない', '市長は辞任[する]', '市長は辞任[しない]'],
    ['שלושה נפצעו', 'ארבעה נפצעו', '[שלושה] נפצעו', '[ארבעה] נפצעו'],
    ['same', 'same', 'same', 'same'],
  ])('%s -> %s', (before, after, old, next) => {
    expect(marked(before, after)).toEqual([old, next])
  })

  it('marks the whole of what has no other side', () => {
    expect(markChanges(null, 'A new paragraph.', 100)).toEqual({
      before: [],
      after: [{ text: 'A new paragraph.', changed: true }],
    })
    expect(markChanges('Gone.', null, 100).after).toEqual([])
  })

  it('loses no letter of a text that fits', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (before, after) => {
        const marks = markChanges(before, after, 500)
        expect(runsText(marks.before)).toBe(plain(before))
        expect(runsText(marks.after)).toBe(plain(after))
      }),
    )
  }, 30_000)

  it('shows the place of the difference in long texts, and says that it cut', () => {
    const head = 'Long before the storm the council had met in secret. '.repeat(50)
    const { before, after } = markChanges(`${head}Nine died.`, `${head}Ten died.`, 120)
    expect(shown(before)).toMatch(/^\[…\] .*\[Nine\] died\.$/)
    expect(shown(after)).toMatch(/^\[…\] .*\[Ten\] died\.$/)
    expect(runsText(before).length).toBeLessThanOrEqual(120)
  })
})
