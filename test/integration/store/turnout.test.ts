import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askNeighbours, turnoutOf, witnessesOf } from '../../../src/store/turnout.ts'
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
  ...{ windowMs: 6 * HOUR_MS, lookedMs: 20 * MINUTE_MS, siteMs: 20 * MINUTE_MS },
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
    expect(await turnoutOf(database.pool, asked)).toEqual({
      site: { articles: 6, turned: 5 },
      hosts: { articles: 1, turned: 1 },
    })
  })

  it('counts the article itself as turned, and its neighbours only since they were asked', async () => {
    await articles(9, 'unchanged', 15)
    await articles(3, 'removed_pending', 2)
    await articles(1, 'unchanged', 10)
    const { rows } = await database.pool.query<{ id: string }>('select id from articles order by id desc limit 1')
    const id = rows[0]?.id ?? ''
    expect(await turnoutOf(database.pool, { ...asked, id, siteMs: 5 * MINUTE_MS })).toEqual({
      site: { articles: 4, turned: 4 },
      hosts: { articles: 1, turned: 1 },
    })
  })

  it('does not count for long what stays as it is', async () => {
    await articles(5, 'removed', 10)
    await database.pool.query(
      `update articles set standing = jsonb_set(standing, '{since}', to_jsonb(now() - interval '7 hours'))`,
    )
    expect((await turnoutOf(database.pool, asked)).site).toEqual({ articles: 5, turned: 0 })
  })
})

describe('witnessesOf', () => {
  it('tells the neighbours that were looked at since from those that could be', async () => {
    await articles(5, 'unchanged', 60)
    await articles(2, 'removed', 60)
    await articles(2, 'blocked', 1)
    await articles(1, 'unchanged', 1)
    await articles(4, 'unchanged', 1, 'other.example')
    await database.pool.query(`update articles set next_check_at = null where url like '%unchanged-60-1'`)
    const { rows } = await database.pool.query<{ id: string }>(`select id from articles where url like '%removed-60-1'`)
    const id = rows[0]?.id ?? ''
    const heard = witnessesOf(database.pool, { ...asked, id, heardMs: 2 * MINUTE_MS, ownMs: 0, outcomes: [] })
    expect(await heard).toEqual({ watched: 9, heard: 3, unheard: 4, back: 0 })
  })

  it('tells the neighbours that came back from the same trouble since', async () => {
    await articles(5, 'unchanged', 5)
    await articles(1, 'unchanged', 60)
    await articles(1, 'removed_pending', 1)
    await database.pool.query(
      `insert into checks (article_id, no, at, outcome, took_ms, version_no)
       select id, 0, now() - interval '10 minutes', case when url like '%-5-5' then 'retry' else 'removed_pending' end, 1, 1
       from articles`,
    )
    const back = async (ownMinutes: number) =>
      (
        await witnessesOf(database.pool, {
          ...{ ...asked, heardMs: 0, ownMs: ownMinutes * MINUTE_MS },
          outcomes: ['removed_pending', 'removed'],
        })
      ).back
    expect([await back(20), await back(8)]).toEqual([4, 0])
  })
})

describe('askNeighbours', () => {
  const due = async () => {
    const { rows } = await database.pool.query<{ outcome: string }>(
      `select standing->>'outcome' as outcome from articles where next_check_at < now() + interval '10 minutes'`,
    )
    return rows.map(({ outcome }) => outcome)
  }
  const ask = () => askNeighbours(database.pool, { id: asked.id, host: asked.host, most: 6, withinMs: 600_000 })

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
