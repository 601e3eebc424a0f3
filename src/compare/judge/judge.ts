import type { ChangeKind, Severity } from '../../article.ts'

/** A fact that the rules found in the same field, as the judge needs it (a Change fits). */
export interface RewriteFact {
  kind: ChangeKind
  severity: Severity
  old: string | null
  new: string | null
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
}

export type RewriteJudge = (input: RewriteInput) => RewriteJudgement

/** Stands in until the card is trained: silent. */
export const judgeRewrite: RewriteJudge = () => ({ points: 0, alert: false, severity: 'none', reasons: [] })
