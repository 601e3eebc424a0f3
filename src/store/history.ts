import type { Pool } from 'pg'
import type { ArticleId, Change, Content, History, Version, VersionDigest } from '../article.ts'
import { isoOf, type Moment } from './articles.ts'

/** How far back a review looks: enough for flapping and for series of figures, bounded for articles that never rest. */
const EARLIER_VERSIONS = 100
const EARLIER_CHANGES = 200

/** A history as stored: the snapshot's bytes still in the encoding they came in. */
export interface StoredHistory extends Omit<History, 'latestHtml'> {
  snapshot: Snapshot | null
}

export interface Snapshot {
  url: string
  body: Uint8Array
  encoding: string
  charset: string
  headers: Record<string, string>
}

/**
 * What stood before an article's next version. The snapshot comes along only when its version was made by another
 * extractor or other rules than `seeing`: then it is to be seen with today's eyes first.
 */
export async function loadHistory(
  pool: Pool,
  id: ArticleId,
  seeing: { extractor: string; rules: string },
): Promise<StoredHistory> {
  const { rows } = await pool.query<VersionRow & { site: History['site']; changes: ChangeRow[] | null }>({
    name: 'load-history',
    // Of those before the latest a digest is enough: a live blog's hundred texts would be a megabyte for each look.
    text: `select v.no, case when v.no = a.version_no then v.content end as content, v.content_hash, v.extractor, v.rules,
       v.confirmed_by, v.technical, v.headline, v.found_at, v.last_seen_at, v.snapshot_id,
       case when v.no = a.version_no then (
         select encode(s.sha256, 'hex') from snapshots s where s.id = v.snapshot_id
       ) end as sha256,
       case when v.no = a.version_no then (
         select jsonb_build_object('memory', memory, 'released', released) from site_memory m where m.host = a.host
       ) end as site,
       case when v.no = a.version_no and v.no > 1 then (
         select jsonb_agg(told) from (
           select change, version_no, found_at from changes
           where article_id = $1 order by version_no desc, id desc limit $3
         ) told
       ) end as changes
     from versions v join articles a on a.id = v.article_id
     where v.article_id = $1 order by v.no desc limit $2`,
    values: [id, EARLIER_VERSIONS, EARLIER_CHANGES],
  })
  const [newest] = rows
  const latest = newest ? toVersion(newest) : null
  const seers = [`${newest?.extractor} ${newest?.rules}`, newest?.confirmed_by]
  const outdated = latest !== null && !seers.includes(`${seeing.extractor} ${seeing.rules}`)
  return {
    latest,
    outdated,
    // The latest is among them: what flips is told by the whole row of headlines.
    earlier: rows.map(toDigest),
    changes: (newest?.changes ?? []).map(toTold),
    site: newest?.site ?? null,
    snapshot: outdated && newest ? await loadSnapshot(pool, newest.snapshot_id) : null,
  }
}

async function loadSnapshot(pool: Pool, id: string): Promise<Snapshot | null> {
  const { rows } = await pool.query<Snapshot & { body: Uint8Array | null }>(
    'select url, body, encoding, charset, headers from snapshots where id = $1',
    [id],
  )
  const row = rows[0]
  return row?.body ? row : null
}

/** Articles with an edit found since a time. */
export async function listEdited(pool: Pool, since: string): Promise<ArticleId[]> {
  const { rows } = await pool.query<{ article_id: ArticleId }>(
    'select distinct article_id from versions where found_at >= $1 and no > 1 and not technical order by article_id',
    [since],
  )
  return rows.map((row) => row.article_id)
}

/** Most versions of one article that are replayed: the newest ones. */
const MOST_REPLAYED = 500

