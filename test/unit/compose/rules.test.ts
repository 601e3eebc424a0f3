import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { outcomeOf } from '../../../src/compose/rules.ts'
import { loadConfig } from '../../../src/config.ts'
import { OUTCOME_RULES } from '../../../src/outcome/rules.ts'

const settings = (own: string) =>
  loadConfig({
    defaults: readFileSync(join(import.meta.dirname, '../../../config/default.yaml'), 'utf8'),
    file: { path: 'own.yaml', text: own },
    env: {},
    readSecret: () => '',
  })

test('the patience of the settings is by default that of the response corpus, which the benches hold', () => {
  expect(outcomeOf(settings(''))).toEqual(OUTCOME_RULES)
})

test('an operator can be more patient, or less', () => {
  const rules = outcomeOf(settings('outcome: { confirm_minutes: 0.5, wall_minutes: 1 }'))
  expect(rules).toMatchObject({ confirmMs: 30_000, strangerMs: 180_000, obstructedMs: 60_000, removedAfter: 3 })
})
