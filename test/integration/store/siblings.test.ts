import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId } from '../../../src/article.ts'
import { pullForward } from '../../../src/store/pull-forward.ts'
import { recordCheck } from '../../../src/store/record-check.ts'
import { pullableAt, toldLately } from '../../../src/store/siblings.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { HOST, newVersion, record, take, taken, track, value } from './line.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

/** An article of HOST with a first version, found now. */
async function told(path: string): Promise<ArticleId> {
  const one = await taken(database, path)
  const version = newVersion(`Ferry sails ${path}`)
  await recordCheck(database.pool, record(one, { outcome: 'new_version', version }, new Date().toISOString()))
  return one.article.id
}

const about = (id: ArticleId, tags: string[] = []) => ({ id, host: HOST, tags, quietMinutes: 30 })
const sibling = (id: ArticleId, by: ArticleId) => ({
  id,
  at: new Date(Date.now() + 300_000).toISOString(),
  wakes: false,
  hint: 'sibling',
  by,
})
const ids = async (id: ArticleId, tags?: string[]) =>
  (await toldLately(database.pool, about(id, tags))).map((one) => one.id).sort()

describe('articles that may tell the same story', () => {
  it('are those of the host, or of a shared tag, that were told within a day', async () => {
    const [one, other, old] = [await told('1'), await told('2'), await told('3')]
    await database.pool.query(`update versions set found_at = now() - interval '2 days' where article_id = $1`, [old])
    const away = await track(database, '9', 'other.example', ['ferry'])
    await database.pool.query(`update articles set host = 'other.example', tags = '{ferry}' where id = $1`, [other])
    expect(await ids(one)).toEqual([])
    expect(await ids(one, ['ferry'])).toEqual([other])
    expect(away).not.toBe(other)
  })

  it('do not chase each other: what was brought forward as one is left alone, and so is who brought this one forward', async () => {
    const [one, other, third] = [await told('1'), await told('2'), await told('3')]
    await pullForward(database.pool, [sibling(other, one)])
    expect(await ids(one)).toEqual([third])
    expect(await ids(other)).toEqual([third])
    expect(await ids(third)).toEqual([one])
    await database.pool.query(
      `update articles set pulled = pulled || jsonb_build_object('at', now() - interval '31 minutes') where id = $1`,
      [other],
    )
    expect(await ids(one)).toEqual([other, third])
  })
})

describe('bringing checks forward', () => {
  it('moves due times to the sooner, remembers why, and lets the host know', async () => {
    const [one, other] = [await told('1'), await told('2')]
    const at = new Date(Date.now() + 60_000).toISOString()
    await database.pool.query(`update articles set next_check_at = now() + interval '10 s' where id = $1`, [other])
    await database.pool.query(`update sites set due_at = now() + interval '1 hour'`)
    await pullForward(database.pool, [
      { id: one, at, wakes: true, hint: 'feed', by: 'source 1' },
      { id: other, at, wakes: false, hint: 'feed', by: null },
    ])
    const seconds = (id: ArticleId) =>
      value<string>(database, `select round(extract(epoch from next_check_at - now())) from articles where id = ${id}`)
    expect(Number(await seconds(one))).toBeGreaterThan(50)
    expect(Number(await seconds(one))).toBeLessThan(61)
    expect(Number(await seconds(other))).toBeLessThan(11)
    expect(await value(database, `select due_at < now() + interval '11 s' from sites`)).toBe(true)
    expect(await value(database, `select woken_at is not null from articles where id = ${one}`)).toBe(true)
    expect(await value(database, `select pulled from articles where id = ${one}`)).toMatchObject({
      hint: 'feed',
      by: 'source 1',
    })
  })

  it('finds the article at an address, by what it was known as before, and never itself', async () => {
    const [one, other] = [await told('1'), await told('2')]
    await database.pool.query('insert into aliases (url, article_id) values ($1, $2)', [`https://${HOST}/alias`, other])
    expect(await pullableAt(database.pool, `https://${HOST}/alias`, one)).toMatchObject({ id: other, checking: false })
    expect(await pullableAt(database.pool, `https://${HOST}/1`, one)).toBeNull()
    await database.pool.query(`update articles set next_check_at = now() where id = $1`, [other])
    await take(database, [other])
    expect(await pullableAt(database.pool, `https://${HOST}/2`, one)).toMatchObject({ checking: true })
  })
})
