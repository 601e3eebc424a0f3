import { expect, test } from 'vitest'
import { compare } from '../../../src/compare/compare.ts'
import { extractText } from '../../../src/extract/plain-text.ts'

const BODY = [
  'The council of Port Quay met on Monday evening to hear what the harbour board had to say about the ferries.',
  'Residents of the old town filled the hall and asked for a boat that runs in winter as well as in summer.',
  'The board answered that no boat of the fleet was built for ice and that a new one would cost a great deal.',
  'A vote is expected before the end of the month, and whatever it brings the summer timetable will stand.',
]

function edit(before: string, after: string, body = BODY) {
  const content = (headline: string) => extractText({ headline, body: body.join('\n\n') })
  return compare(content(before), content(after))
}

test('a headline whose first word gives way to one that the article does not know is told', () => {
  const found = edit('Norlane promises a ferry for the winter', 'Valdorek promises a ferry for the winter')
  expect(found.alert).toBe(true)
  expect(found.changes).toContainEqual(
    expect.objectContaining({ rule: 'stranger', field: 'headline', old: 'Norlane', new: 'Valdorek' }),
  )
})

test("a word of the article's own put for another is left to the other rules", () => {
  const found = edit('Norlane promises a ferry for the winter', 'Residents promises a ferry for the winter')
  expect(found.changes.filter(({ rule }) => rule === 'stranger')).toEqual([])
})

test('another form of the same word, and words without a capital, are no strangers', () => {
  expect(edit('Harbour promises a ferry', 'Harbours promises a ferry').alert).toBe(false)
  const lower = edit('A ferry for the winter is promised', 'A vessel for the winter is promised')
  expect(lower.changes.filter(({ rule }) => rule === 'stranger')).toEqual([])
})

test('an article too short to be a dictionary says nothing of strangers', () => {
  const found = edit(
    'Norlane promises a ferry for the winter',
    'Valdorek promises a ferry for the winter',
    BODY.slice(0, 1),
  )
  expect(found.changes.filter(({ rule }) => rule === 'stranger')).toEqual([])
})
