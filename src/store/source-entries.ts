import { createHash } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { toJson } from './json.ts'
import { PULLABLE_COLUMNS, type Pullable, type PullableRow, toPullable } from './siblings.ts'

/** An entry by its address as the ledger writes it. */
export interface NamedEntry {
  url: string
  title: string | null
  at: string | null
}

/** Entries that went from a source are remembered so long: feeds drop some and bring them back. */
const REMEMBERED_DAYS = 30

/** Those entries that are new in a source or were touched since they were remembered, in their order. */
export async function changedEntries<T extends NamedEntry>(
  pool: Pool,
  sourceId: string,
  entries: readonly T[],
): Promise<Array<T & { was: { at: string | null } | null }>> {
  if (entries.length === 0) return []
  const { rows } = await pool.query<{ n: number; known: boolean; at: Date | null }>(
    `select e.n, k.key is not null as known, k.at
     from jsonb_to_recordset($2::jsonb) as e (n int, key uuid, at timestamptz, mark text)
     left join source_entries k on k.source_id = $1 and k.key = e.key
     where k.key is null or e.at > coalesce(k.at, '-infinity') or (e.mark is not null and e.mark is distinct from k.mark)
     order by e.n`,
    [sourceId, toJson(entries.map((entry, n) => ({ n, ...remembered(entry) })))],
  )
  return rows.flatMap(({ n, known, at }) => {
    const entry = entries[n]
    return entry ? [{ ...entry, was: known ? { at: at?.toISOString() ?? null } : null }] : []
  })
}

/** Remembers entries as they stand now. */
export async function rememberEntries(
  client: PoolClient,
  sourceId: string,
  entries: readonly NamedEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await client.query(
    `insert into source_entries as k (source_id, key, at, mark)
     select $1, key, at, mark from jsonb_to_recordset($2::jsonb) as e (key uuid, at timestamptz, mark text) order by key
     on conflict (source_id, key) do update set at = greatest(k.at, excluded.at), mark = coalesce(excluded.mark, k.mark),
       seen_on = current_date`,
    [sourceId, toJson(entries.map(remembered))],
  )
}

/** Once a day: what still stands is seen today, and what went long ago is forgotten. */
export async function sweepEntries(client: PoolClient, sourceId: string, urls: readonly string[]): Promise<void> {
  await client.query(
    'update source_entries set seen_on = current_date where source_id = $1 and seen_on < current_date and key = any ($2::uuid[])',
    [sourceId, urls.map(keyOf)],
  )
  await client.query('delete from source_entries where source_id = $1 and seen_on < current_date - $2::int', [
    sourceId,
    REMEMBERED_DAYS,
  ])
}

/** An article that an entry names. */
export interface NamedArticle extends Pullable {
  tracked: boolean
}

/**
 * The articles at these addresses, by the address asked for: at home there, or once; what turned out to be another
 * article counts as that one.
 */
export async function articlesAt(pool: Pool, urls: readonly string[]): Promise<Map<string, NamedArticle>> {
  if (urls.length === 0) return new Map()
  const { rows } = await pool.query<PullableRow & { asked: string; tracked: boolean }>(
    `select asked.url as asked, ${PULLABLE_COLUMNS}, a.untracked_at is null as tracked
     from unnest($1::text[]) asked (url)
     join articles a on a.id = coalesce((select article_id from aliases where url = asked.url),
       (select id from articles where url = asked.url))`,
    [urls],
  )
  return new Map(rows.map((row) => [row.asked, { ...toPullable(row), tracked: row.tracked }]))
}

function remembered({ url, title, at }: NamedEntry) {
  return { key: keyOf(url), at, mark: title === null ? null : digest('sha1', title).slice(0, 16) }
}

function keyOf(url: string): string {
  return digest('md5', url)
}

function digest(algorithm: 'md5' | 'sha1', text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}
