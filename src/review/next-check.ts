import type { Traits } from '../article.ts'
import { cadenceArticle } from '../cadence/article.ts'
import { readHabits } from '../cadence/habits.ts'
import { priceUnder } from '../cadence/spend.ts'
import { nextCheck } from '../cadence.ts'
import type { Settled } from '../outcome.ts'
import type { ReviewInput } from './rules.ts'

const DAY_MS = 86_400_000

/**
 * When the article is looked at again: what its standing asks for, or else its cadence. `at` is null for one that
 * rests; `urge` is what it asks of the budgets.
 */
export function planNext(
  { article, site, rules, now }: ReviewInput,
  settled: Settled,
  { traits, changed }: { traits: Traits | null; changed: boolean },
): { at: string | null; urge: number } {
  const minGapMs = site.gapMs ?? rules.gapMs
  const { at, urge } = nextCheck({
    article: cadenceArticle(article, { traits, ...(changed && { foundAt: now }) }),
    site: {
      habits: readHabits(site.habits),
      minGapMs,
      // What the host may be asked in a day, by the operator's budget and by its own gap.
      price: priceUnder(site.urge, Math.min(rules.requestsPerDay, DAY_MS / Math.max(1, minGapMs))),
    },
    settings: rules.cadence,
    windows: article.tags.flatMap((tag) => rules.windows[tag] ?? []),
    now,
  })
  if (settled.recheckInMs === null) return { at, urge }
  return { at: new Date(Date.parse(now) + settled.recheckInMs).toISOString(), urge }
}
