import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runsText } from '../../../src/alert/marks.ts'
import { type Row, sideBySide } from '../../../src/alert/side-by-side.ts'
import type { Part, Role } from '../../../src/alert/version-parts.ts'

function paragraphs(...texts: string[]): Part[] {
  return texts.map((text) => ({ role: 'paragraph', text }))
}

/** What the rows say that each version holds, part by part. */
function told(rows: readonly Row[]): { old: string[]; next: string[] } {
  return {
    old: rows.flatMap((row) => (row.kind === 'added' ? [] : [row.kind === 'edited' ? runsText(row.old) : row.text])),
    next: rows.flatMap((row) =>
      row.kind === 'removed' ? [] : [row.kind === 'edited' ? runsText(row.next) : row.text],
    ),
  }
}

const word = fc.constantFrom('ferry', 'quay', 'twelve', '12', '21', 'Valdor', 'said', 'שלום', '漢字', 'storm', '.')
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))
const role = fc.constantFrom<Role>('headline', 'standfirst', 'paragraph', 'subhead', 'list_item')
const parts = fc.array(fc.record({ role, text }), { maxLength: 14 })

describe('two versions side by side', () => {
  it('hold both versions whole and in order, whatever was edited', () => {
    fc.assert(
      fc.property(parts, parts, (old, next) => {
        expect(told(sideBySide(old, next))).toEqual({
          old: old.map((part) => part.text),
          next: next.map((part) => part.text),
        })
      }),
      { numRuns: 300 },
    )
  })

  it('put an edited paragraph beside what it was, with the differing words marked', () => {
    const old = paragraphs('The storm killed 12 people in Port Quay.', 'Work begins in March.')
    const next = paragraphs('Schools stay shut.', 'The storm killed 21 people in Port Quay.', 'Work begins in March.')
    const rows = sideBySide(old, next)
    expect(rows.map(({ kind }) => kind)).toEqual(['added', 'edited', 'same'])
    expect(rows[1]).toMatchObject({
      old: [{ text: 'The storm killed ' }, { text: '12', changed: true }, { text: ' people in Port Quay.' }],
      next: [{ text: 'The storm killed ' }, { text: '21', changed: true }, { text: ' people in Port Quay.' }],
    })
  })

  it('do not call a moved paragraph lost', () => {
    const old = paragraphs('A quiet night.', 'The mayor spoke.', 'The sea was calm.')
    const next = paragraphs('The mayor spoke.', 'The sea was calm.', 'A quiet night.')
    const moved = sideBySide(old, next).filter(({ kind }) => kind !== 'same')
    expect(moved).toMatchObject([
      { kind: 'removed', moved: true, text: 'A quiet night.' },
      { kind: 'added', moved: true, text: 'A quiet night.' },
    ])
  })

  it('pair the headline with the headline though they share no word', () => {
    const rows = sideBySide([{ role: 'headline', text: 'Calm seas' }], [{ role: 'headline', text: 'Storm warning' }])
    expect(rows.map(({ kind }) => kind)).toEqual(['edited'])
  })

  it('are made of half a megabyte that shares nothing, and of one paragraph as long', () => {
    const many = (topic: string) =>
      paragraphs(...Array.from({ length: 5_000 }, (_, n) => `${topic} ${n} ${`${topic}${n} `.repeat(12)}`))
    const rows = sideBySide(many('tide'), many('moor'))
    expect(rows.map(({ kind }) => kind)).toEqual([
      ...Array.from({ length: 5_000 }, () => 'removed'),
      ...Array.from({ length: 5_000 }, () => 'added'),
    ])
    const long = 'one word after another '.repeat(25_000)
    const [row] = sideBySide(paragraphs(long), paragraphs(`${long}more`))
    expect(row).toMatchObject({ kind: 'edited', old: [{ changed: true }], next: [{ changed: true }] })
  })
})
