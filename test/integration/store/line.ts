import type { ArticleId, EndpointId, NewVersion, Owed, Page, Review, Standing, Taken } from '../../../src/article.ts'
import { trackArticle } from '../../../src/store/articles.ts'
import { claimDueChecks } from '../../../src/store/claim-checks.ts'
import { addEndpoint } from '../../../src/store/endpoints.ts'
import { takeChecks } from '../../../src/store/take-checks.ts'
import type { TestDatabase } from '../../database.ts'
import { content } from '../../unit/compare/content.ts'

/** Pieces of the line for the tests of the ledger: invented articles, reviews and alerts. */
export const AT = '2031-03-01T14:00:00.000Z'
export const HOST = 'harbour.example'

export function later(ms: number): string {
  return new Date(Date.parse(AT) + ms).toISOString()
}

const GOOD: Standing = { outcome: 'unchanged', state: null, since: AT, seen: 1, told: false }

/** A review that found nothing new and asks for another look in an hour. */
export function review(more: Partial<Review> = {}): Review {
  return {
    outcome: 'unchanged',
    state: null,
    detail: null,
    standing: GOOD,
    version: null,
    technical: null,
    confirmedBy: null,
    memory: null,
    knownPage: undefined,
    changes: [],
    suppressed: [],
    alerts: [],
    nextCheckAt: later(3_600_000),
    urge: 0,
    movedTo: null,
    spent: { extractMs: 0, compareMs: 0 },
    ...more,
  }
}

export function newVersion(headline: string, more: Partial<NewVersion> = {}): NewVersion {
  const hash = `hash of ${headline}`
  return { content: content(headline), contentHash: hash, extractor: 'x1', rules: 'r1', technical: false, ...more }
}

export function page(html = '<h1>Ferry sails</h1>'): Page {
  return {
    requestedUrl: `https://${HOST}/1`,
    url: `https://${HOST}/1`,
    redirects: [],
    status: 200,
    headers: {},
    validators: { etag: '"a"', lastModified: null },
    wire: Buffer.from(html),
    encoding: '',
    wireHash: 'ab'.repeat(32),
    charset: 'utf-8',
    bytes: Buffer.from(html),
    fetchedAt: AT,
    tookMs: 10,
  }
}

export function owed(endpoints: EndpointId[], more: Partial<Owed> & { key?: string; releaseAt?: string } = {}): Owed {
  const { key = null, releaseAt = AT, ...rest } = more
  return {
    type: 'article.changed',
    severity: 'major',
    line: 'Ferry sails at 9, not 8',
    event: {},
    stormKey: null,
    flapping: false,
    endpoints: endpoints.map((id) => ({ id, releaseAt, key })),
    ...rest,
  }
}

export const record = (taken: Taken, more: Partial<Review> = {}, at = AT) => ({
  taken,
  review: review(more),
  page: more.version ? page() : null,
  at,
  status: 200,
  tookMs: 10,
})

export const unchanged = (taken: Taken, more: { at?: string; nextCheckAt?: string | null } = {}) => ({
  taken,
  at: AT,
  standing: GOOD,
  nextCheckAt: later(3_600_000),
  urge: 0,
  status: 304,
  tookMs: 5,
  seen: null,
  knownPage: undefined,
  ...more,
})

export const endpoint = ({ pool }: TestDatabase, name: string) =>
  addEndpoint(pool, { name, format: 'stet', url: 'x', secrets: 'x', route: {} })

export async function track(
  { pool }: TestDatabase,
  path: string,
  host = HOST,
  tags: string[] = [],
): Promise<ArticleId> {
  return (await trackArticle(pool, { url: `https://${host}/${path}`, host, tags })).id
}

export const claim = ({ pool }: TestDatabase, articles = 25) =>
  claimDueChecks(pool, { hosts: 10, articles, claimSeconds: 30 })

/** A visit of one host; null where nothing could be taken. */
export async function take({ pool }: TestDatabase, articleIds: string[], host = HOST) {
  const [visit] = await takeChecks(pool, { visits: [{ host, articleIds }], leaseSeconds: 120 })
  return visit ?? null
}

/** Tracks an article, claims and takes it. */
export async function taken(database: TestDatabase, path: string): Promise<Taken> {
  const id = await track(database, path)
  await database.pool.query('update sites set busy_until = null')
  await claim(database)
  const one = (await take(database, [id]))?.articles[0]
  if (!one) throw new Error(`${path} could not be taken`)
  return one
}

/** One value of one row. */
export async function value<T>({ pool }: TestDatabase, sql: string, values: unknown[] = []): Promise<T | undefined> {
  const { rows } = await pool.query<{ value: T }>(`select (${sql}) as value`, values)
  return rows[0]?.value
}

/** Makes everything due now. */
export async function passTime({ pool }: TestDatabase): Promise<void> {
  await pool.query(`update articles set next_check_at = now() - interval '1 s' where next_check_at is not null`)
  await pool.query(`update sites set due_at = now() - interval '1 s'`)
}
