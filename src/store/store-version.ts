import type { PoolClient } from 'pg'
import type { ArticleId, NewVersion, Page } from '../article.ts'
import { StetError } from '../errors.ts'
import { toJson, toText } from './json.ts'

/** A version on its way into the ledger, inside the caller's transaction. */
export interface Storing {
  articleId: ArticleId
  no: number
  version: NewVersion
  at: string
}

/** Writes a version with the page it was extracted from, in one statement: its snapshot comes first. */
export async function storeVersion(client: PoolClient, storing: Storing, page: Page): Promise<void> {
  const { articleId } = storing
  // Bytes that were given back too soon are empty: never may such a page be stored as the evidence.
  if (page.wire.length === 0) throw noPage(articleId)
  const { rowCount } = await client.query({
    name: 'store-version',
    text: `with snapshot as (
         insert into snapshots (article_id, sha256, url, status, headers, encoding, charset, body, fetched_at)
         values ($1, decode($10, 'hex'), $11, $12, $13, $14, $15, $16, $17) returning id
       ) ${insertFrom('(select id, $9::timestamptz as last_seen_at from snapshot)')}`,
    values: [
      ...valuesOf(storing),
      page.wireHash,
      page.url,
      page.status,
      toJson(page.headers),
      page.encoding,
      page.charset,
      page.wire,
      page.fetchedAt,
    ],
  })
  if (rowCount !== 1) throw new StetError('not_stored', `article ${articleId}: the snapshot was not stored`)
}

export function noPage(articleId: ArticleId): StetError {
  return new StetError('no_page', `article ${articleId}: a version needs the page it was extracted from`)
}

/** Writes the latest snapshot as today's extractor sees it: a version of ours, last seen when the one before was. */
export async function storeTechnical(client: PoolClient, storing: Storing): Promise<void> {
  const { articleId, no } = storing
  const { rowCount } = await client.query({
    name: 'store-technical',
    text: insertFrom('(select snapshot_id as id, last_seen_at from versions where article_id = $1 and no = $2 - 1)'),
    values: valuesOf(storing),
  })
  if (rowCount !== 1) {
    throw new StetError('no_snapshot', `article ${articleId}: version ${no - 1} has no snapshot`)
  }
}

/** SQL for a version of the snapshot that `source` names, and when it was last seen. */
function insertFrom(source: string): string {
  return `insert into versions (article_id, no, snapshot_id, extractor, rules, technical, content, content_hash, headline,
       found_at, last_seen_at)
     select $1::bigint, $2::integer, id, $3, $4, $5::boolean, $6::jsonb, $7, $8, $9::timestamptz, last_seen_at
     from ${source} as seen`
}

function valuesOf({ articleId, no, version, at }: Storing): unknown[] {
  const { content, contentHash, extractor, rules, technical } = version
  const headline = content.headline ? toText(content.headline.text) : null
  return [articleId, no, extractor, rules, technical, toJson(content), contentHash, headline, at]
}
