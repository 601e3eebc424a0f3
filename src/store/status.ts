import type { Pool } from 'pg'
import type { Trouble } from '../article.ts'

/** What a person asks of the whole at one look, beside the vitals: exact counts, and who is in trouble. */
export interface Standings {
  /** Tracked articles, and those of them whose next check has a time. */
  tracked: number
  resting: number
  /** Checks of the last hour by outcome, most first. */
  checks: Array<{ outcome: string; count: number }>
  /** Half and nearly all of the last hour's checks were at most so late, in seconds. */
  lateness: { p50: number; p95: number }
  alerts: number
  delivered: number
  endpoints: Array<{ name: string; failures: number; since: string | null; disabledReason: string | null }>
  /** Sites with articles that cannot be read, most first. */
  sites: Array<{ host: string; outcome: string; count: number }>
  /** Sites that are read wrongly as a whole, the oldest trouble first. */
  broken: Array<{ host: string; trouble: Trouble }>
  /** Sources whose last look failed, the longest first. */
  failingSources: Array<{ url: string; state: string; detail: string | null; failures: number }>
  /** The newest migration of the ledger. */
  migration: string
}

const MOST_LISTED = 8

/** Reads the standings of the last hour; a scan of the articles, so for people and not for metrics. */
export async function readStandings(pool: Pool): Promise<Standings> {
  const { rows: counts } = await pool.query<Record<'tracked' | 'resting' | 'alerts' | 'delivered', string>>(
    `select count(*) as tracked, count(*) filter (where next_check_at is null) as resting,
       (select count(*) from alerts where found_at > now() - interval '1 hour') as alerts,
       (select count(*) from deliveries where state = 'delivered' and done_at > now() - interval '1 hour') as delivered
     from articles where untracked_at is null`,
  )
  const { rows: checks } = await pool.query<{ outcome: string; count: string }>(
    `select outcome, count(*) as count from checks where at > now() - interval '1 hour' group by 1 order by 2 desc, 1`,
  )
  const { rows: late } = await pool.query<{ p50: number | null; p95: number | null }>(
    `select percentile_cont(0.5) within group (order by late_ms) / 1000 as p50,
       percentile_cont(0.95) within group (order by late_ms) / 1000 as p95
     from checks where at > now() - interval '1 hour'`,
  )
  const { rows: endpoints } = await pool.query<{
    name: string
    failures: number
    since: Date | null
    disabledReason: string | null
  }>(
    `select name, failures, coalesce(disabled_at, failing_since) as since, disabled_reason as "disabledReason"
     from endpoints where disabled_at is not null or failures > 0 order by disabled_at nulls first, name limit $1`,
    [MOST_LISTED],
  )
  const { rows: sites } = await pool.query<{ host: string; outcome: string; count: string }>(
    `select host, standing->>'outcome' as outcome, count(*) as count from articles
     where untracked_at is null and standing->>'outcome' not in ('unchanged', 'new_version', 'restored')
     group by 1, 2 order by 3 desc, 1, 2 limit $1`,
    [MOST_LISTED],
  )
  const { rows: broken } = await pool.query<{ host: string; trouble: Trouble }>(
    `select host, trouble from sites where trouble is not null order by trouble->>'since' limit $1`,
    [MOST_LISTED],
  )
  const { rows: failingSources } = await pool.query<Standings['failingSources'][number]>(
    `select url, last->>'state' as state, last->>'detail' as detail, coalesce((pace->>'failures')::int, 0) as failures
     from sources where last->>'outcome' = 'failed' order by 4 desc, url limit $1`,
    [MOST_LISTED],
  )
  const { rows: migrations } = await pool.query<{ name: string }>(
    'select name from stet_migrations order by number desc limit 1',
  )
  const [count] = counts
  return {
    tracked: Number(count?.tracked),
    resting: Number(count?.resting),
    alerts: Number(count?.alerts),
    delivered: Number(count?.delivered),
    checks: checks.map((row) => ({ ...row, count: Number(row.count) })),
    lateness: { p50: late[0]?.p50 ?? 0, p95: late[0]?.p95 ?? 0 },
    endpoints: endpoints.map((row) => ({ ...row, since: row.since?.toISOString() ?? null })),
    sites: sites.map((row) => ({ ...row, count: Number(row.count) })),
    broken,
    failingSources,
    migration: migrations[0]?.name ?? '',
  }
}
