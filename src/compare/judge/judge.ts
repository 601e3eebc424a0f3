import type { ChangeKind, Severity } from '../../article.ts'
import { type Card, type Point, scoreOf } from './card.ts'
import { type NamedChange, namedChange } from './named-change.ts'
import { type View, viewOf } from './view.ts'
import weights from './weights.json' with { type: 'json' }

/** A fact that the rules found in the same field, as the judge needs it (a Change fits). */
export interface RewriteFact {
  kind: ChangeKind
  severity: Severity
  old: string | null
  new: string | null
  /** The rule reads words, not values, and would alert elsewhere: see soft-rules.ts. */
  soft?: boolean
}

export interface RewriteInput {
  field: 'headline' | 'standfirst'
  old: string
  next: string
  lang: string | null
  /** What the fact rules found between the two; they stand on their own, the judge only adds to them. */
  facts: readonly RewriteFact[]
}

export interface RewriteJudgement {
  /** Sum of the card; above zero means an alert. */
  points: number
  alert: boolean
  severity: Severity
  /** The sentences of the largest points, largest first; at most three. */
  reasons: string[]
  /** What the edit changed, where little differs and it has a kind of its own. */
  named?: NamedChange | null
}

export type RewriteJudge = (input: RewriteInput) => RewriteJudgement

/**
 * Whether an edited headline or standfirst deserves an alert though no single fact need have changed.
 * Adds to the fact rules and never takes away: its silence vetoes nothing.
 * Method: a sign-constrained points card over size, event states, voices and names (research: judge.md).
 */
export const judgeRewrite: RewriteJudge = (input) => judgeBy(input, weights)

/** The same with another card, as cross-validation needs it. */
export function judgeBy(input: RewriteInput, card: Card): RewriteJudgement {
  const view = viewOf(input)
  const { points, parts } = scoreOf(view, card)
  return {
    points,
    alert: points > 0,
    severity: severityOf(points, view),
    reasons: reasonsOf(points, parts),
    named: namedChange(view, parts),
  }
}

/** Below this the same news stands in other words; labelled minor edits lie between it and zero. */
const MINOR_FROM = -2.5

function severityOf(points: number, view: View): Severity {
  if (points <= 0) return points > MINOR_FROM ? 'minor' : 'none'
  return view.facts.some((fact) => fact.severity === 'critical') ? 'critical' : 'major'
}

/** What pulled the sum to its side. */
function reasonsOf(points: number, parts: readonly Point[]): string[] {
  const side = parts.filter((part) => part.points > 0 === points > 0)
  return [...new Set(side.map((part) => part.say))].slice(0, 3)
}
