import type { Pool } from 'pg'
import type { ArticleId } from '../article.ts'

/** SQL for the id of the article at a URL, or of the one that the URL once led to. */
export function articleAt(url: string): string {
  return `coalesce((select article_id from aliases where url = ${url}), (select id from articles where url = ${url}))`
}

/** Where the articles of these URLs live now; only those that live elsewhere. */
export async function addressesNow(
  pool: Pool,
  urls: readonly string[],
): Promise<Map<string, { url: string; host: string }>> {
  const { rows } = await pool.query<{ asked: string; url: string; host: string }>(
    `select l.url as asked, a.url, a.host from aliases l join articles a on a.id = l.article_id
     where l.url = any ($1) and a.url <> l.url`,
    [urls],
  )
  return new Map(rows.map(({ asked, url, host }) => [asked, { url, host }]))
}

/** How else an article was known. */
export interface OtherAddresses {
  /** URLs that lead to it, oldest first. */
  urls: string[]
  /** Articles that turned out to be this one; their versions stay under their own numbers. */
  joined: Array<{ id: ArticleId; versions: number }>
}

export async function otherAddresses(pool: Pool, id: ArticleId): Promise<OtherAddresses> {
  const { rows: known } = await pool.query<{ url: string }>(
    'select url from aliases where article_id = $1 order by since, url',
    [id],
  )
  const { rows: joined } = await pool.query<{ id: ArticleId; versions: number }>(
    'select id, version_no as versions from articles where merged_into = $1 order by id',
    [id],
  )
  return { urls: known.map(({ url }) => url), joined }
}

/** The tracked article at the first of these URLs that has one. */
export async function trackedAtOneOf(
  pool: Pool,
  urls: readonly string[],
): Promise<{ id: ArticleId; url: string } | null> {
  const { rows } = await pool.query<{ id: ArticleId; url: string }>(
    'select id, url from articles where url = any ($1) and untracked_at is null order by id limit 1',
    [urls],
  )
  return rows[0] ?? null
}
