import type { Pool } from 'pg'
import type { ArticleId } from '../article.ts'
import { keyOf } from './source-entries.ts'

/** The source that had an article tracked, and whether it still lists it. */
export interface FoundBy {
  id: string
  /** Null where the source was removed since; nothing more is known then. */
  url: string | null
  title: string | null
  /** Whether its document listed the article when it was last read. */
  listed: boolean
  /** When it was first missing there; null where that is not remembered. */
  goneAt: string | null
  readAt: string | null
}

/**
 * Null for an article that no source found.
 * @param urls every address that the article had: its source may know it by an older one
 */
export async function foundBy(pool: Pool, id: ArticleId, urls: readonly string[]): Promise<FoundBy | null> {
  const { rows } = await pool.query<{
    id: string
    url: string | null
    title: string | null
    known: boolean | null
    gone_at: Date | null
    read_at: Date | null
  }>(
    `select a.source_id as id, s.url, s.title, e.known, e.gone_at, coalesce(e.read_at, s.read_at) as read_at
     from articles a left join sources s on s.id = a.source_id left join lateral (
       select true as known, entry.gone_at, own.read_at
       from sources own join source_entries entry on entry.source_id = own.id and entry.key = any ($2::uuid[])
       where own.id = s.id or own.parent_id = s.id order by entry.gone_at desc nulls first limit 1
     ) e on true
     where a.id = $1 and a.source_id is not null`,
    [id, urls.map(keyOf)],
  )
  const [row] = rows
  if (!row) return null
  return {
    id: row.id,
    url: row.url,
    title: row.title,
    listed: row.known === true && row.gone_at === null,
    goneAt: row.gone_at?.toISOString() ?? null,
    readAt: row.read_at?.toISOString() ?? null,
  }
}
