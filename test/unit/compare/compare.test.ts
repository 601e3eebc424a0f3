import { expect, test } from 'vitest'
import { compare } from '../../../src/compare/compare.ts'
import { content } from './content.ts'

const BODY = [
  'At least 12 people died when a ferry sank off Port Hallow on Tuesday.',
  'The captain was questioned by police.',
]

test('an article compared with itself has no changes', () => {
  const article = content('Ferry sinks off Port Hallow', BODY)
  expect(compare(article, article)).toMatchObject({ changes: [], alert: false, line: null })
})

test('a death toll that rises is told with both values', () => {
  const old = content('Ferry sinks off Port Hallow', BODY)
  const next = content('Ferry sinks off Port Hallow', [BODY[0]?.replace('12', '21') ?? '', BODY[1] ?? ''])
  const result = compare(old, next)
  expect(result).toMatchObject({ alert: true, severity: 'critical' })
  expect(result.changes[0]).toMatchObject({ kind: 'number', old: '12', new: '21', block: 1 })
  expect(result.line).toBe('Death toll changed from 12 to 21 (1st paragraph); no correction note found on the page')
})
