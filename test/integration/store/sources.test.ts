import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TakenSource } from '../../../src/article.ts'
import { untrackArticle } from '../../../src/store/articles.ts'
import { endVisits } from '../../../src/store/end-visits.ts'
import { foundBy } from '../../../src/store/found-by.ts'
import { reconcileSites } from '../../../src/store/maintain.ts'
import { recordSource, type SourceRecord } from '../../../src/store/record-source.ts'
import { plannedChecks } from '../../../src/store/schedule.ts'
import { articlesAt, compareEntries } from '../../../src/store/source-entries.ts'
import { addSources, listSources, removeSources, type SourceLook, sourcesNow } from '../../../src/store/sources.ts'
import { takeSources } from '../../../src/store/take-sources.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { AT, claim, HOST, taken as takenArticle, track, value } from './line.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const FEED = `https://${HOST}/rss`
const NOW = new Date().toISOString()
const BEFORE = '2020-01-01T00:00:00.000Z'
const LOOK: SourceLook = {
  ...{ outcome: 'read', state: null, detail: null, status: 200, at: AT },
  ...{ entries: 0, pulled: 0, tracked: 0, waiting: 0, doubted: 0 },
}
const add = (url = FEED, settings: object = {}) =>
  addSources(database.pool, [{ url, host: new URL(url).host, settings, from: null }])

/** Adds, claims and takes a source. */
async function taken(url = FEED): Promise<TakenSource> {
  await add(url)
  return again(url)
}

async function again(url = FEED): Promise<TakenSource> {
  await database.pool.query(`update sources set next_check_at = now() - interval '1 s' where url = $1`, [url])
  await database.pool.query(`update sites set busy_until = null, due_at = now() - interval '1 s'`)
  const [batch] = await claim(database)
  const one = batch && (await takeSources(database.pool, { ...batch, leaseSeconds: 120 }))?.sources[0]
  if (!one) throw new Error(`${url} could not be taken`)
  return one
}

const record = (one: TakenSource, more: Partial<SourceRecord> = {}): SourceRecord => ({
  taken: one,
  look: LOOK,
  pace: { intervalMs: 600_000, failures: 0 },
  waitMs: 600_000,
  ...{
    document: null,
    whole: false,
    validators: null,
    remember: [],
    gone: null,
    standing: {},
    movesTo: null,
    owed: null,
    track: [],
    pulls: [],
    children: null,
  },
  ...more,
})
const entry = (n: number, at: string | null = AT, title: string | null = null) => ({
  url: `https://${HOST}/${n}`,
  title,
  at,
})
const dueIn = (url = FEED) =>
  value<string>(database, 'select round(extract(epoch from next_check_at - now())) from sources where url = $1', [url])
const found = (path: string) => ({ url: `https://${HOST}/${path}`, host: HOST, tags: ['sea'], priority: 2 })

