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
/** Of those the newest so many: a document that is all new at each look must not fill the disk. */
const MOST_REMEMBERED = 50_000

/** How a source's document differs from what is remembered of it. */
export interface Compared<T> {
  /** Entries that are new in it or were touched, in their order. */
  changed: Array<T & { was: { at: string | null } | null }>
  /** Entries that had gone and stand there again as they were, which is no news. */
  back: T[]
  /** Keys of those that it names no more. */
  gone: string[]
}

/** A source's document held against what is remembered of it. */
export async function compareEntries<T extends NamedEntry>(
  pool: Pool,
  sourceId: string,
  entries: readonly T[],
): Promise<Compared<T>> {
  const { rows } = await pool.query<{ n: number | null; key: string; news: boolean; known: boolean; at: Date | null }>(
    `select n, key, news, known, at from (
       select e.n, key, k.at, k.gone_at, k.known is not null as known,
         k.known is null or e.at > coalesce(k.at, '-infinity') or (e.mark is not null and e.mark is distinct from k.mark) as news
       from jsonb_to_recordset($2::jsonb) as e (n int, key uuid, at timestamptz, mark text)
       full join (select key, at, mark, gone_at, true as known from source_entries where source_id = $1) k using (key)
     ) held
     where case when n is null then gone_at is null else news or gone_at is not null end order by n`,
    [sourceId, toJson(entries.map((entry, n) => ({ n, ...remembered(entry) })))],
  )
  const compared: Compared<T> = { changed: [], back: [], gone: [] }
  for (const { n, key, news, known, at } of rows) {
    const entry = n === null ? undefined : entries[n]
    if (!entry) compared.gone.push(key)
    else if (news) compared.changed.push({ ...entry, was: known ? { at: at?.toISOString() ?? null } : null })
    else compared.back.push(entry)
  }
  return compared
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
       gone_at = null`,
    [sourceId, toJson(entries.map(remembered))],
  )
}

/** Marks entries that went, by their keys, and forgets those that went long ago. */
export async function loseEntries(client: PoolClient, sourceId: string, gone: readonly string[]): Promise<void> {
  if (gone.length > 0) {
    await client.query('update source_entries set gone_at = now() where source_id = $1 and key = any ($2::uuid[])', [
      sourceId,
      gone,
    ])
  }
  await client.query(
    `delete from source_entries where source_id = $1 and gone_at < greatest(now() - make_interval(days => $2),
       (select gone_at from source_entries where source_id = $1 and gone_at is not null order by gone_at desc offset $3 limit 1))`,
    [sourceId, REMEMBERED_DAYS, MOST_REMEMBERED],
  )
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

/** What an address is remembered by. */
export function keyOf(url: string): string {
  return digest('md5', url)
}

function digest(algorithm: 'md5' | 'sha1', text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}
