import type { Pool, PoolClient } from 'pg'
import type { NewVersion, Owed, Page, Review, Taken, Traits } from '../article.ts'
import { StetError } from '../errors.ts'
import { toJson } from './json.ts'
import { joinArticles, moveArticle, twinAt } from './move-article.ts'
import { lateMs, nextDue } from './next-due.ts'
import { oweAlert } from './owe.ts'
import { storeMemory } from './site-memory.ts'
import { noPage, storeTechnical, storeVersion } from './store-version.ts'
import { transaction } from './transaction.ts'

export interface Recorded {
  /** Deliveries that may go out now. */
  released: string[]
  versionNo: number
}

/**
 * Writes all that a check came to in one transaction: the check, the standing, the validators, and with a new version
 * its snapshot, changes, alerts and what is owed to endpoints. Compare-and-set on the lease and on the version that
 * the review compared with.
 * @throws StetError `stale_check` when another check was faster; nothing is written then
 */
export async function recordCheck(
  pool: Pool,
  { taken, review, page, at, status, tookMs }: CheckRecord,
): Promise<Recorded> {
  const { article, leaseNo, dueAt } = taken
  return transaction(pool, async (client) => {
    await lockArticle(client, taken)
    let versionNo = article.versionNo
    if (review.confirmedBy) {
      await client.query('update versions set confirmed_by = $3 where article_id = $1 and no = $2', [
        article.id,
        versionNo,
        review.confirmedBy,
      ])
    }
    const twin = await twinOf(client, taken, review)
    const storing = { articleId: article.id, at }
    if (review.technical) {
      versionNo += 1
      await storeTechnical(client, { ...storing, no: versionNo, version: review.technical })
    }
    if (review.version && twin === null) {
      if (page === null) throw noPage(article.id)
      versionNo += 1
      await storeVersion(client, { ...storing, no: versionNo, version: review.version }, page)
      await storeChanges(client, article.id, versionNo, review, at)
    } else if (review.outcome === 'unchanged' && versionNo > 0) {
      await client.query({
        name: 'see-version',
        text: 'update versions set last_seen_at = $3 where article_id = $1 and no = $2',
        values: [article.id, versionNo, at],
      })
    }
    if (review.memory) await storeMemory(client, article.id, review.memory)
    const released: string[] = []
    for (const owed of review.alerts) released.push(...(await storeAlert(client, taken, versionNo, owed, at)))
    await client.query({
      name: 'record-check',
      text: `with recorded as (
       update articles a set check_no = check_no + 1, version_no = $3, last_checked_at = $4, standing = $5,
         next_check_at = ${nextDue('$6::timestamptz', '$4::timestamptz', '$14::timestamptz')}, lease_until = null, taken = false,
         last_changed_at = case when $7 then $4 else last_changed_at end,
         edits = case when $7 then (array_prepend($4::timestamptz, edits))[1:20] else edits end,
         traits = coalesce($12::jsonb, traits), urge = $13,
         etag = case when $8 then $9 else etag end,
         last_modified = case when $8 then $10 else last_modified end,
         wire_hash = case when $8 then decode($11, 'hex') else wire_hash end,
         last_full_fetch_at = case when $8 then $4 else last_full_fetch_at end,
         known_page = case when version_no <> $3 then null when $21 then $15::jsonb else known_page end
       where id = $1 and lease_no = $2)
     insert into checks (article_id, no, at, outcome, state, status, took_ms, late_ms, version_no)
     values ($1, $16, $4, $17, $18, $19, $20, ${lateMs('$4::timestamptz', '$14::timestamptz')}, $3)`,
      values: [
        article.id,
        leaseNo,
        versionNo,
        at,
        toJson(review.standing),
        review.nextCheckAt,
        review.version !== null && !review.version.technical && article.versionNo > 0,
        // Validators are bound to content we hold: a page that became no version and is not the same keeps the old ones.
        page !== null && (review.version !== null || review.outcome === 'unchanged'),
        page?.validators.etag ?? null,
        page?.validators.lastModified ?? null,
        page?.wireHash ?? null,
        review.version ? toJson(traitsOf(review.version)) : null,
        review.urge,
        dueAt,
        toJson(review.knownPage),
        article.checkNo + 1,
        review.outcome,
        review.state,
        status,
        tookMs,
        review.knownPage !== undefined,
      ],
    })
    if (twin !== null) await joinArticles(client, { from: article.id, into: twin })
    else if (review.movedTo) await moveArticle(client, article.id, review.movedTo)
    return { released, versionNo }
  })
}

function traitsOf({ content }: NewVersion): Traits {
  return { kind: content.kind, section: content.section, published: content.published, lang: content.lang }
}

export interface CheckRecord {
  taken: Taken
  review: Review
  /** The page that was fetched, when one was. */
  page: Page | null
  at: string
  status: number | null
  tookMs: number
}

/** The article that one seen for the first time turns out to be: it points there, and the text is the same. */
async function twinOf(client: PoolClient, { article }: Taken, { version, standing }: Review): Promise<string | null> {
  if (article.versionNo > 0 || !version || !standing.moving) return null
  return twinAt(client, { id: article.id, url: standing.moving.to, contentHash: version.contentHash })
}

async function lockArticle(client: PoolClient, { article, leaseNo }: Taken): Promise<void> {
  const { rowCount } = await client.query({
    name: 'lock-article',
    text: 'select 1 from articles where id = $1 and lease_no = $2 and taken and version_no = $3 for update',
    values: [article.id, leaseNo, article.versionNo],
  })
  if (rowCount === 0) {
    throw new StetError('stale_check', `article ${article.id}: its lease ${leaseNo} passed to another check`)
  }
}

async function storeChanges(client: PoolClient, articleId: string, no: number, review: Review, at: string) {
  if (review.changes.length === 0) return
  const pick = (read: (change: Review['changes'][number]) => string) => review.changes.map(read)
  await client.query({
    name: 'store-changes',
    text: `insert into changes (article_id, version_no, kind, field, severity, rule, change, found_at)
     select $1, $2, kind, field, severity, rule, change::jsonb, $8
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as c (kind, field, severity, rule, change)`,
    values: [
      articleId,
      no,
      pick((change) => change.kind),
      pick((change) => change.field),
      pick((change) => change.severity),
      pick((change) => change.rule),
      pick((change) => toJson(change) ?? '{}'),
      at,
    ],
  })
}

async function storeAlert(client: PoolClient, { article }: Taken, versionNo: number, owed: Owed, at: string) {
  return oweAlert(client, {
    articleId: article.id,
    versionNo: owed.type === 'article.changed' ? versionNo : null,
    owed,
    at,
  })
}
