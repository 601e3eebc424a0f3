import type { Pool } from 'pg'
import type { Site, SiteSettings } from '../article.ts'
import { toJson } from './json.ts'
import { SITE_COLUMNS, type SiteRow, toSite } from './take-checks.ts'

/** A host as the ledger knows it, and how its articles stand. */
export interface KnownSite extends Site {
  dueAt: string | null
  /** Until when a worker holds it; null when nobody visits. */
  busyUntil: string | null
  brokenAt: string | null
  articles: number
  due: number
  resting: number
  /** Articles by the outcome that holds, those never seen as `not_seen`. */
  standings: Record<string, number>
  /** Checks of the last 24 hours. */
  checksOfDay: number
}

interface KnownRow extends SiteRow {
  due_at: Date | null
  busy_until: Date | null
  broken_at: Date | null
}

export async function findSite(pool: Pool, host: string): Promise<KnownSite | null> {
  const { rows } = await pool.query<KnownRow>(
    `select ${SITE_COLUMNS}, due_at, case when busy_until > now() then busy_until end as busy_until, broken_at
     from sites where host = $1`,
    [host],
  )
  const row = rows[0]
  if (!row) return null
  const { rows: counted } = await pool.query<{ outcome: string; articles: string; due: string; resting: string }>(
    `select coalesce(standing->>'outcome', 'not_seen') as outcome, count(*) as articles,
       count(*) filter (where next_check_at <= now()) as due, count(*) filter (where next_check_at is null) as resting
     from articles where host = $1 and untracked_at is null group by 1`,
    [host],
  )
  const { rows: made } = await pool.query<{ checks: string }>(
    `select count(*) as checks from checks c join articles a on a.id = c.article_id
     where a.host = $1 and c.at > now() - interval '1 day'`,
    [host],
  )
  const total = (read: (row: (typeof counted)[number]) => string) =>
    counted.reduce((sum, row) => sum + Number(read(row)), 0)
  return {
    ...toSite(row),
    dueAt: row.due_at?.toISOString() ?? null,
    busyUntil: row.busy_until?.toISOString() ?? null,
    brokenAt: row.broken_at?.toISOString() ?? null,
    articles: total((row) => row.articles),
    due: total((row) => row.due),
    resting: total((row) => row.resting),
    standings: Object.fromEntries(counted.map((row) => [row.outcome, Number(row.articles)])),
    checksOfDay: Number(made[0]?.checks),
  }
}

/** Sets the operator's own rules for a host; one not known yet may be set before its first article. */
export async function setSite(
  pool: Pool,
  host: string,
  { gapMs, settings }: { gapMs: number | null; settings: SiteSettings },
): Promise<void> {
  await pool.query(
    `insert into sites (host, gap_ms, settings) values ($1, $2, $3)
     on conflict (host) do update set gap_ms = excluded.gap_ms, settings = excluded.settings`,
    [host, gapMs, toJson(settings)],
  )
}

/** Forgets how a host has been doing and what its robots.txt said: it is asked again as one that was never met. */
export async function meetAnew(pool: Pool, host: string): Promise<void> {
  await pool.query(`update sites set politeness = null, robots = null, open_at = '-infinity' where host = $1`, [host])
}

/** What all articles together ask of a budget. */
export async function totalUrge(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ urge: number }>('select coalesce(sum(urge), 0)::float8 as urge from sites')
  return rows[0]?.urge ?? 0
}
