import type { Content, FetchOutcome, Outcome, Review } from '../../src/article.ts'
import { StetError } from '../../src/errors.ts'
import { textOf } from '../../src/extract/text-of.ts'
import { fetchPage } from '../../src/fetch/fetch-page.ts'
import { see } from '../../src/review/baseline.ts'
import type { ReviewInput } from '../../src/review/rules.ts'
import { review } from '../../src/review.ts'
import type { ThinkPool } from '../../src/think/pool.ts'
import type { Case } from './case.ts'
import { caseUrl, openCaseEgress } from './case-egress.ts'
import type { Player } from './player.ts'
import { RULES, watched } from './watched.ts'

export interface CheckSeen {
  outcome: Outcome
  state: string | null
  alert: string | null
  keepLastVersion: boolean
  ms: number
  rssGrowthMb: number
  fetched: FetchOutcome
  /** What was extracted, whether it became a version or not; read again where the review does not hold it. */
  content: () => Content | null
  review: Review
  /** Time until the next check, ms; null when the article rests. */
  nextMs: number | null
  /** Every request of the check, by its lower-case headers. */
  requests: Array<Record<string, string>>
}

/** One check of an article whose prior state is the case's: fetched, reviewed in the thread pool, and not stored. */
export async function checkOnce(player: Player, think: ThinkPool, played: Case): Promise<CheckSeen> {
  const requests: Array<Record<string, string>> = []
  const egress = openCaseEgress(player, played, requests)
  const { article, history } = watched(played, caseUrl(played))
  const { url, validators, wireHash } = article
  const memory = meterMemory()
  const started = performance.now()
  const fetched = await fetchPage({ url, validators, wireHash, full: false }, { egress, now: () => new Date() })
  const now = new Date().toISOString()
  const site = { host: article.host, gapMs: null, habits: null, urge: 0 }
  const reviewed = await thinkOver(think, { article, history, site, rules: RULES, now }, fetched)
  const ms = Math.round(performance.now() - started)
  const rssGrowthMb = memory.growthMb()
  await egress.close()
  const { outcome, nextCheckAt, version } = reviewed
  return {
    outcome,
    state: wordOf(reviewed),
    alert: alertOf(reviewed),
    keepLastVersion: version === null,
    ms,
    rssGrowthMb,
    fetched,
    content: () => version?.content ?? contentOf(fetched),
    review: reviewed,
    nextMs: nextCheckAt === null ? null : Date.parse(nextCheckAt) - Date.parse(now),
    requests,
  }
}

/** How much the process grew at most: its peak where this case raised it, else what it has now. */
function meterMemory(): { growthMb(): number } {
  const peakBefore = process.resourceUsage().maxRSS
  const before = process.memoryUsage.rss() / 1_048_576
  return {
    growthMb() {
      const peak = process.resourceUsage().maxRSS
      return Math.round((peak > peakBefore ? peak / 1024 : process.memoryUsage.rss() / 1_048_576) - before)
    },
  }
}

/** As the composition root thinks it over: a page in a thread, with its deadline; all else at once. */
async function thinkOver(
  think: ThinkPool,
  plain: Omit<ReviewInput, 'fetched'>,
  fetched: FetchOutcome,
): Promise<Review> {
  if (fetched.kind !== 'page') return review({ ...plain, fetched })
  const { wire: _, ...page } = fetched.page
  try {
    return await think.review({ ...plain, fetched: { kind: 'page', page } }, new AbortController().signal)
  } catch (error) {
    if (!(error instanceof StetError && error.code === 'too_complex')) throw error
    const { status, tookMs, redirects } = page
    const obstacle = { kind: 'obstacle', outcome: 'too_complex', state: 'too_complex', detail: error.message } as const
    return review({ ...plain, fetched: { ...obstacle, status, tookMs, redirects, retryAfterMs: null } })
  }
}

function contentOf(fetched: FetchOutcome): Content | null {
  if (fetched.kind !== 'page') return null
  const { bytes, charset, url } = fetched.page
  const content = see(textOf(bytes, charset), url, RULES)
  return content instanceof StetError ? null : content
}

/**
 * The state in the corpus's words: it calls a failing connection "unreachable_after_n", for it is unreachable only
 * when it has been so n times; here that is the count of misses, and `unreachable` when it is full.
 */
function wordOf({ state, standing }: Review): string | null {
  return standing.misses && state !== null && CONNECTION.has(state) ? 'unreachable_after_n' : state
}

const CONNECTION = new Set(['dns_error', 'connect_error'])

/** The alert in the corpus's words: what of `article.*` the route was owed. */
function alertOf({ alerts }: Review): string | null {
  const types = alerts.map(({ type }) => type.replace(/^article\./, '').replace(/^unavailable_legal$/, 'unavailable'))
  return types.find((type) => type === 'changed') ?? types.find((type) => type !== 'moved') ?? null
}
