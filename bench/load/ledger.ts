import type { LoadSystem } from './system.ts'

/** How many articles are watched: `live` are asked for in the bench, the others only lie in the ledger. */
export interface Watched {
  live: number
  asleep: number
  hosts: number
}

/**
 * Writes the articles into the ledger: the live ones as `stet track` does, the others as they stand after a week of
 * checks, with version, snapshot and log, next due in a year.
 */
export async function plantArticles({ long, store }: LoadSystem, { live, asleep, hosts }: Watched): Promise<void> {
  await long(`insert into sites (host) select 'h' || n || '.load.example' from generate_series(0, $1 - 1) n`, [hosts])
  await long(
    `insert into articles (url, host, next_check_at)
     select 'http://h' || n % $2 || '.load.example/a/' || n, 'h' || n % $2 || '.load.example', now() + interval '1 year'
     from generate_series(0, $1 - 1) n`,
    [live, hosts],
  )
  if (asleep > 0) {
    await long(
      `insert into articles (url, host, next_check_at, check_no, version_no, etag, wire_hash, last_full_fetch_at,
         last_checked_at, traits, urge, standing)
       select 'http://h' || n % $3 || '.load.example/z/' || n, 'h' || n % $3 || '.load.example',
         now() + interval '1 year' + n % 1000 * interval '1 minute', 3, 1, '"' || md5(n::text) || '"',
         sha256(n::text::bytea), now(), now(), $4, 0.02, $5
       from generate_series($1::integer, $1 + $2 - 1) n`,
      [live, asleep, hosts, JSON.stringify(TRAITS), JSON.stringify(STANDING)],
    )
    await long(
      `insert into snapshots (article_id, sha256, url, status, headers, encoding, charset, body, fetched_at)
       select id, wire_hash, url, 200, '{}', 'gzip', 'utf-8', null, now() from articles where version_no = 1`,
    )
    await long(
      `insert into versions (article_id, no, snapshot_id, extractor, rules, technical, content, content_hash, headline,
         found_at, last_seen_at)
       select article_id, 1, id, 'planted', 'none', false, '{"kind": "article"}', md5(id::text), 'Planted', now(), now()
       from snapshots`,
    )
    await long(
      `insert into checks (article_id, no, at, outcome, status, took_ms, late_ms, version_no)
       select id, no, now() - no * interval '1 hour', 'unchanged', 304, 5, 400, 1
       from articles, generate_series(1, 3) no where version_no = 1`,
    )
  }
  await long('vacuum analyze')
  const { rows } = await store.pool.query<{ count: string }>('select count(*) from articles')
  if (Number(rows[0]?.count) !== live + asleep) throw new Error(`planted ${rows[0]?.count} articles`)
}

const TRAITS = { kind: 'article', section: null, published: null, lang: 'en' }
const STANDING = { outcome: 'unchanged', state: null, since: '2031-01-01T00:00:00.000Z', seen: 3, told: false }

/** Makes the live articles due: all now, or from `inSeconds` on spread evenly over so many seconds. */
export async function makeDue(
  { long }: LoadSystem,
  live: number,
  { inSeconds, overSeconds } = { inSeconds: 0, overSeconds: 0 },
): Promise<void> {
  await long(
    "update articles set next_check_at = now() + ($3 + id * $2 / $1::real) * interval '1 second' where id <= $1",
    [live, overSeconds, inSeconds],
  )
  await long(
    `update sites set due_at = (select min(next_check_at) from articles a
       where a.host = sites.host and a.next_check_at is not null)`,
  )
}

export interface Written {
  /** By table, the queue's tables as one. */
  rows: Record<string, number>
  walBytes: number
}

/** Rows written (inserted, updated, deleted) to the tables, and bytes of write-ahead log, so far. */
export async function written({ store }: LoadSystem): Promise<Written> {
  const { rows } = await store.pool.query<{ place: string; rows: string; wal: string }>(
    `select case when schemaname = 'bullmq' then 'queue' else relname end as place,
       sum(n_tup_ins + n_tup_upd + n_tup_del) as rows, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal
     from pg_stat_user_tables group by 1`,
  )
  return {
    rows: Object.fromEntries(rows.map((row) => [row.place, Number(row.rows)])),
    walBytes: Number(rows[0]?.wal),
  }
}
