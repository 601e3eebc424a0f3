import type { Traits } from '../article.ts'
import { nextCheck } from '../cadence.ts'
import type { Settled } from '../outcome.ts'
import type { ReviewInput } from './rules.ts'

/** When the article is looked at again: what its standing asks for, or else its cadence. Null: it rests. */
export function nextCheckAt(
  input: ReviewInput,
  settled: Settled,
  { traits, changed }: { traits: Traits | null; changed: boolean },
): string | null {
  const { article, site, rules, now } = input
  if (settled.recheckInMs !== null) return new Date(Date.parse(now) + settled.recheckInMs).toISOString()
  return nextCheck({
    article: {
      id: article.id,
      checkNo: article.checkNo + 1,
      trackedAt: article.trackedAt,
      publishedAt: traits?.published ?? null,
      edits: changed ? [now, ...article.edits] : article.edits,
      kind: traits?.kind ?? 'article',
      priority: article.priority,
      section: traits?.section ?? null,
    },
    site: { habits: null, minGapMs: site.gapMs ?? rules.gapMs },
    settings: rules.cadence,
    now,
  }).at
}