describe('a source', () => {
  it('is claimed with the articles of its host, once, and goes back from a visit that could not come to it', async () => {
    await track(database, '1')
    await add()
    const [batch] = await claim(database)
    expect(batch).toMatchObject({ host: HOST, articleIds: ['1'], sourceIds: ['1'] })
    if (!batch) return
    const visit = await takeSources(database.pool, { ...batch, leaseSeconds: 120 })
    expect(visit).toMatchObject({ site: { host: HOST }, sources: [{ url: FEED, readAt: null }] })
    expect(await takeSources(database.pool, { ...batch, leaseSeconds: 120 })).toBeNull()
    const untouchedSources = visit?.sources ?? []
    const end = {
      host: HOST,
      openAt: BEFORE,
      politeness: null,
      habits: null,
      robots: null,
      untouched: [],
      untouchedSources,
    }
    await endVisits(database.pool, [end])
    expect((await claim(database))[0]).toMatchObject({ sourceIds: ['1'] })
  })

  it('alone makes its host due, after a visit and when a crash lost that', async () => {
    const one = await taken()
    await recordSource(database.pool, record(one))
    await endVisits(database.pool, [
      { host: HOST, openAt: BEFORE, politeness: null, habits: null, robots: null, untouched: [] },
    ])
    const due = () => value<string>(database, 'select round(extract(epoch from due_at - now())) from sites')
    expect(Number(await due())).toBeGreaterThan(590)
    await database.pool.query('update sites set due_at = null')
    expect(await reconcileSites(database.pool)).toBe(1)
    expect(Number(await due())).toBeGreaterThan(590)
    expect(await claim(database)).toEqual([])
  })

  it('counts in the forecast of its host', async () => {
    await recordSource(database.pool, record(await taken()))
    const planned = await plannedChecks(database.pool, HOST)
    expect(planned).toEqual([{ host: HOST, at: expect.any(String), intervalMs: expect.any(Number) }])
    expect(Math.round((planned[0]?.intervalMs ?? 0) / 1000)).toBe(600)
    expect(await plannedChecks(database.pool, 'other.example')).toEqual([])
  })

  it('is fenced: the look that was overtaken writes nothing', async () => {
    const slow = await taken()
    const fast = await again().catch(async () => {
      await database.pool.query(`update sources set lease_until = now() - interval '1 s'`)
      return again()
    })
    await recordSource(database.pool, record(fast))
    const late = record(slow, { track: [found('late')], remember: [entry(1)] })
    await expect(recordSource(database.pool, late)).rejects.toMatchObject({ code: 'stale_source' })
    expect(await value(database, 'select count(*)::int from articles')).toBe(0)
    expect(await value(database, 'select count(*)::int from source_entries')).toBe(0)
  })

  it('has tracked what nobody knew, and nothing that was untracked or lives elsewhere', async () => {
    const one = await taken()
    const gone = await track(database, 'gone')
    await untrackArticle(database.pool, gone)
    await database.pool.query('insert into aliases (url, article_id) values ($1, $2)', [`https://${HOST}/old`, gone])
    const { tracked: ids } = await recordSource(
      database.pool,
      record(one, { track: [found('new'), found('gone'), found('old')], document: null }),
    )
    expect(ids).toHaveLength(1)
    expect(
      await value(database, `select array_agg(url order by url) from articles where untracked_at is null`),
    ).toEqual([`https://${HOST}/new`])
    expect(await value(database, `select tracked->>'count' from sources`)).toBe('1')
    const { rows } = await database.pool.query(
      'select tags, priority, next_check_at <= now() as due from articles where id = $1',
      ids,
    )
    expect(rows).toEqual([{ tags: ['sea'], priority: 2, due: true }])
  })

  it('is told by what its last look came to, and takes its entries along when it goes', async () => {
    const one = await taken()
    const document = { kind: 'rss', title: 'Harbour', validators: { etag: '"1"', lastModified: null }, wireHash: 'ab' }
    await recordSource(database.pool, record(one, { document, whole: true, remember: [entry(1), entry(2)] }))
    expect(await listSources(database.pool, { idOrUrl: FEED })).toMatchObject([
      { id: '1', kind: 'rss', title: 'Harbour', entries: 2, last: { outcome: 'read' }, lastNewsAt: null },
    ])
    expect(Number(await dueIn())).toBeGreaterThan(590)
    expect(await again()).toMatchObject({ validators: { etag: '"1"' }, wireHash: 'ab', checkNo: 1 })
    expect(await removeSources(database.pool, [FEED])).toBe(1)
    expect(await value(database, 'select count(*)::int from source_entries')).toBe(0)
  })
})

describe('a source that moved', () => {
  const there = { url: 'https://feeds.example/harbour', host: 'feeds.example' }

  it('keeps its number and its entries, and is found by the address that it had', async () => {
    const one = await taken()
    expect(await recordSource(database.pool, record(one, { remember: [entry(1)], movesTo: there }))).toMatchObject({
      moved: true,
    })
    const [moved] = await listSources(database.pool, { idOrUrl: FEED })
    expect(moved).toMatchObject({ id: one.id, ...there, cameFrom: [FEED], entries: 1 })
    expect(await sourcesNow(database.pool, [FEED, there.url])).toEqual(new Map([[FEED, there]]))
    expect(await again(there.url)).toMatchObject({ host: 'feeds.example', cameFrom: [FEED] })
    await add(FEED)
    expect((await listSources(database.pool, { idOrUrl: FEED })).map(({ url }) => url)).toEqual([FEED, there.url])
    expect(await sourcesNow(database.pool, [FEED])).toEqual(new Map())
  })

  it('stays where it is when a person added one there, and takes the place of one that an index named', async () => {
    const one = await taken()
    await add(there.url)
    expect(await recordSource(database.pool, record(one, { movesTo: there }))).toMatchObject({ moved: false })
    const named = `update sources set parent_id = $1, next_check_at = now() + interval '1 hour' where url = $2`
    await database.pool.query(named, [one.id, there.url])
    expect(await recordSource(database.pool, record(await again(), { movesTo: there }))).toMatchObject({ moved: true })
    expect((await listSources(database.pool, null)).map(({ id }) => id)).toEqual([one.id])
  })
})

