import { setTimeout as delay } from 'node:timers/promises'
import type { Article, ArticleId, Page, Site, Standing, Taken } from '../article.ts'
import type { DryCheck } from '../cli/check.ts'
import type { Explanation } from '../cli/explanation.ts'
import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import { explain } from '../extract/extract.ts'
import { textOf } from '../extract/text-of.ts'
import type { Egress } from '../fetch/egress.ts'
import type { Log } from '../log.ts'
import { addressToVerify } from '../outcome/moving.ts'
import { OUTCOME_RULES } from '../outcome/rules.ts'
import { furnitureOf, placeKey } from '../review/memory.ts'
import type { Rules } from '../review/rules.ts'
import { findArticle } from '../store/articles.ts'
import { endVisits } from '../store/end-visits.ts'
import { loadVersion } from '../store/history.ts'
import type { Store } from '../store/open.ts'
import { loadMemory } from '../store/site-memory.ts'
import { takeTurn } from '../store/site-turn.ts'
import type { ThinkPool } from '../think/pool.ts'
import { articleUrl } from './article-url.ts'
import { thinkOver } from './check-deps.ts'
import { fetchArticle } from './fetch-article.ts'
import type { ruleBook } from './rules.ts'

export interface CheckNowParts {
  config: Config
  store: Store
  log: Log
  egress: Egress
  think: ThinkPool
  userAgent: string
  rules: ReturnType<typeof ruleBook>
}

/** A person waits so long for a host's turn, and is told when it takes longer. */
const LONGEST_WAIT_MS = 60_000

/** Checks an article by the very line of the worker, and writes nothing but what it taught of the host. */
export async function checkNow(parts: CheckNowParts, target: string, options: { explain: boolean }): Promise<DryCheck> {
  const { store } = parts
  const article = await articleOf(parts, target)
  // The whole page is asked for: a 304 would show a person nothing.
  const asNew = { validators: { etag: null, lastModified: null }, wireHash: null }
  const whole: Article = { ...article, ...asNew, standing: atHome(article.standing) }
  const taken: Taken = { article: whole, leaseNo: '0', dueAt: new Date().toISOString(), pulled: null, knownPage: null }
  const signal = AbortSignal.timeout(120_000)
  const { fetched, site } = await inTurn(parts, article.host, (site) => fetchArticle(parts, { taken, site, signal }))
  const now = new Date().toISOString()
  const review = await thinkOver({ ...parts, dry: true }, { taken, site, fetched, now, signal })
  const latest = article.versionNo > 0 ? await loadVersion(store.pool, article.id) : null
  const { site: siteRules } = await parts.rules(article.host)
  const seen = fetched.kind === 'page' ? look(fetched.page, siteRules) : null
  return {
    article,
    fetched,
    review,
    content: seen?.content ?? null,
    latest,
    pointsTo: pointing(article.standing, review.standing),
    explanation: options.explain && seen ? { ...seen, quarantined: await quarantinedIn(store, article, seen) } : null,
  }
}

/** A person asks for the article, not for the address that its page may have named. */
function atHome(standing: Standing | null): Standing | null {
  if (standing === null || addressToVerify(standing) === null) return standing
  const { moving: _, ...rest } = standing
  return rest
}

/** Where the article is moving to by its page's word, after this look; the last look is one at that address. */
function pointing(held: Standing | null, { moving }: Standing): DryCheck['pointsTo'] {
  if (moving?.by !== 'canonical') return null
  const known = held?.moving?.to === moving.to ? held.moving : null
  if (known?.told) return null
  return { to: moving.to, looks: Math.max(moving.seen, known?.seen ?? 0), of: OUTCOME_RULES.movedAfter }
}

/** One request under the host's lease: no worker asks meanwhile, and none asks sooner afterwards than this one allows. */
export async function inTurn<T extends { site: Site }>(
  { store, config }: Pick<CheckNowParts, 'store' | 'config'>,
  host: string,
  ask: (site: Site) => Promise<T>,
): Promise<T> {
  let site = await takeTurn(store.pool, { host, leaseSeconds: config.plan.lease_s })
  try {
    const waitMs = site.openAt === null ? 0 : Date.parse(site.openAt) - Date.now()
    if (waitMs > LONGEST_WAIT_MS) {
      throw new StetError('site_resting', `${host} is left alone until ${site.openAt} (stet site ${host} says why)`)
    }
    await delay(Math.max(0, waitMs))
    const answer = await ask(site)
    site = answer.site
    return answer
  } finally {
    await endVisits(store.pool, [{ ...site, openAt: site.openAt ?? new Date().toISOString(), untouched: [] }])
  }
}

async function articleOf({ config, store }: CheckNowParts, target: string): Promise<Article> {
  if (/^\d+$/.test(target)) {
    const article = await findArticle(store.pool, target)
    if (!article) throw new StetError('no_such_article', `there is no article ${target} (stet list shows them)`)
    return article
  }
  const { url, host } = articleUrl(target, config)
  return (await findArticle(store.pool, url)) ?? stranger(url, host)
}

/** A URL that is not tracked, as an article that was never seen. */
function stranger(url: string, host: string): Article {
  return {
    id: '0' as ArticleId,
    url,
    host,
    tags: [],
    priority: 1,
    trackedAt: new Date().toISOString(),
    versionNo: 0,
    checkNo: 0,
    validators: { etag: null, lastModified: null },
    wireHash: null,
    lastFullFetchAt: null,
    lastCheckedAt: null,
    lastChangedAt: null,
    edits: [],
    traits: null,
    wokenAt: null,
    standing: null,
  }
}

function look({ bytes, charset, url }: Page, site: Rules['site']): Explanation | null {
  try {
    return { rules: named(site), ...explain({ html: textOf(bytes, charset), url, rules: site.rules }) }
  } catch (error) {
    if (error instanceof StetError) return null
    throw error
  }
}

/** The rules of a site as a person finds them. */
export function named({ file = null, version }: Omit<Rules['site'], 'rules'>): Explanation['rules'] {
  return file === null ? null : { file, version }
}

async function quarantinedIn(store: Store, { host }: Article, { content }: Explanation) {
  const { memory, released } = await loadMemory(store.pool, host)
  const held = furnitureOf(memory, released, new Date().toISOString())
  return content.blocks.flatMap(({ place = '', text }) => {
    const reason = held.get(place)
    return reason === undefined ? [] : [{ key: placeKey(place), text, reason }]
  })
}
