import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askNeighbours, turnoutOf, turnoutOfHosts, witnessesOf } from '../../../src/store/turnout.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(() => database.pool.query('truncate articles, sites cascade'))

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const asked = {
  ...{ id: '0', host: 'quay.example' },
  ...{ windowMs: 6 * HOUR_MS, lookedMs: 20 * MINUTE_MS },
}

/** Articles of a host that were looked at so many minutes ago, and stood so since then. */
async function articles(count: number, outcome: string, lookedMinutes: number, host = asked.host): Promise<void> {
  await database.pool.query(
    `insert into sites (host, due_at) values ($1, now() + interval '1 day') on conflict do nothing`,
    [host],
  )
  await database.pool.query(
    `insert into articles (url, host, version_no, last_checked_at, next_check_at, standing)
     select 'https://' || $1 || '/' || $2 || '-' || $3 || '-' || n, $1, 1, now() - make_interval(mins => $3::int), now() + interval '4 hours',
       jsonb_build_object('outcome', $2::text, 'since', now() - make_interval(mins => $3::int))
     from generate_series(1, $4::int) n`,
    [host, outcome, lookedMinutes, count],
  )
}

describe('turnoutOf', () => {
  it('hears only those that were looked at since: of the others nobody knows how they stand', async () => {
    await articles(40, 'unchanged', 180)
    await articles(5, 'removed_pending', 10)
    await articles(1, 'unchanged', 5)
    expect(await turnoutOf(database.pool, asked)).toEqual({ articles: 6, turned: 5 })
  })

  it('counts the article itself as turned, and its neighbours only since they were asked', async () => {
    await articles(9, 'unchanged', 15)
    await articles(3, 'removed_pending', 2)
    await articles(1, 'unchanged', 10)
    const { rows } = await database.pool.query<{ id: string }>('select id from articles order by id desc limit 1')
    const id = rows[0]?.id ?? ''
    expect(await turnoutOf(database.pool, { ...asked, id, lookedMs: 5 * MINUTE_MS })).toEqual({
      articles: 4,
      turned: 4,
    })
  })

  it('does not count for long what stays as it is', async () => {
    await articles(5, 'removed', 10)
    await database.pool.query(
      `update articles set standing = jsonb_set(standing, '{since}', to_jsonb(now() - interval '7 hours'))`,
    )
    expect(await turnoutOf(database.pool, asked)).toEqual({ articles: 5, turned: 0 })
  })
})

describe('turnoutOfHosts', () => {
  it('counts the hosts most of whose articles turned, of those that were looked at', async () => {
    await articles(2, 'retry', 5)
    await articles(1, 'unchanged', 5)
    await articles(1, 'unchanged', 5, 'calm.example')
    await articles(1, 'retry', 5, 'calm.example')
    await articles(3, 'retry', 60, 'asleep.example')
    expect(await turnoutOfHosts(database.pool, asked)).toEqual({ articles: 2, turned: 1 })
  })
})

