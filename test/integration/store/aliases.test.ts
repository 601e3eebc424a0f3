import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addressesNow, otherAddresses } from '../../../src/store/aliases.ts'
import { findArticle, listArticles, trackArticle, untrackArticle } from '../../../src/store/articles.ts'
import { forgetArticle } from '../../../src/store/forget.ts'
import { addMute, listMutes } from '../../../src/store/mutes.ts'
import { recordCheck } from '../../../src/store/record-check.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { AT, HOST, newVersion, record, review, take, taken } from './line.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => database.pool.query('truncate articles, sites, alerts, deliveries, snapshots, mutes cascade'))

const OLD = `https://${HOST}/old`
const NEW = `https://${HOST}/new`
const version = () => newVersion('Ferry sails')
const firstSeen = { outcome: 'new_version' as const }

/** An article with a first version, taken again. */
async function seen(path: string, tags: string[] = []) {
  const one = await taken(database, path)
  if (tags.length > 0) await trackArticle(database.pool, { url: one.article.url, host: HOST, tags })
  await recordCheck(database.pool, record(one, { ...firstSeen, version: version() }))
  await database.pool.query("update articles set next_check_at = now() - interval '1 s'")
  const again = (await take(database, [one.article.id]))?.articles[0]
  if (!again) throw new Error('not taken')
  return again
}

const move = (one: Awaited<ReturnType<typeof seen>>) =>
  recordCheck(database.pool, record(one, { movedTo: NEW, standing: review().standing }))
const listed = async (id: string) =>
  (await listArticles(database.pool, { id: id as never, untracked: true, limit: 1 }))[0]

describe('an article that moved', () => {
  it('is found, and tracked, by the address that it had', async () => {
    const one = await seen('old')
    await move(one)
    expect(await findArticle(database.pool, OLD)).toMatchObject({ id: one.article.id, url: NEW })
    expect(await trackArticle(database.pool, { url: OLD, host: HOST, tags: ['port'] })).toEqual({
      id: one.article.id,
      url: NEW,
      created: false,
    })
    expect((await listed(one.article.id))?.tags).toEqual(['port'])
    expect(await addressesNow(database.pool, [OLD, NEW, 'https://other.example/'])).toEqual(
      new Map([[OLD, { url: NEW, host: HOST }]]),
    )
  })

  it('that goes back to where it was is there again, known by the other address', async () => {
    const one = await seen('old')
    await move(one)
    await database.pool.query("update articles set next_check_at = now() - interval '1 s'")
    const again = (await take(database, [one.article.id]))?.articles[0]
    if (!again) throw new Error('not taken')
    await recordCheck(database.pool, record(again, { movedTo: OLD }))
    expect(await findArticle(database.pool, NEW)).toMatchObject({ id: one.article.id, url: OLD })
    expect(await otherAddresses(database.pool, one.article.id)).toMatchObject({ urls: [NEW] })
  })
})

describe('two articles that turn out to be one', () => {
  it('go on as the one at the address, with the tags, mutes and routes of both and the history of each', async () => {
    const there = await seen('new', ['port'])
    const one = await seen('old', ['weather'])
    const { id } = one.article
    await addMute(database.pool, { article: id })
    await database.pool.query(`insert into routes (name, route) values ('mine', $1)`, [{ articles: [id] }])
    await move(one)
    expect(await listed(id)).toMatchObject({ mergedInto: there.article.id, nextCheckAt: null, versionNo: 1 })
    expect(await listed(there.article.id)).toMatchObject({ tags: ['port', 'weather'], untrackedAt: null, versionNo: 1 })
    expect(await findArticle(database.pool, OLD)).toMatchObject({ id: there.article.id })
    expect(await otherAddresses(database.pool, there.article.id)).toEqual({
      urls: [OLD],
      joined: [{ id, versions: 1 }],
    })
    expect((await listMutes(database.pool)).map(({ mute }) => mute)).toEqual([{ article: there.article.id }])
    const { rows } = await database.pool.query('select route from routes')
    expect(rows).toEqual([{ route: { articles: [id, there.article.id] } }])
  })

  it('go on as the one with a history where the one at the address was never seen', async () => {
    const one = await seen('old', ['weather'])
    const there = await trackArticle(database.pool, { url: NEW, host: HOST, tags: ['port'] })
    await move(one)
    expect(await listed(one.article.id)).toMatchObject({ url: NEW, tags: ['port', 'weather'], untrackedAt: null })
    expect(await listed(there.id)).toMatchObject({ mergedInto: one.article.id })
    for (const url of [OLD, NEW]) expect(await findArticle(database.pool, url)).toMatchObject({ id: one.article.id })
  })

  it('wake the one at the address where nobody watched it any more', async () => {
    const there = await seen('new')
    await untrackArticle(database.pool, there.article.id)
    await move(await seen('old'))
    expect(await listed(there.article.id)).toMatchObject({ untrackedAt: null, nextCheckAt: expect.any(String) })
  })

  it('stay two where the one at the address was forgotten', async () => {
    const there = await seen('new')
    await forgetArticle(database.pool, there.article.id)
    const one = await seen('old')
    await move(one)
    expect(await listed(one.article.id)).toMatchObject({ url: OLD, untrackedAt: null, mergedInto: null })
  })

  it('are known as one at the first look, where the new one points to the old and shows the same text', async () => {
    const there = await seen('new')
    const pointing = { ...review().standing, moving: { to: NEW, seen: 1, countedAt: AT, told: false } }
    const same = await taken(database, 'old')
    await recordCheck(database.pool, record(same, { ...firstSeen, standing: pointing, version: version() }))
    expect(await listed(same.article.id)).toMatchObject({ mergedInto: there.article.id, versionNo: 0 })
    const other = await taken(database, 'older')
    const text = newVersion('Ferry stays')
    await recordCheck(database.pool, record(other, { ...firstSeen, standing: pointing, version: text }))
    expect(await listed(other.article.id)).toMatchObject({ mergedInto: null, versionNo: 1 })
  })

  it('overtake a check of the one that rests now', async () => {
    const there = await taken(database, 'new')
    const one = await seen('old')
    await move(one)
    await expect(recordCheck(database.pool, record(there, { ...firstSeen, version: version() }))).rejects.toMatchObject(
      { code: 'stale_check' },
    )
  })
})
