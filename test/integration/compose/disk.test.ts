import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { CADENCE } from '../../../src/cadence.ts'
import { watchDisk } from '../../../src/compose/disk.ts'
import type { Rules } from '../../../src/review/rules.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const RULES: Rules = {
  extractor: 'x1',
  site: { version: 'r1', rules: null },
  routes: [],
  mutes: [],
  preferences: {},
  cadence: CADENCE,
  weights: {},
  weightsByTag: {},
  windows: {},
  gapMs: 2_000,
  requestsPerDay: 10_000,
  publicUrl: null,
}

it('tells once of a low disk, at the first look at which the ledger can take it', async () => {
  let full = true
  const lines: string[] = []
  const note = (_: object, message: string) => void lines.push(message)
  const log = { debug: note, info: note, warn: note, error: note, child: () => log }
  const disk = watchDisk({
    folder: tmpdir(),
    minFreeBytes: Number.POSITIVE_INFINITY,
    store: { pool: database.pool, connection: {}, close: async () => {} },
    rules: () => (full ? Promise.reject(new Error('No space left on device')) : Promise.resolve(RULES)),
    log,
  })
  await disk.look()
  expect(disk.isLow()).toBe(true)
  full = false
  await disk.look()
  await disk.look()
  expect((await database.pool.query('select type from alerts')).rows).toEqual([{ type: 'disk.low' }])
  expect(lines).toEqual(['disk low: fetching stops until space is free', 'disk low not told'])
})