describe('witnessesOf', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
  const gone = ['removed_pending', 'removed'] as const
  const question = () => ({ ...asked, heardMs: 0, from: ago(40), now: ago(0), outcomes: gone, nearMs: 10 * MINUTE_MS })
  const idOf = async (path: string) => {
    const { rows } = await database.pool.query<{ id: string }>('select id from articles where url like $1', [
      `%/${path}`,
    ])
    return rows[0]?.id ?? ''
  }
  const looked = async (path: string, outcome: string, minutes: number) =>
    database.pool.query(
      `with look as (
         insert into checks (article_id, no, at, outcome, took_ms, version_no)
         select id, check_no + 1, $2, $3, 1, 1 from articles where url like $1 returning article_id
       ) update articles set check_no = check_no + 1 from look where id = article_id`,
      [`%/${path}`, ago(minutes), outcome],
    )

  it('tells the neighbours that were looked at since from those that could be', async () => {
    await articles(5, 'unchanged', 60)
    await articles(2, 'removed', 60)
    await articles(2, 'blocked', 1)
    await articles(1, 'unchanged', 1)
    await articles(4, 'unchanged', 1, 'other.example')
    await database.pool.query(`update articles set next_check_at = null where url like '%unchanged-60-1'`)
    const id = await idOf('removed-60-1')
    const heard = await witnessesOf(database.pool, { ...question(), id, heardMs: 2 * MINUTE_MS })
    expect(heard).toEqual({ watched: 9, heard: 3, unheard: 4, back: 0, alike: [] })
  })

  it('hears of an outage from who was looked at just before a look or just after, and is back', async () => {
    await articles(5, 'unchanged', 5)
    await articles(1, 'removed_pending', 1)
    const id = await idOf('removed_pending-1-1')
    const back = async () => (await witnessesOf(database.pool, { ...question(), id })).back
    await looked('removed_pending-1-1', 'removed_pending', 30)
    await looked('removed_pending-1-1', 'removed_pending', 20)
    // Too long ago, another trouble, and one that two calm looks lie between.
    await looked('unchanged-5-1', 'removed_pending', 45)
    await looked('unchanged-5-2', 'retry', 21)
    for (const minutes of [28, 22]) await looked('unchanged-5-3', 'unchanged', minutes)
    for (const minutes of [27, 23]) await looked('unchanged-5-4', 'unchanged', minutes)
    await looked('unchanged-5-5', 'removed_pending', 24)
    expect(await back()).toBe(0)
    await looked('unchanged-5-1', 'removed_pending', 18)
    expect(await back()).toBe(1)
    await looked('unchanged-5-2', 'removed', 1)
    expect(await back()).toBe(2)
  })

  it('names those that met the same and are not known to be back', async () => {
    await articles(3, 'removed_pending', 19)
    const id = await idOf('removed_pending-19-1')
    await looked('removed_pending-19-1', 'removed_pending', 20)
    await looked('removed_pending-19-2', 'removed_pending', 19)
    const alike = async (heardMinutes: number) =>
      (await witnessesOf(database.pool, { ...question(), id, heardMs: heardMinutes * MINUTE_MS })).alike
    expect([await alike(0), await alike(30)]).toEqual([[await idOf('removed_pending-19-2')], []])
  })
})

describe('askNeighbours', () => {
  const due = async () => {
    const { rows } = await database.pool.query<{ outcome: string }>(
      `select standing->>'outcome' as outcome from articles where next_check_at < now() + interval '10 minutes'`,
    )
    return rows.map(({ outcome }) => outcome)
  }
  const ask = (alike: string[] = []) =>
    askNeighbours(database.pool, { id: asked.id, host: asked.host, most: 6, withinMs: 600_000, alike })

  it('has a few readable articles of the host looked at soon, and no more when it is asked again', async () => {
    await articles(40, 'unchanged', 60)
    await articles(3, 'removed_pending', 1)
    await articles(9, 'unchanged', 60, 'other.example')
    await ask()
    expect(await due()).toEqual(Array(6).fill('unchanged'))
    const { rows } = await database.pool.query(`select host from sites where due_at < now() + interval '10 minutes'`)
    expect(rows).toEqual([{ host: asked.host }])
    await ask()
    expect(await due()).toHaveLength(6)
  })

  it('has those looked at besides that met the same', async () => {
    await articles(1, 'unchanged', 60)
    await articles(2, 'removed', 60)
    const { rows } = await database.pool.query<{ id: string }>(`select id from articles where url like '%removed-60-2'`)
    await ask(rows.map(({ id }) => id))
    expect((await due()).sort()).toEqual(['removed', 'unchanged'])
  })

  it('asks nobody where a neighbour was looked at just now', async () => {
    await articles(3, 'unchanged', 60)
    await articles(1, 'removed_pending', 5)
    const most = { id: asked.id, host: asked.host, most: 2, withinMs: 600_000 }
    await askNeighbours(database.pool, { ...most, unlessMs: 10 * MINUTE_MS })
    expect(await due()).toEqual([])
    await askNeighbours(database.pool, { ...most, unlessMs: 4 * MINUTE_MS })
    expect(await due()).toHaveLength(2)
  })

  it('leaves alone what rests, is under way, or was never seen', async () => {
    await articles(3, 'unchanged', 60)
    const [rests, busy, never] = ['1', '2', '3'].map((n) => `https://${asked.host}/unchanged-60-${n}`)
    await database.pool.query('update articles set next_check_at = null where url = $1', [rests])
    await database.pool.query(`update articles set lease_until = now() + interval '1 hour' where url = $1`, [busy])
    await database.pool.query('update articles set version_no = 0 where url = $1', [never])
    await ask()
    expect(await due()).toEqual([])
  })
})
