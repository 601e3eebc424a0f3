import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ruleBook } from '../../../src/compose/rules.ts'
import { loadConfig } from '../../../src/config.ts'
import { createTestDatabase } from '../../database.ts'

it("an operator's points for a host stand over those of all, also after a reload", async () => {
  const config = loadConfig({
    defaults: readFileSync(join(import.meta.dirname, '../../../config/default.yaml'), 'utf8'),
    file: {
      path: 'own.yaml',
      text: 'changes: { weights: { number: 1, byline: -1 }, by_host: { a.example: { number: 3 } }, by_tag: { sport: { age: 0 } } }',
    },
    env: {},
    readSecret: () => '',
  })
  const { pool, drop } = await createTestDatabase()
  try {
    const store = { pool, connection: {}, close: async () => {} }
    const sites = () => ({ version: 'r1', rules: null, file: null })
    const rules = ruleBook(config, store, { extractor: 'x1', sites })
    expect(await rules('a.example')).toMatchObject({
      weights: { number: 3, byline: -1 },
      weightsByTag: { sport: { age: 0 } },
    })
    expect((await rules('b.example')).weights).toEqual({ number: 1, byline: -1 })
    config.changes = { ...config.changes, by_host: {} }
    expect((await rules('a.example')).weights).toEqual({ number: 1, byline: -1 })
  } finally {
    await drop()
  }
})
