import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, PulledBy } from '../../../src/article.ts'
import { pullForward } from '../../../src/store/pull-forward.ts'
import { recordCheck } from '../../../src/store/record-check.ts'
import { recordUnchanged } from '../../../src/store/record-unchanged.ts'
import { plannedChecks } from '../../../src/store/schedule.ts'
import { pullableAt, toldLately } from '../../../src/store/siblings.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { HOST, newVersion, record, take, taken, track, unchanged, value } from './line.ts'

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
  came: 'pulled' as const,
  hintedAt: null,
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
      { id: one, at, came: 'woken', hintedAt: null, hint: 'feed', by: 'source 1' },
      { id: other, at, came: 'pulled', hintedAt: null, hint: 'feed', by: null },
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

  const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
  const hinted = (id: ArticleId, hint: string, at: string) =>
    pullForward(database.pool, [{ id, at, came: 'pulled', hintedAt: null, hint, by: null }])
  const pulledOf = (id: ArticleId) =>
    value<PulledBy>(database, 'select pulled from articles where id = $1', [id]).then((pulled) => pulled ?? null)
  /** Takes an article that is due now, and records that nothing changed. */
  async function looked(id: ArticleId) {
    await database.pool.query('update articles set next_check_at = now() where id = $1', [id])
    const one = (await take(database, [id]))?.articles[0]
    if (!one) throw new Error(`${id} could not be taken`)
    await recordUnchanged(database.pool, [unchanged(one)])
    return one
  }

  it('keeps the hint that asked first until it had its look, but for a person', async () => {
    const one = await told('1')
    const hint = async () => (await pulledOf(one))?.hint
    await hinted(one, 'sibling', soon(300))
    await hinted(one, 'feed', soon(20))
    await hinted(one, 'sitemap', soon(60))
    expect(await hint()).toBe('feed')
    await hinted(one, 'editor', soon(90))
    expect(await hint()).toBe('editor')
    await looked(one)
    await hinted(one, 'sitemap', soon(600))
    expect(await hint()).toBe('sitemap')
  })

  it('hands the hint to the first check after it, and asks for a second one unless there is a newer hint', async () => {
    const one = await told('1')
    await hinted(one, 'feed', soon(20))
    const { article, pulled } = await looked(one)
    expect(pulled).toMatchObject({ hint: 'feed', after: article.checkNo, second: false })
    const again = {
      ...{ id: one, at: soon(90), came: 'pulled' as const, hint: 'feed', by: null },
      hintedAt: pulled?.at ?? null,
    }
    await pullForward(database.pool, [again])
    expect(await pulledOf(one)).toMatchObject({ second: true, at: pulled?.at, after: article.checkNo + 1 })
    expect((await looked(one)).pulled).toMatchObject({ second: true, after: article.checkNo + 1 })
    await hinted(one, 'sitemap', soon(60))
    await pullForward(database.pool, [again])
    expect(await pulledOf(one)).toMatchObject({ hint: 'sitemap', second: false })
  })

  it('does not count the time that a hint asks for as the interval of its article', async () => {
    const one = await told('1')
    await database.pool.query(
      `update articles set last_checked_at = now(), next_check_at = now() + interval '2 hours', urge = 1`,
    )
    const planned = async () => (await plannedChecks(database.pool, null)).map(({ intervalMs }) => intervalMs / 60_000)
    expect(await planned()).toEqual([120])
    await hinted(one, 'feed', soon(20))
    expect(await planned()).toEqual([60])
  })

  it('counts tracking again as a person who asks', async () => {
    const one = await told('1')
    await track(database, '1')
    expect(await pulledOf(one)).toMatchObject({ hint: 'editor', came: 'pulled', second: false })
  })

  it('finds the article at an address, by what it was known as before, and never itself', async () => {
    const [one, other] = [await told('1'), await told('2')]
    await database.pool.query('insert into aliases (url, article_id) values ($1, $2)', [`https://${HOST}/alias`, other])
    expect(await pullableAt(database.pool, `https://${HOST}/alias`, one)).toMatchObject({
      id: other,
      checking: false,
      walled: false,
    })
    expect(await pullableAt(database.pool, `https://${HOST}/1`, one)).toBeNull()
    await database.pool.query(`update articles set next_check_at = now() where id = $1`, [other])
    await database.pool.query(`update articles set standing = '{"outcome": "blocked"}' where id = $1`, [other])
    await take(database, [other])
    expect(await pullableAt(database.pool, `https://${HOST}/2`, one)).toMatchObject({ checking: true, walled: true })
  })
})
