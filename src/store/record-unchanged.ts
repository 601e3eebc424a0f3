import type { Pool } from 'pg'
import type { KnownPage, Standing, Taken, Validators } from '../article.ts'
import { toJson } from './json.ts'
import { lateMs, nextDue } from './next-due.ts'

/** A check that found nothing new: the common case, written back in batches. */
export interface UnchangedRecord {
  taken: Taken
  at: string
  standing: Standing
  nextCheckAt: string | null
  urge: number
  status: number
  tookMs: number
  /** Set when these now stand for the stored version; `whole` when the page was read to its end, not a mere 304. */
  seen: { validators: Validators; wireHash: string; whole: boolean } | null
  /** What the next page may be known by; null forgets it, undefined leaves what is stored. */
  knownPage: KnownPage | null | undefined
}

/**
 * Writes many unchanged checks in one statement, and returns those that were written. Fenced: where the lease passed to
 * another check, its word stands.
 */
export async function recordUnchanged(pool: Pool, records: UnchangedRecord[]): Promise<UnchangedRecord[]> {
  if (records.length === 0) return []
  const rows = records.map(({ taken, seen, knownPage, at, standing, nextCheckAt, urge, status, tookMs }) => ({
    id: taken.article.id,
    lease_no: taken.leaseNo,
    due_at: taken.dueAt,
    at,
    standing,
    next_check_at: nextCheckAt,
    urge,
    status,
    took_ms: tookMs,
    ...(seen && { seen: true, ...seen.validators, wire_hash: seen.wireHash, whole: seen.whole }),
    ...(knownPage !== undefined && { known: true, known_page: knownPage }),
  }))
  const { rows: written } = await pool.query<{ ids: string | null }>({
    name: 'record-unchanged',
    text: `with done as (
       select * from jsonb_to_recordset($1::jsonb) as t (id bigint, lease_no bigint, due_at timestamptz, at timestamptz,
         standing jsonb, next_check_at timestamptz, urge real, status smallint, took_ms integer, seen boolean,
         etag text, "lastModified" text, wire_hash text, whole boolean, known boolean,
         known_page jsonb)
     ), touched as (
       update articles a set check_no = a.check_no + 1, last_checked_at = d.at, standing = d.standing,
         next_check_at = ${nextDue('d.next_check_at', 'd.at', 'd.due_at')}, urge = d.urge, lease_until = null, taken = false,
         etag = case when d.seen then d.etag else a.etag end,
         last_modified = case when d.seen then d."lastModified" else a.last_modified end,
         wire_hash = case when d.seen then decode(d.wire_hash, 'hex') else a.wire_hash end,
         last_full_fetch_at = case when d.whole then d.at else a.last_full_fetch_at end,
         known_page = case when d.known then d.known_page else a.known_page end
       from done d where a.id = d.id and a.lease_no = d.lease_no and a.taken
       returning a.id, a.check_no, a.version_no, d.at, d.status, d.took_ms, d.due_at
     ), seen as (
       update versions v set last_seen_at = t.at from touched t where v.article_id = t.id and v.no = t.version_no
     ), logged as (
       insert into checks (article_id, no, at, outcome, state, status, took_ms, late_ms, version_no)
       select id, check_no, at, 'unchanged', null, status, took_ms,
         ${lateMs('at', 'due_at')}, version_no
       from touched
     )
     select case when count(*) < jsonb_array_length($1::jsonb) then coalesce(string_agg(id::text, ' '), '') end as ids
     from touched`,
    // One value each way, read and written at once: of arrays and rows each element costs by itself.
    values: [toJson(rows)],
  })
  const some = written[0]?.ids ?? null
  if (some === null) return records
  const ids = new Set(some.split(' '))
  return records.filter(({ taken }) => ids.has(taken.article.id))
}
