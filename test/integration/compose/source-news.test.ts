import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { TakenSource } from '../../../src/article.ts'
import { readDocument } from '../../../src/compose/source-news.ts'
import { loadConfig } from '../../../src/config.ts'
import { trackArticle } from '../../../src/store/articles.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const config = loadConfig({
  defaults: readFileSync(join(import.meta.dirname, '../../../config/default.yaml'), 'utf8'),
  file: null,
  env: {},
  readSecret: () => '',
})

it('has nothing tracked that is known under another spelling, however long the document is', async () => {
  const { pool } = database
  const address = (n: number) => `http://courier.example/${n}`
  await trackArticle(pool, { url: 'https://www.courier.example/1199/', host: 'www.courier.example', tags: [] })
  const taken: TakenSource = {
    ...{
      id: '1',
      url: 'http://courier.example/list',
      host: 'courier.example',
      parentId: null,
      leaseNo: '1',
      checkNo: 0,
    },
    ...{ validators: { etag: null, lastModified: null }, wireHash: null, readAt: null, pace: null, tracked: null },
    ...{ title: null, standing: null, cameFrom: [], settings: { track: true, limit: 1200 } },
  }
  const text = Array.from({ length: 1200 }, (_, n) => address(n)).join('\n')
  const parts = { config, store: { pool, connection: {}, close: async () => {} }, observeHint: () => {} }
  const brought = await readDocument(parts, taken, { text, url: taken.url, now: '2031-03-01T14:00:00.000Z' })
  if ('fault' in brought) throw new Error(brought.fault.detail)
  expect(brought.track).toHaveLength(1199)
  expect(brought.track.map(({ url }) => url)).not.toContain(address(1199))
})
