import type { Pool, PoolClient } from 'pg'
import type { ArticleId, Owed, SourceStanding, TakenSource, Validators } from '../article.ts'
import { StetError } from '../errors.ts'
import { toJson } from './json.ts'
import { oweAlert } from './owe.ts'
import { type Pull, pullForward } from './pull-forward.ts'
import { loseEntries, type NamedEntry, rememberEntries } from './source-entries.ts'
import type { SourceLook } from './sources.ts'
import { transaction } from './transaction.ts'
import { wakeSites } from './wake-sites.ts'

/** What a look at a source brings into the ledger. */
export interface SourceRecord {
  taken: TakenSource
  look: SourceLook
  pace: unknown
  waitMs: number
  /** Set where its document came: these now stand for it. */
  document: { kind: string; title: string | null; validators: Validators; wireHash: string } | null
  standing: SourceStanding
  /** Its address from now on; null where it stays. */
  movesTo: { url: string; host: string } | null
  /** What its operator is told. */
  owed: Owed | null
  /** Whether all of its bytes came, the same as last time or not. */
  whole: boolean
  /** Newer validators of one that did not change. */
  validators: Validators | null
  remember: readonly NamedEntry[]
  /** Keys of entries that it names no more; null where its document was not read. */
  gone: readonly string[] | null
  track: ReadonlyArray<{ url: string; host: string; tags: string[]; priority: number }>
  pulls: readonly Pull[]
  /** The sitemaps that an index names now; those that it names no more go. Null where it is no index. */
  children: ReadonlyArray<{ url: string; host: string; touched: boolean }> | null
}

/**
 * Writes a look at a source in one transaction, fenced by its lease. An unchanged one is a row's update alone.
 * @returns the articles that it had tracked anew, and whether it moved: not to where another source is already
 * @throws StetError `stale_source` when another look was faster, or the source is gone; nothing is written then
 */
export async function recordSource(
  pool: Pool,
  record: SourceRecord,
): Promise<{ tracked: ArticleId[]; moved: boolean }> {
  const { taken, remember, gone, pulls, children, movesTo, owed } = record
  return transaction(pool, async (client) => {
    const tracked = await track(client, taken, record.track)
    await pullForward(client, pulls)
    await rememberEntries(client, taken.id, remember)
    if (gone !== null) await loseEntries(client, taken.id, gone)
    if (children !== null) await storeChildren(client, taken.id, children)
    await storeLook(client, { ...record, look: { ...record.look, tracked: tracked.length } })
    if (owed !== null) await oweAlert(client, { articleId: null, versionNo: null, owed, at: record.look.at })
    return { tracked, moved: movesTo !== null && (await moveSource(client, taken.id, movesTo)) }
  })
}

/** Former addresses that are kept: a watchlist may name any of them for years. */
const MOST_FORMER = 10

/** A source that another one names may give way; one that a person added there is theirs to remove. */
async function moveSource(client: PoolClient, id: string, { url, host }: { url: string; host: string }) {
  const { rowCount } = await client.query(
    'select 1 from sources where url = $1 and id <> $2 and parent_id is null for update',
    [url, id],
  )
  if (rowCount !== 0) return false
  await client.query('delete from sources where url = $1 and id <> $2', [url, id])
  await wakeSites(client, [host])
  await client.query(
    `update sources set came_from = (array_prepend(url, came_from))[1:${MOST_FORMER}], url = $2, host = $3 where id = $1`,
    [id, url, host],
  )
  return true
}

async function storeLook(client: PoolClient, { taken, look, pace, waitMs, ...record }: SourceRecord): Promise<void> {
  const { document } = record
  const validators = document?.validators ?? record.validators
  const { rowCount } = await client.query(
    `update sources set lease_until = null, taken = false, check_no = check_no + 1, last_checked_at = now(), last = $3,
       pace = $4, next_check_at = now() + make_interval(secs => $5),
       last_news_at = case when $6 then now() else last_news_at end,
       read_at = case when $14 then now() else read_at end,
       kind = coalesce($8, kind), title = case when $7 then $9 else title end,
       etag = case when $10 then $11 else etag end, last_modified = case when $10 then $12 else last_modified end,
       wire_hash = coalesce(decode($13, 'hex'), wire_hash), standing = $15
     where id = $1 and lease_no = $2 and taken`,
    [
      taken.id,
      taken.leaseNo,
      toJson(look),
      toJson(pace),
      waitMs / 1000,
      look.pulled + look.tracked > 0,
      document !== null,
      document?.kind ?? null,
      document?.title ?? null,
      validators !== null,
      validators?.etag ?? null,
      validators?.lastModified ?? null,
      document?.wireHash ?? null,
      record.whole,
      toJson(record.standing),
    ],
  )
  if (rowCount === 0) {
    throw new StetError('stale_source', `source ${taken.id}: its lease ${taken.leaseNo} passed to another look`)
  }
  if (look.tracked === 0) return
  // The limit of a day is that of an index as a whole.
  await client.query(
    `update sources set tracked = jsonb_build_object('day', $2::text,
       'count', $3::int + case when tracked->>'day' = $2 then (tracked->>'count')::int else 0 end)
     where id = $1`,
    [taken.parentId ?? taken.id, look.at.slice(0, 10), look.tracked],
  )
}

/** Tracks what nobody knew until now; what is known, untracked or not, is left as it is. */
async function track(
  client: PoolClient,
  { id, parentId }: TakenSource,
  articles: SourceRecord['track'],
): Promise<ArticleId[]> {
  if (articles.length === 0) return []
  await wakeSites(
    client,
    articles.map(({ host }) => host),
  )
  const { rows } = await client.query<{ id: ArticleId }>(
    `insert into articles (url, host, tags, priority, source_id, next_check_at)
     select url, host, tags, priority, $2, now()
     from jsonb_to_recordset($1::jsonb) as a (url text, host text, tags text[], priority real)
     where not exists (select 1 from aliases l where l.url = a.url) order by url
     on conflict (url) do nothing returning id`,
    [toJson(articles), parentId ?? id],
  )
  return rows.map(({ id }) => id)
}

/**
 * An index's sitemaps are sources behind it, looked at for the first time in their order, the newest first; those that
 * it says were touched are looked at soon.
 */
async function storeChildren(
  client: PoolClient,
  parent: string,
  children: NonNullable<SourceRecord['children']>,
): Promise<void> {
  const listed = toJson(children.map((child, n) => ({ ...child, n })))
  await wakeSites(
    client,
    children.map(({ host }) => host),
  )
  await client.query(
    `insert into sources as s (url, host, parent_id, next_check_at)
     select url, host, $2, now() + make_interval(secs => n)
     from jsonb_to_recordset($1::jsonb) as c (url text, host text, n int) order by url
     on conflict (url) do nothing`,
    [listed, parent],
  )
  await client.query(
    `update sources s set next_check_at = least(s.next_check_at, now())
     from jsonb_to_recordset($1::jsonb) as c (url text, touched boolean)
     where s.url = c.url and s.parent_id = $2 and c.touched`,
    [listed, parent],
  )
  await client.query('delete from sources where parent_id = $1 and url <> all ($2::text[])', [
    parent,
    children.map(({ url }) => url),
  ])
}
