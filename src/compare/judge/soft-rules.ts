import type { Change, Severity } from '../../article.ts'

/**
 * Rules that read words, not values. A headline or standfirst is rewritten for its own sake so often that there each of
 * them alone is right about two times in three (labelled edits); so in these two fields they stand as minor and count
 * as points of the judge, which sees the rest of the edit. Where it alerts they get their full weight back. Figures,
 * dates, names, negations, corrections and certain event states are never softened.
 */
const SOFT_RULES: ReadonlySet<string> = new Set([
  'attribution_added',
  'attribution_added_tail',
  'attribution_changed',
  'attribution_removed',
  'clause_added_weighty',
  'event_realised',
  'event_unrealised',
  'hedge_added',
  'hedge_removed',
  'hedge_removed_weak',
])

/** What a soft rule weighs while the judge has not spoken: minor. */
const SOFT_POINTS = 1.5

/** The change as the judge is told of it; an operator who gave the rule points of his own is obeyed. */
export function softened(change: Change, weights: Readonly<Record<string, number>>): Change {
  const told = change.severity === 'major' || change.severity === 'critical'
  if (!told || !SOFT_RULES.has(change.rule) || weights[change.rule] !== undefined) return change
  const severity: Severity = 'minor'
  return { ...change, points: SOFT_POINTS, severity }
}
