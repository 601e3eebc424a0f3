import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Taken } from '../../../src/article.ts'
import { findArticle, trackArticle, untrackArticle } from '../../../src/store/articles.ts'
import { endVisits } from '../../../src/store/end-visits.ts'
import { forgetArticle } from '../../../src/store/forget.ts'
import { pullForward } from '../../../src/store/pull-forward.ts'
import { recordCheck } from '../../../src/store/record-check.ts'
import { recordUnchanged } from '../../../src/store/record-unchanged.ts'
import { takeChecks } from '../../../src/store/take-checks.ts'
import { createWriteBack } from '../../../src/store/write-back.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import {
  claim,
  HOST,
  later,
  newVersion,
  passTime,
  record,
  review,
  take,
  taken,
  track,
  unchanged,
  value,
} from './line.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const endOfVisit = (untouched: Taken[] = []) =>
  endVisits(database.pool, [
    { host: HOST, openAt: '2020-01-01T00:00:00Z', politeness: null, habits: null, robots: null, untouched },
  ])

describe('claiming', () => {
  it('gives a host to one planner, with its articles, once', async () => {
    const ids = [await track(database, '1'), await track(database, '2')]
    const claims = await Promise.all([claim(database), claim(database), claim(database)])
    expect(claims.flat()).toEqual([{ host: HOST, articleIds: ids, sourceIds: [], lapsed: false }])
    expect(await claim(database)).toEqual([])
  })

  it('claims again what nobody took in time, and says so', async () => {
    const id = await track(database, '1')
    await claim(database)
    await database.pool.query(
      `update articles set lease_until = now() - interval '1 s'; update sites set busy_until = now() - interval '1 s'`,
    )
    expect(await claim(database)).toEqual([{ host: HOST, articleIds: [id], sourceIds: [], lapsed: true }])
  })

  it('leaves a host alone that must not be asked yet', async () => {
    await track(database, '1')
    await database.pool.query(`update sites set open_at = now() + interval '1 minute'`)
    expect(await claim(database)).toEqual([])
  })

  it('is not led to spin by a host whose articles are all leased', async () => {
    await track(database, '1')
    await claim(database)
    await database.pool.query('update sites set busy_until = null')
    expect(await claim(database)).toEqual([])
    expect(await value(database, 'select due_at > now() from sites')).toBe(true)
  })

  it('claims first what something pointed at since its last check, when not all can be claimed', async () => {
    const ids = [await track(database, '1'), await track(database, '2'), await track(database, '3')]
    await database.pool.query(
      `update articles set last_checked_at = now() - interval '1 hour', urge = 4 - id, next_check_at = now() - interval '9 s'`,
    )
    const hint = { hint: 'feed', by: null, at: new Date().toISOString(), came: 'not_needed' as const, hintedAt: null }
    await pullForward(
      database.pool,
      ids.slice(1).map((id) => ({ id, ...hint })),
    )
    await database.pool.query('update articles set check_no = check_no + 1 where id = $1', [ids[1]])
    expect((await claim(database, 2))[0]?.articleIds.toSorted()).toEqual([ids[0], ids[2]])
  })

  it('claims a batch of a host with a hundred thousand due articles', async () => {
    await track(database, 'first')
    await database.pool.query(
      `insert into articles (url, host, next_check_at)
       select 'https://${HOST}/' || n, '${HOST}', now() - make_interval(secs => n) from generate_series(1, 100000) n`,
    )
    const [batch] = await claim(database)
    expect(batch?.articleIds).toHaveLength(25)
  })
})

describe('tracking again', () => {
  it('wakes an article that rests for a while, and begins anew with one that was untracked', async () => {
    const [resting, untracked] = [await track(database, '1'), await track(database, '2')]
    await database.pool.query(`update articles set tracked_at = now() - interval '99 days', next_check_at = null`)
    await untrackArticle(database.pool, untracked)
    for (const path of ['1', '2']) await track(database, path)
    const { rows } = await database.pool.query<{ id: string; due: boolean; woken: boolean; anew: boolean }>(
      `select id, next_check_at <= now() as due, woken_at is not null as woken,
         tracked_at > now() - interval '1 minute' as anew from articles order by id`,
    )
    expect(rows).toEqual([
      { id: resting, due: true, woken: true, anew: false },
      { id: untracked, due: true, woken: true, anew: true },
    ])
  })

  it('leaves one alone that is awake, but for the priority that is said', async () => {
    const id = await track(database, '1')
    const again = (priority: number | null) =>
      trackArticle(database.pool, { url: `https://${HOST}/1`, host: HOST, tags: [], priority })
    await again(3)
    await again(null)
    const { rows } = await database.pool.query('select priority, woken_at from articles where id = $1', [id])
    expect(rows).toEqual([{ priority: 3, woken_at: null }])
  })
})

