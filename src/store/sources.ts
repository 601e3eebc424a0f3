import type { Pool, PoolClient } from 'pg'
import { toJson } from './json.ts'
import { insisting } from './transaction.ts'
import { wakeSites } from './wake-sites.ts'

/** What a look at a source came to, for people and metrics. */
export interface SourceLook {
  outcome: 'read' | 'unchanged' | 'failed'
  /** The reason of a failure in one word, and in words. */
  state: string | null
  detail: string | null
  status: number | null
  at: string
  entries: number
  pulled: number
  tracked: number
  /** New articles over the limit of the day. */
  waiting: number
  /** Entries whose times moved all at once, which is not believed. */
  doubted: number
}

/** A source as a person asks for it. */
export interface ListedSource {
  id: string
  url: string
  host: string
  parentId: string | null
  /** As the operator wants it (discover/weigh.ts); a sitemap named by an index has those of the index. */
  settings: unknown
  appliedFrom: string | null
  /** Addresses that it had before, newest first. */
  cameFrom: string[]
  kind: string | null
  title: string | null
  lastCheckedAt: string | null
  lastNewsAt: string | null
  nextCheckAt: string
  last: SourceLook | null
  /** Entries remembered. */
  entries: number
}

interface SourceRow {
  id: string
  url: string
  host: string
  parent_id: string | null
  settings: unknown
  applied_from: string | null
  came_from: string[]
  kind: string | null
  title: string | null
  last_checked_at: Date | null
  last_news_at: Date | null
  next_check_at: Date
  last: SourceLook | null
  entries: string
}

/** Sources, those of an index behind it, or the one at this id or URL; one that moved from there comes after it. */
export async function listSources(pool: Pool, wanted: { idOrUrl: string } | null): Promise<ListedSource[]> {
  const id = wanted !== null && /^\d{1,18}$/.test(wanted.idOrUrl) ? wanted.idOrUrl : null
  const { rows } = await pool.query<SourceRow>(
    `select s.id, s.url, s.host, s.parent_id, coalesce(p.settings, s.settings) as settings, s.applied_from, s.came_from, s.kind, s.title,
       s.last_checked_at, s.last_news_at, s.next_check_at, s.last,
       (select count(*) from source_entries e where e.source_id = s.id) as entries
     from sources s left join sources p on p.id = s.parent_id
     where $1::text is null or s.id = $2::bigint or ($2::bigint is null and (s.url = $1 or $1 = any (s.came_from)))
     order by coalesce(s.url = $1, true) desc, coalesce(s.parent_id, s.id), s.parent_id nulls first, s.id`,
    [wanted?.idOrUrl ?? null, id],
  )
  return rows.map((row) => ({
    id: row.id,
    url: row.url,
    host: row.host,
    parentId: row.parent_id,
    settings: row.settings,
    appliedFrom: row.applied_from,
    cameFrom: row.came_from,
    kind: row.kind,
    title: row.title,
    lastCheckedAt: row.last_checked_at?.toISOString() ?? null,
    lastNewsAt: row.last_news_at?.toISOString() ?? null,
    nextCheckAt: row.next_check_at.toISOString(),
    last: row.last,
    entries: Number(row.entries),
  }))
}

export interface NewSource {
  url: string
  host: string
  settings: unknown
  /** The watchlist that it came from; null: added by hand. */
  from: string | null
}

/** Adds sources, or gives those that are there their new settings; they are looked at as soon as their host allows. */
export async function addSources(db: Pool | PoolClient, sources: readonly NewSource[]): Promise<void> {
  if (sources.length === 0) return
  await insisting(async () => {
    await wakeSites(
      db,
      sources.map(({ host }) => host),
    )
    await db.query(
      `insert into sources (url, host, settings, applied_from)
       select url, host, settings, "from"
       from jsonb_to_recordset($1::jsonb) as g (url text, host text, settings jsonb, "from" text) order by url
       on conflict (url) do update set settings = excluded.settings, applied_from = excluded.applied_from, parent_id = null,
         next_check_at = least(sources.next_check_at, now())`,
      [toJson(sources)],
    )
  })
}

/** Forgets sources with all that is remembered of their entries; the articles that came from them stay. */
export async function removeSources(db: Pool | PoolClient, urls: readonly string[]): Promise<number> {
  const { rowCount } = await db.query('delete from sources where url = any ($1)', [urls])
  return rowCount ?? 0
}

/** Where the sources of these URLs live now; only those that live elsewhere. */
export async function sourcesNow(
  pool: Pool,
  urls: readonly string[],
): Promise<Map<string, { url: string; host: string }>> {
  const { rows } = await pool.query<{ asked: string; url: string; host: string }>(
    `select asked.url as asked, s.url, s.host from unnest($1::text[]) asked (url) join sources s on asked.url = any (s.came_from)
     where not exists (select 1 from sources there where there.url = asked.url)`,
    [urls],
  )
  return new Map(rows.map(({ asked, url, host }) => [asked, { url, host }]))
}
