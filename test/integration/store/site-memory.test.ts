import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SiteMemory } from '../../../src/article.ts'
import { forgetArticle } from '../../../src/store/forget.ts'
import { loadHistory } from '../../../src/store/history.ts'
import { recordCheck } from '../../../src/store/record-check.ts'
import { loadMemory, releaseFurniture, repeatedOf, sharedWith } from '../../../src/store/site-memory.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { content } from '../../unit/compare/content.ts'
import { AT, HOST, newVersion, record, taken } from './line.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const PARAGRAPH = 'The storm of January destroyed 340 homes in the old harbour of Port Quay.'
const SEEING = { extractor: 'x1', rules: 'r1' }

/** Stores an article with these paragraphs, and what its look taught. */
async function stored(path: string, headline: string, paragraphs: string[], memory: SiteMemory | null = null) {
  const one = await taken(database, path)
  const version = newVersion(headline, { content: content(headline, paragraphs) })
  await recordCheck(database.pool, record(one, { outcome: 'new_version', version, memory }))
  return one.article.id
}

const MEMORY: SiteMemory = {
  places: {
    'div > p': { turns: [], turnedAt: AT, sample: 'Bakeries compete', since: AT, reason: 'had other text' },
  },
}

test('what a look taught comes with the next history, and the operator and the checks do not overwrite each other', async () => {
  const { pool } = database
  const id = await stored('a', 'Ferry', [PARAGRAPH])
  expect((await loadHistory(pool, id, SEEING)).site).toBeNull()
  expect(await releaseFurniture(pool, { host: HOST, key: 'place:1', again: false })).toBe(true)
  expect(await releaseFurniture(pool, { host: HOST, key: 'place:1', again: false })).toBe(false)
  await stored('b', 'Comet', [PARAGRAPH], MEMORY)
  expect((await loadHistory(pool, id, SEEING)).site).toEqual({ memory: MEMORY, released: ['place:1'] })
  expect(await releaseFurniture(pool, { host: HOST, key: 'place:1', again: true })).toBe(true)
  expect(await loadMemory(pool, HOST)).toEqual({ memory: MEMORY, released: [] })
  await forgetArticle(pool, id)
  expect((await loadMemory(pool, HOST)).memory?.places['div > p']).toMatchObject({ sample: '', since: AT })
})

test('a paragraph is shared by other articles, not by copies of the article itself', async () => {
  const { pool } = database
  const articleId = await stored('a', 'Ferry', [PARAGRAPH])
  await stored('a-print', 'Ferry', [PARAGRAPH])
  await stored('a-mobile', 'Ferry', [PARAGRAPH])
  const shared = () => sharedWith(pool, { host: HOST, articleId, headlines: ['Ferry'], texts: [PARAGRAPH] })
  expect(await shared()).toEqual({})
  await stored('b', 'Comet', [PARAGRAPH])
  await stored('c', 'Bakery', ['Another text altogether.', PARAGRAPH])
  expect(await shared()).toEqual({ [PARAGRAPH]: 2 })
  expect(await repeatedOf(pool, { host: HOST, least: 3, chars: 40 })).toEqual([{ text: PARAGRAPH, articles: 3 }])
})