describe('taking', () => {
  it('takes each lease once, however often its job runs', async () => {
    const id = await track(database, '1')
    await claim(database)
    const visits = await Promise.all([take(database, [id]), take(database, [id]), take(database, [id])])
    expect(visits.filter((visit) => visit !== null)).toHaveLength(1)
  })

  it('takes the articles of several hosts at once, each with its own site, in the order that they were due', async () => {
    const other = 'ferry.example'
    const [first, second] = [await track(database, '1'), await track(database, '2')]
    const beside = await track(database, '1', other)
    await database.pool.query(`update articles set next_check_at = now() - interval '1 hour' where id = $1`, [second])
    await claim(database)
    const asked = [
      { host: HOST, articleIds: [first, second] },
      { host: other, articleIds: [beside] },
      { host: 'nobody.example', articleIds: ['999'] },
    ]
    const visits = await takeChecks(database.pool, { visits: asked, leaseSeconds: 120 })
    const seen = visits.map(({ site, articles }) => [site.host, articles.map(({ article }) => article.id)])
    expect(Object.fromEntries(seen)).toEqual({ [HOST]: [second, first], [other]: [beside] })
    expect(await takeChecks(database.pool, { visits: asked, leaseSeconds: 120 })).toEqual([])
  })

  it('hands over an article with all that the ledger holds of it', async () => {
    const id = await track(database, '1')
    const { pool } = database
    await pool.query(
      `update articles set etag = '"a"', wire_hash = '\\xab', tags = '{harbour}', traits = '{"lang": "en"}',
         last_checked_at = '2031-03-01T14:00:00.1239Z', edits = '{2031-03-01T13:00:00Z,2031-02-28T23:59:59.5Z}'`,
    )
    await pool.query(`update sites set open_at = '2020-03-01T14:00:00Z', robots = '{"groups": []}'`)
    await claim(database)
    const visit = await take(database, [id])
    const stored = await findArticle(pool, id)
    expect(visit?.articles[0]?.article).toEqual(stored)
    expect(stored).toMatchObject({
      lastCheckedAt: '2031-03-01T14:00:00.123Z',
      edits: ['2031-03-01T13:00:00.000Z', '2031-02-28T23:59:59.500Z'],
      wireHash: 'ab',
    })
    expect(visit?.site).toMatchObject({ host: HOST, openAt: '2020-03-01T14:00:00.000Z', robots: { groups: [] } })
  })

  it('gives back untouched articles as they were, to be claimed at once', async () => {
    const one = await taken(database, '1')
    await endOfVisit([one])
    expect(await claim(database)).toEqual([{ host: HOST, articleIds: [one.article.id], sourceIds: [], lapsed: false }])
  })

  it('takes no article that was forgotten or untracked after its claim', async () => {
    const [forgotten, untracked] = [await track(database, '1'), await track(database, '2')]
    await claim(database)
    await forgetArticle(database.pool, forgotten)
    await untrackArticle(database.pool, untracked)
    expect(await take(database, [forgotten, untracked])).toBeNull()
  })
})

