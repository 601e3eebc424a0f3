import type { Article, Traits } from '../article.ts'
import { cadenceArticle } from '../cadence/article.ts'
import { readHabits } from '../cadence/habits.ts'
import { priceUnder } from '../cadence/spend.ts'
import { type CadenceInput, type NextCheck, nextCheck } from '../cadence.ts'
import type { Settled } from '../outcome.ts'
import { freshForMs } from './fresh-for.ts'
import type { ReadOutcome, ReviewInput, Rules } from './rules.ts'

const DAY_MS = 86_400_000

/**
 * When the article is looked at again: what its standing asks for, or else its cadence. `at` is null for one that
 * rests; `urge` is what it asks of the budgets.
 */
export function planNext(
  { article, site, rules, fetched, now }: ReviewInput,
  settled: Settled,
  { traits, changed }: { traits: Traits | null; changed: boolean },
): { at: string | null; urge: number } {
  const seen = cadenceArticle(article, { traits, ...(changed && { foundAt: now }) })
  const { at, urge } = nextCheck(cadenceInput({ article, seen, site, rules, fetched, now }))
  if (settled.recheckInMs === null) return { at, urge }
  return { at: new Date(Date.parse(now) + settled.recheckInMs).toISOString(), urge }
}

/** The last choice of an article's next check, made again so that its reason can be told; null before the first check. */
export function explainNext({
  article,
  site,
  rules,
}: Pick<ReviewInput, 'article' | 'site' | 'rules'>): NextCheck | null {
  if (article.lastCheckedAt === null) return null
  const seen = { ...cadenceArticle(article), checkNo: article.checkNo }
  return nextCheck(cadenceInput({ article, seen, site, rules, fetched: null, now: article.lastCheckedAt }))
}

function cadenceInput(parts: {
  article: Article
  seen: CadenceInput['article']
  site: ReviewInput['site']
  rules: Rules
  fetched: ReadOutcome | null
  now: string
}): CadenceInput {
  const { article, seen, site, rules, fetched, now } = parts
  const minGapMs = site.gapMs ?? rules.gapMs
  const requestsPerDay = site.settings?.dayRequests ?? rules.requestsPerDay
  // What the host may be asked in a day, by the operator's budget and by its own gap.
  const ofHost = priceUnder(site.urge, Math.min(requestsPerDay, DAY_MS / Math.max(1, minGapMs)))
  const ofAll = rules.total ? priceUnder(rules.total.urge, rules.total.checksPerDay) : 0
  return {
    article: seen,
    site: {
      habits: readHabits(site.habits),
      minGapMs,
      price: Math.max(ofHost, ofAll),
      retryAfterMs: fetched?.kind === 'obstacle' ? fetched.retryAfterMs : null,
      freshForMs: freshFor(fetched),
    },
    settings: rules.cadence,
    windows: article.tags.flatMap((tag) => rules.windows[tag] ?? []),
    now,
  }
}

function freshFor(fetched: ReadOutcome | null): number | null {
  if (fetched === null || fetched.kind === 'obstacle') return null
  return freshForMs(fetched.kind === 'page' ? fetched.page.headers : (fetched.headers ?? {}))
}
