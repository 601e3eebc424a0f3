import type { Pool } from 'pg'
import type { Article, ArticleId, PulledBy, Standing, Traits } from '../article.ts'
import { StetError } from '../errors.ts'
import { articleAt } from './aliases.ts'
import { asked, sooner } from './next-due.ts'
import { transaction } from './transaction.ts'
import { wakeSites } from './wake-sites.ts'

/** The columns of an article, for every query that reads one. */
export const ARTICLE_COLUMNS = `id, url, host, tags, priority, tracked_at, version_no, check_no, etag, last_modified,
  encode(wire_hash, 'hex') as wire_hash, last_full_fetch_at, last_checked_at, last_changed_at, edits, traits, woken_at, standing`

/** As pg reads a time, or as JSON holds it. */
export type Moment = Date | string

export interface ArticleRow {
  id: string | number
  url: string
  host: string
  tags: string[]
  priority: number
  tracked_at: Moment
  version_no: number
  check_no: string
  etag: string | null
  last_modified: string | null
  wire_hash: string | null
  last_full_fetch_at: Moment | null
  last_checked_at: Moment | null
  last_changed_at: Moment | null
  edits: Moment[]
  traits: Traits | null
  woken_at: Moment | null
  standing: Standing | null
}

export function toArticle(row: ArticleRow): Article {
  return {
    id: String(row.id) as ArticleId,
    url: row.url,
    host: row.host,
    tags: row.tags,
    priority: row.priority,
    trackedAt: isoOf(row.tracked_at),
    versionNo: row.version_no,
    checkNo: Number(row.check_no),
    validators: { etag: row.etag, lastModified: row.last_modified },
    wireHash: row.wire_hash,
    lastFullFetchAt: row.last_full_fetch_at && isoOf(row.last_full_fetch_at),
    lastCheckedAt: row.last_checked_at && isoOf(row.last_checked_at),
    lastChangedAt: row.last_changed_at && isoOf(row.last_changed_at),
    edits: row.edits.map(isoOf),
    traits: row.traits,
    wokenAt: row.woken_at && isoOf(row.woken_at),
    standing: row.standing,
  }
}

/** PostgreSQL's JSON of a time in UTC is ISO 8601 to the microsecond: cut, not parsed. */
export function isoOf(at: Moment): string {
  if (typeof at !== 'string') return at.toISOString()
  return isUtcToMs(at) ? `${at.slice(0, 23)}Z` : new Date(at).toISOString()
}

/** `2031-03-04T06:10:00.123456+00:00`, with three to six digits of the second; each article brings half a dozen. */
function isUtcToMs(at: string): boolean {
  return at.length >= 29 && at.length <= 32 && at[4] === '-' && at[19] === '.' && at.endsWith('+00:00')
}

/**
 * Tracks a URL that was already validated and normalised; tracking it again adds the tags, gives it
 * the priority that is said, and wakes it.
 * Its first check is due at once. One that lives elsewhere now is tracked there.
 */
export async function trackArticle(
  pool: Pool,
  { url, host, tags, priority = null }: { url: string; host: string; tags: string[]; priority?: number | null },
): Promise<{ id: ArticleId; url: string; created: boolean }> {
  return transaction(pool, async (client) => {
    const { rows: moved } = await client.query<{ url: string; host: string }>(
      'select a.url, a.host from aliases l join articles a on a.id = l.article_id where l.url = $1',
      [url],
    )
    const now = moved[0] ?? { url, host }
    await wakeSites(client, [now.host])
    const { rows } = await client.query<{ id: string; created: boolean }>(
      `insert into articles (url, host, tags, priority, next_check_at) values ($1, $2, $3, coalesce($4, 1), now())
       on conflict (url) do update set
         tags = (select array(select distinct unnest(articles.tags || excluded.tags) order by 1)),
         priority = coalesce($4, articles.priority),
         tracked_at = case when articles.untracked_at is null then articles.tracked_at else now() end,
         woken_at = case when articles.next_check_at is null or articles.taken then now() else articles.woken_at end,
         untracked_at = null,
         forgotten_at = null,
         merged_into = null,
         next_check_at = case when articles.untracked_at is null then ${sooner('articles', 'now()')} else now() end,
         pulled = ${asked('articles', BY_HAND)}
       returning id, (xmax = 0) as created`,
      [now.url, now.host, tags, priority],
    )
    const row = rows[0]
    if (!row) throw new StetError('not_tracked', `${url} could not be tracked`)
    return { id: row.id as ArticleId, url: now.url, created: row.created }
  })
}

const BY_HAND = {
  ...{ hint: `'editor'`, by: 'null', at: 'now()', to: 'now()', second: 'false' },
  came: `case when articles.next_check_at is null then 'woken' else 'pulled' end`,
}

/** Finds an article by its id, its URL, or a URL that once led to it. */
export async function findArticle(pool: Pool, idOrUrl: string): Promise<Article | null> {
  const byId = /^\d{1,18}$/.test(idOrUrl)
  const { rows } = await pool.query<ArticleRow>(
    `select ${ARTICLE_COLUMNS} from articles where ${byId ? 'id = $1::bigint' : `id = ${articleAt('$1')}`}`,
    [idOrUrl],
  )
  return rows[0] ? toArticle(rows[0]) : null
}

export interface ListedArticle extends Article {
  nextCheckAt: string | null
  /** A check is under way: `nextCheckAt` is the time that it was due. */
  checking: boolean
  untrackedAt: string | null
  /** The article that this one turned out to be. */
  mergedInto: ArticleId | null
  headline: string | null
  /** What last brought its check forward. */
  pulled: PulledBy | null
}

/** Articles, newest first, or the one with this id. */
export async function listArticles(
  pool: Pool,
  {
    id,
    tag,
    host,
    untracked,
    limit,
  }: { id?: ArticleId; tag?: string; host?: string; untracked: boolean; limit: number },
): Promise<ListedArticle[]> {
  const { rows } = await pool.query<
    ArticleRow & {
      next_check_at: Date | null
      checking: boolean
      untracked_at: Date | null
      merged_into: ArticleId | null
      headline: string | null
      pulled: PulledBy | null
    }
  >(
    `select ${ARTICLE_COLUMNS}, next_check_at, untracked_at, merged_into, pulled,
       taken and coalesce(lease_until > now(), false) as checking,
       (select headline from versions v where v.article_id = articles.id and v.no = articles.version_no) as headline
     from articles
     where ($1::text is null or $1 = any (tags)) and ($2::text is null or host = $2)
       and ($3 or untracked_at is null) and ($5::bigint is null or id = $5)
     order by id desc limit $4`,
    [tag ?? null, host ?? null, untracked, limit, id ?? null],
  )
  return rows.map((row) => ({
    ...toArticle(row),
    nextCheckAt: row.next_check_at?.toISOString() ?? null,
    checking: row.checking,
    untrackedAt: row.untracked_at?.toISOString() ?? null,
    mergedInto: row.merged_into,
    headline: row.headline,
    pulled: row.pulled,
  }))
}

/** Stops checking an article; its history stays. False when it was not tracked. */
export async function untrackArticle(pool: Pool, id: ArticleId): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update articles set untracked_at = now(), next_check_at = null where id = $1 and untracked_at is null',
    [id],
  )
  return rowCount === 1
}
