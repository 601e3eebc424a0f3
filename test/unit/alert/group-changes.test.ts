import { expect, it } from 'vitest'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import { cardOf } from '../../../src/alert/card.ts'
import { groupChanges } from '../../../src/alert/group-changes.ts'
import { article, change, comparison, version } from './sample.ts'

const headline = {
  field: 'headline' as const,
  block: null,
  before: 'Storm kills 12',
  after: 'Storm kills 21 in Ellery',
}

it('tells the changes of one sentence together, the gravest first, and a new wording only where nothing else changed', () => {
  const changes = [
    change({ ...headline, reason: 'Death toll changed from 12 to 21' }),
    change(),
    change({ ...headline, kind: 'place', severity: 'minor', old: null, new: 'Ellery', reason: 'Ellery was added' }),
    change({ ...headline, kind: 'wording', severity: 'minor', reason: 'worded anew' }),
    change({ field: 'standfirst', block: null, kind: 'wording', severity: 'minor', reason: 'worded anew' }),
  ]
  expect(groupChanges(changes).map(({ kinds, reasons, all }) => [kinds, reasons, all.length])).toEqual([
    ['number, place', 'Death toll changed from 12 to 21; Ellery was added', 3],
    ['number', 'count of people hurt changed from 12 to 21', 1],
    ['wording', 'worded anew', 1],
  ])
  const told = { article, from: version(1, 'a'), to: version(2, 'b'), now: version(2, 'b').foundAt, publicUrl: null }
  const event = articleChanged({ ...told, comparison: comparison(changes) })
  const card = cardOf(event, { events: 1, rows: 2, side: 100 })
  expect(card.rows.map(({ label }) => label)).toEqual([
    'Headline · number, place · critical',
    'Text, paragraph 2 · number · critical',
  ])
  expect(card.more).toBe(1)
})