describe('recording', () => {
  it('numbers versions without gaps, technical ones included', async () => {
    const first = await taken(database, '1')
    await recordCheck(database.pool, record(first, { outcome: 'new_version', version: newVersion('Ferry sails') }))
    await passTime(database)
    const second = (await take(database, [first.article.id]))?.articles[0]
    if (!second) throw new Error('not taken')
    const technical = newVersion('Ferry sails', { technical: true, extractor: 'x2' })
    const version = newVersion('Ferry stays', { extractor: 'x2' })
    const { versionNo } = await recordCheck(
      database.pool,
      record(second, { outcome: 'new_version', technical, version }),
    )
    expect(versionNo).toBe(3)
    const { rows } = await database.pool.query('select no, technical, headline from versions order by no')
    expect(rows).toEqual([
      { no: 1, technical: false, headline: 'Ferry sails' },
      { no: 2, technical: true, headline: 'Ferry sails' },
      { no: 3, technical: false, headline: 'Ferry stays' },
    ])
  })

  it('refuses an overtaken check, and writes nothing of it', async () => {
    const slow = await taken(database, '1')
    await database.pool.query(`update articles set lease_until = now() - interval '1 s'`)
    const fast = (await take(database, [slow.article.id]))?.articles[0]
    if (!fast) throw new Error('not taken')
    const late = record(slow, { outcome: 'new_version', version: newVersion('Late') })
    await expect(recordCheck(database.pool, late)).rejects.toMatchObject({ code: 'stale_check' })
    expect(await recordUnchanged(database.pool, [unchanged(slow)])).toEqual([])
    expect(await value(database, 'select count(*)::int from checks')).toBe(0)
    await recordCheck(database.pool, record(fast, { outcome: 'new_version', version: newVersion('Fast') }))
    expect(await value(database, 'select headline from versions')).toBe('Fast')
  })

  it('refuses to record the same check twice, as after a commit whose answer was lost', async () => {
    const one = await taken(database, '1')
    await recordCheck(database.pool, record(one))
    await expect(recordCheck(database.pool, record(one))).rejects.toMatchObject({ code: 'stale_check' })
    await recordUnchanged(database.pool, [unchanged(one)])
    expect(await value(database, 'select array_agg(no::int) from checks')).toEqual([1])
  })

  it.each(['whole', 'batched'])(
    'keeps what was asked for during a check: it is due again at once (%s)',
    async (how) => {
      const one = await taken(database, '1')
      const other = await taken(database, '2')
      await pullForward(database.pool, [
        { id: one.article.id, at: new Date().toISOString(), came: 'pulled', hintedAt: null, hint: 'editor', by: null },
      ])
      if (how === 'whole') for (const each of [one, other]) await recordCheck(database.pool, record(each))
      else await recordUnchanged(database.pool, [unchanged(one), unchanged(other)])
      const seconds = 'select round(extract(epoch from next_check_at - now())) from articles where id = $1'
      expect(Number(await value(database, seconds, [one.article.id]))).toBeLessThanOrEqual(1)
      expect(Number(await value(database, seconds, [other.article.id]))).toBeGreaterThan(3_000)
    },
  )

  it.each(['whole', 'batched'])(
    'keeps for when it was asked for during a check, and leaves it due should its worker be killed (%s)',
    async (how) => {
      const one = await taken(database, '1')
      const at = new Date(Date.now() + 300_000).toISOString()
      for (const hint of ['sibling', 'feed']) {
        await pullForward(database.pool, [{ id: one.article.id, at, came: 'pulled', hintedAt: null, hint, by: '7' }])
      }
      expect(await value(database, `select next_check_at <= now() from articles`)).toBe(true)
      if (how === 'whole') await recordCheck(database.pool, record(one))
      else await recordUnchanged(database.pool, [unchanged(one)])
      const { rows } = await database.pool.query<{ due: Date }>('select next_check_at as due from articles')
      expect(rows[0]?.due.toISOString()).toBe(at)
    },
  )

  it('wakes an article that something points at while its check lets it rest', async () => {
    const one = await taken(database, '1')
    const at = new Date(Date.now() + 60_000).toISOString()
    await pullForward(database.pool, [
      { id: one.article.id, at, came: 'pulled', hintedAt: null, hint: 'feed', by: null },
    ])
    await recordUnchanged(database.pool, [unchanged(one, { nextCheckAt: null })])
    const { rows } = await database.pool.query('select next_check_at > now() as due, woken_at from articles')
    expect(rows).toEqual([{ due: true, woken_at: expect.any(Date) }])
  })

  it.each(['whole', 'batched'])('keeps the soonest of what was asked for during a check (%s)', async (how) => {
    const one = await taken(database, '1')
    const in_ = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()
    const asked = { id: one.article.id, came: 'pulled' as const, hintedAt: null, by: null }
    await pullForward(database.pool, [{ ...asked, hint: 'feed', at: in_(20) }])
    await pullForward(database.pool, [{ ...asked, hint: 'sibling', at: in_(300) }])
    if (how === 'whole') await recordCheck(database.pool, record(one))
    else await recordUnchanged(database.pool, [unchanged(one)])
    const seconds = 'select extract(epoch from next_check_at - now()) from articles'
    expect(Number(await value(database, seconds))).toBeLessThan(21)
  })

  it.each(['whole', 'batched'])('leaves an article untracked that was untracked during its check (%s)', async (how) => {
    const one = await taken(database, '1')
    await untrackArticle(database.pool, one.article.id)
    if (how === 'whole') await recordCheck(database.pool, record(one))
    else await recordUnchanged(database.pool, [unchanged(one)])
    expect(await value(database, 'select next_check_at from articles')).toBeNull()
    expect(await value(database, 'select count(*)::int from checks')).toBe(1)
  })

  it('refuses what was found of an article that was forgotten during its check', async () => {
    const one = await taken(database, '1')
    await forgetArticle(database.pool, one.article.id)
    const found = record(one, { outcome: 'new_version', version: newVersion('Secret') })
    await expect(recordCheck(database.pool, found)).rejects.toMatchObject({ code: 'stale_check' })
    expect(await value(database, 'select count(*)::int from snapshots')).toBe(0)
  })

  it.each([
    ['an hour behind', -3_600_000],
    ['an hour ahead', 3_600_000],
  ])("counts the next check from the ledger's clock, where the worker's is %s", async (_, skewMs) => {
    const [one, two] = [await taken(database, '1'), await taken(database, '2')]
    const at = new Date(Date.now() + skewMs).toISOString()
    const nextCheckAt = new Date(Date.parse(at) + 600_000).toISOString()
    await recordCheck(database.pool, record(one, { nextCheckAt }, at))
    await recordUnchanged(database.pool, [unchanged(two, { at, nextCheckAt })])
    const { rows } = await database.pool.query<{ s: number }>(
      'select extract(epoch from next_check_at - now())::float as s from articles',
    )
    for (const { s } of rows) expect(s).toBeGreaterThan(590)
    for (const { s } of rows) expect(s).toBeLessThanOrEqual(600)
  })

  it('lets no review ask for a look in the past, and lets an article rest', async () => {
    const [eager, resting] = [await taken(database, '1'), await taken(database, '2')]
    await recordCheck(database.pool, record(eager, { nextCheckAt: later(-86_400_000) }))
    await recordUnchanged(database.pool, [unchanged(resting, { nextCheckAt: null })])
    const { rows } = await database.pool.query('select next_check_at > now() as due from articles order by id')
    expect(rows).toEqual([{ due: true }, { due: null }])
  })

  it('records checks that are a month and more late, as after a long rest of the whole', async () => {
    const [one, two] = [await taken(database, '1'), await taken(database, '2')]
    const dueAt = later(-60 * 86_400_000)
    await recordCheck(database.pool, record({ ...one, dueAt }))
    await recordUnchanged(database.pool, [unchanged({ ...two, dueAt })])
    expect(await value(database, 'select count(*)::int from checks where late_ms = 2147483647')).toBe(2)
  })

  it('counts a technical version as no edit of the publisher', async () => {
    const first = await taken(database, '1')
    await recordCheck(database.pool, record(first, { outcome: 'new_version', version: newVersion('Ferry sails') }))
    await passTime(database)
    const second = (await take(database, [first.article.id]))?.articles[0]
    if (!second) throw new Error('not taken')
    const version = newVersion('Ferry sails on', { technical: true })
    await recordCheck(database.pool, record(second, { outcome: 'new_version', version }))
    expect(await value(database, 'select edits from articles')).toEqual([])
    expect(await value(database, 'select last_changed_at from articles')).toBeNull()
  })

  it('keeps newer validators of an unchanged answer, and counts only its bytes as a look at the whole page', async () => {
    const [whole, mere] = [await taken(database, '1'), await taken(database, '2')]
    const sight = (etag: string, full: boolean) => ({
      seen: { validators: { etag, lastModified: null }, wireHash: 'ab'.repeat(32), whole: full },
    })
    await recordUnchanged(database.pool, [
      { ...unchanged(whole), ...sight('"a"', true) },
      { ...unchanged(mere), ...sight('"b"', false) },
    ])
    const { rows } = await database.pool.query(
      'select etag, last_full_fetch_at is not null as looked from articles order by id',
    )
    expect(rows).toEqual([
      { etag: '"a"', looked: true },
      { etag: '"b"', looked: false },
    ])
  })

  it('keeps what the next page may be known by, until another version', async () => {
    const known = { watched: '4 1', digest: 'd1', day: '2031-03-01', missed: 0, canonical: null }
    const one = await taken(database, '1')
    const next = async () => {
      await passTime(database)
      const [next] = (await take(database, [one.article.id]))?.articles ?? []
      if (!next) throw new Error('not taken')
      return next
    }
    await recordCheck(database.pool, record(one, { outcome: 'new_version', version: newVersion('Ferry sails') }))
    const second = await next()
    expect(second.knownPage).toBeNull()
    await recordUnchanged(database.pool, [{ ...unchanged(second), knownPage: known }])
    await recordUnchanged(database.pool, [unchanged(await next())])
    await recordCheck(database.pool, record(await next(), { outcome: 'unchanged' }))
    const fifth = await next()
    expect(fifth.knownPage).toEqual(known)
    await recordCheck(database.pool, record(fifth, { outcome: 'unchanged', knownPage: { ...known, missed: 1 } }))
    const sixth = await next()
    expect(sixth.knownPage).toEqual({ ...known, missed: 1 })
    await recordUnchanged(database.pool, [{ ...unchanged(sixth), knownPage: null }])
    const seventh = await next()
    expect(seventh.knownPage).toBeNull()
    await recordUnchanged(database.pool, [{ ...unchanged(seventh), knownPage: known }])
    await recordCheck(database.pool, record(await next(), { outcome: 'unchanged', knownPage: null }))
    const ninth = await next()
    expect(ninth.knownPage).toBeNull()
    await recordUnchanged(database.pool, [{ ...unchanged(ninth), knownPage: known }])
    await recordCheck(
      database.pool,
      record(await next(), { outcome: 'new_version', version: newVersion('Ferry stays') }),
    )
    expect((await next()).knownPage).toBeNull()
  })

  it('writes the good rows of a batch that holds one which cannot be', async () => {
    const all = [await taken(database, '1'), await taken(database, '2'), await taken(database, '3')]
    const writeBack = createWriteBack((rows: Parameters<typeof recordUnchanged>[1]) =>
      recordUnchanged(database.pool, rows),
    )
    const written = await Promise.allSettled(
      all.map((one, nth) => writeBack.add({ ...unchanged(one), tookMs: nth === 1 ? 3_000_000_000 : 5 })),
    )
    expect(written.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await value(database, 'select count(*)::int from checks')).toBe(2)
  })
})