describe('entries', () => {
  it('are news when they are new, later, or under another title; and only then', async () => {
    const one = await taken()
    const all = [entry(1, AT, 'Ferry'), entry(2, null, 'Storm'), entry(3)]
    const news = async (entries: typeof all) =>
      (await compareEntries(database.pool, one.id, entries)).changed.map(({ url, was }) => [url.at(-1), was])
    expect(await news(all)).toEqual([
      ['1', null],
      ['2', null],
      ['3', null],
    ])
    await recordSource(database.pool, record(one, { remember: all }))
    expect(await news(all)).toEqual([])
    const later = '2031-03-01T15:00:00.000Z'
    expect(
      await news([entry(1, later, 'Ferry'), entry(2, null, 'Storm'), entry(3, '2031-01-01T00:00:00.000Z')]),
    ).toEqual([['1', { at: AT }]])
    expect(await news([entry(1, AT, 'Ferry: 12 dead'), entry(2, later, 'Storm')])).toEqual([
      ['1', { at: AT }],
      ['2', { at: null }],
    ])
  })

  it('that went are remembered for a while, so that one that comes back is no news', async () => {
    const one = await taken()
    await recordSource(database.pool, record(one, { remember: [entry(1), entry(2)] }))
    const { gone } = await compareEntries(database.pool, one.id, [entry(1)])
    expect(gone).toHaveLength(1)
    await recordSource(database.pool, record(await again(), { gone }))
    expect(await compareEntries(database.pool, one.id, [entry(1)])).toEqual({ changed: [], back: [], gone: [] })
    const all = [entry(1), entry(2)]
    expect(await compareEntries(database.pool, one.id, all)).toEqual({ changed: [], back: [entry(2)], gone: [] })
    await recordSource(database.pool, record(await again(), { remember: [entry(2)], gone: [] }))
    expect(await compareEntries(database.pool, one.id, all)).toEqual({ changed: [], back: [], gone: [] })
    await database.pool.query(`update source_entries set gone_at = now() - interval '31 days' where at is not null`)
    await recordSource(database.pool, record(await again(), { gone: [] }))
    expect((await compareEntries(database.pool, one.id, all)).changed).toHaveLength(2)
  })

  it('that went are not remembered without end, however many a document drops at each look', async () => {
    const one = await taken()
    await database.pool.query(
      `insert into source_entries (source_id, key, gone_at)
       select $1, md5(n::text)::uuid, now() - make_interval(hours => n / 40000) from generate_series(0, 119999) n`,
      [one.id],
    )
    await recordSource(database.pool, record(one, { gone: [] }))
    expect(await value(database, 'select count(*)::int from source_entries')).toBe(80_000)
  })

  it('say of an article that its source found whether it is listed there still', async () => {
    const one = await taken()
    const first = record(one, { track: [found('1')], remember: [entry(1)], whole: true })
    const [id] = (await recordSource(database.pool, first)).tracked
    if (id === undefined) throw new Error('not tracked')
    const says = (urls = [entry(1).url]) => foundBy(database.pool, id, urls)
    expect(await says()).toMatchObject({ id: one.id, url: FEED, listed: true, goneAt: null })
    expect(await says([entry(9).url, entry(1).url])).toMatchObject({ listed: true })
    const { gone } = await compareEntries(database.pool, one.id, [])
    await recordSource(database.pool, record(await again(), { gone }))
    expect(await says()).toMatchObject({ url: FEED, listed: false, goneAt: expect.any(String) })
    await removeSources(database.pool, [FEED])
    expect(await says()).toMatchObject({ id: one.id, url: null, listed: false })
    expect(await foundBy(database.pool, await track(database, 'by-hand'), [])).toBeNull()
  })

  it('name articles by their address or one that they had', async () => {
    const { article } = await takenArticle(database, '1')
    await database.pool.query('insert into aliases (url, article_id) values ($1, $2)', [
      `https://${HOST}/old`,
      article.id,
    ])
    const at = await articlesAt(database.pool, [`https://${HOST}/old`, article.url, `https://${HOST}/none`])
    expect([...at.keys()].sort()).toEqual([article.url, `https://${HOST}/old`].sort())
    expect(at.get(`https://${HOST}/old`)).toMatchObject({ id: article.id, tracked: true, checking: true })
  })
})

describe('the sitemaps of an index', () => {
  const child = (n: number, touched = false) => ({ url: `https://${HOST}/map-${n}.xml`, host: HOST, touched })

  it('are sources with its settings, looked at when it says that they were touched, gone when it names them no more', async () => {
    await add(FEED, { track: true })
    const index = await again()
    await recordSource(database.pool, record(index, { children: [child(1), child(2)] }))
    expect(
      (await listSources(database.pool, null)).map(({ url, parentId, settings }) => [url, parentId, settings]),
    ).toEqual([
      [FEED, null, { track: true }],
      [child(1).url, index.id, { track: true }],
      [child(2).url, index.id, { track: true }],
    ])
    await database.pool.query(
      `update sources set next_check_at = now() + interval '1 hour' where parent_id is not null`,
    )
    await recordSource(database.pool, record(await again(), { children: [child(2, true), child(3)] }))
    expect((await listSources(database.pool, null)).map(({ url }) => url)).toEqual([FEED, child(2).url, child(3).url])
    expect(Number(await dueIn(child(2).url))).toBeLessThanOrEqual(0)
    const behind = await again(child(2).url)
    const brings = { track: [found('1'), found('2')], remember: [entry(1)] }
    const made = await recordSource(database.pool, record(behind, { ...brings, look: { ...LOOK, at: NOW } }))
    const [id] = made.tracked
    expect(id && (await foundBy(database.pool, id, [entry(1).url]))).toMatchObject({ url: FEED, listed: true })
    expect(await again(child(3).url)).toMatchObject({ tracked: { day: NOW.slice(0, 10), count: 2 } })
    await removeSources(database.pool, [FEED])
    expect(await listSources(database.pool, null)).toEqual([])
  })
})