/** An article's versions since a time, oldest first, led by the one that stood then, and what stood before them. */
export async function loadRun(
  pool: Pool,
  id: ArticleId,
  since: string,
): Promise<{ versions: Version[]; before: Pick<History, 'earlier' | 'changes'> }> {
  const { rows } = await pool.query<VersionRow>(
    `select v.no, v.content, v.content_hash, v.extractor, v.rules, v.confirmed_by, v.technical, v.headline, v.found_at, v.last_seen_at,
       encode(s.sha256, 'hex') as sha256, v.snapshot_id
     from versions v join snapshots s on s.id = v.snapshot_id
     where v.article_id = $1 and v.no >= coalesce(
       (select max(no) from versions where article_id = $1 and found_at < $2), 1)
     order by v.no desc limit $3`,
    [id, since, MOST_REPLAYED],
  )
  const versions = rows.map(toVersion).filter((version) => version !== null)
  const first = versions.at(-1)?.no ?? 0
  const { rows: older } = await pool.query<VersionRow>(
    `select no, content_hash, technical, headline, found_at from versions
     where article_id = $1 and no < $2 order by no desc limit $3`,
    [id, first, EARLIER_VERSIONS],
  )
  const { rows: changes } = await pool.query<ChangeRow>(
    `select change, version_no, found_at from changes where article_id = $1 and version_no <= $2
     order by version_no desc, id desc limit $3`,
    [id, first, EARLIER_CHANGES],
  )
  return { versions: versions.reverse(), before: { earlier: older.map(toDigest), changes: changes.map(toTold) } }
}

interface ChangeRow {
  change: Change
  version_no: number
  found_at: Moment
}

function toTold({ change, version_no, found_at }: ChangeRow): History['changes'][number] {
  return { ...change, versionNo: version_no, foundAt: isoOf(found_at) }
}

/** One stored version, by default the latest; null when there is none or its text was forgotten. */
export async function loadVersion(pool: Pool, id: ArticleId, no?: number): Promise<Version | null> {
  const { rows } = await pool.query<VersionRow>(
    `select v.no, v.content, v.content_hash, v.extractor, v.rules, v.confirmed_by, v.technical, v.headline, v.found_at, v.last_seen_at,
       encode(s.sha256, 'hex') as sha256, v.snapshot_id
     from versions v join snapshots s on s.id = v.snapshot_id
     where v.article_id = $1 and ($2::integer is null or v.no = $2) order by v.no desc limit 1`,
    [id, no ?? null],
  )
  return rows[0] ? toVersion(rows[0]) : null
}

/** All versions of an article, newest first, by what is needed to list them. */
export async function listVersions(pool: Pool, id: ArticleId): Promise<Array<VersionDigest & { lastSeenAt: string }>> {
  const { rows } = await pool.query<VersionRow>(
    `select no, content_hash, technical, headline, found_at, last_seen_at from versions
     where article_id = $1 order by no desc`,
    [id],
  )
  return rows.map((row) => ({ ...toDigest(row), lastSeenAt: row.last_seen_at.toISOString() }))
}

interface VersionRow {
  no: number
  content: Content | null
  content_hash: string
  extractor: string
  rules: string
  confirmed_by: string | null
  technical: boolean
  headline: string | null
  found_at: Date
  last_seen_at: Date
  sha256: string
  snapshot_id: string
}

function toVersion(row: VersionRow): Version | null {
  if (!row.content) return null
  return {
    no: row.no,
    content: row.content,
    contentHash: row.content_hash,
    extractor: row.extractor,
    rules: row.rules,
    technical: row.technical,
    foundAt: row.found_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    snapshotSha256: row.sha256,
  }
}

function toDigest(row: VersionRow): VersionDigest {
  return {
    no: row.no,
    contentHash: row.content_hash,
    headline: row.headline,
    foundAt: row.found_at.toISOString(),
    technical: row.technical,
  }
}

/** The changes found between an article's versions, newest first. */
export async function listChanges(pool: Pool, id: ArticleId): Promise<Array<Change & { versionNo: number }>> {
  const { rows } = await pool.query<{ change: Change; version_no: number }>(
    'select change, version_no from changes where article_id = $1 order by version_no desc, id desc limit 1000',
    [id],
  )
  return rows.map((row) => ({ ...row.change, versionNo: row.version_no }))
}