describe('an article that moved', () => {
  const movedTo = 'https://quay.example/new'
  const move = async (path = 'old') => {
    const one = await taken(database, path)
    await recordCheck(database.pool, record(one, { movedTo }))
    return one.article.id
  }

  it('is due at its new host when it is due', async () => {
    await database.pool.query(`insert into sites (host, due_at) values ('quay.example', now() + interval '1 day')`)
    await move()
    expect(await value(database, `select url from articles`)).toBe(movedTo)
    await passTime(database)
    await database.pool.query('update sites set busy_until = null')
    expect((await claim(database)).map(({ host }) => host)).toEqual(['quay.example'])
  })

  it('rests where its new address is watched already, and leaves its tags there', async () => {
    const there = await trackArticle(database.pool, { url: movedTo, host: 'quay.example', tags: ['port'] })
    await database.pool.query(`update articles set next_check_at = now() + interval '1 day'`)
    await trackArticle(database.pool, { url: `https://${HOST}/old`, host: HOST, tags: ['weather'] })
    const id = await move()
    expect(await value(database, 'select untracked_at is not null from articles where id = $1', [id])).toBe(true)
    expect(await value(database, 'select tags from articles where id = $1', [there.id])).toEqual(['port', 'weather'])
  })
})

it('keeps what stood when a check finds an obstacle', async () => {
  const one = await taken(database, '1')
  await recordCheck(database.pool, record(one, { outcome: 'new_version', version: newVersion('Ferry sails') }))
  await passTime(database)
  const again = (await take(database, [one.article.id]))?.articles[0]
  if (!again) throw new Error('not taken')
  const standing = { ...review().standing, outcome: 'blocked' as const, state: 'bot_wall' }
  await recordCheck(database.pool, record(again, { outcome: 'blocked', state: 'bot_wall', standing }))
  expect(await value(database, 'select etag from articles')).toBe('"a"')
  expect(await value(database, 'select version_no from articles')).toBe(1)
})
