import type { Change, ChangeKind, Field, Severity } from '../article.ts'
import type { Finding } from './finding.ts'
import { reasonOf } from './reason.ts'
import { CASUALTY_POINTS, SEVERITY_FROM, WEIGHTS } from './weights.ts'

/** What an operator set: points added (or a mute) by rule, kind or field; the caller has chosen those of tag and site. */
export interface Mute {
  rule?: string
  kind?: ChangeKind
  field?: Field
}

export type Weights = Readonly<Record<string, number>>

/** A finding weighed: the change as it is stored and told. */
export function weigh(finding: Finding, field: Field, weights: Weights): Change {
  const base = weights[finding.rule] ?? finding.points ?? WEIGHTS[finding.rule] ?? 1
  const points = base + (finding.casualty ? CASUALTY_POINTS : 0) + (weights[finding.kind] ?? 0) + (weights[field] ?? 0)
  return {
    kind: finding.kind,
    field,
    severity: severityOf(points),
    block: finding.after?.block ?? finding.before?.block ?? null,
    old: finding.old,
    new: finding.new,
    before: finding.before?.source ?? null,
    after: finding.after?.source ?? null,
    points,
    rule: finding.rule,
    reason: finding.reason ?? reasonOf(finding),
  }
}

export function severityOf(points: number): Severity {
  if (points >= SEVERITY_FROM.critical) return 'critical'
  if (points >= SEVERITY_FROM.major) return 'major'
  return points >= SEVERITY_FROM.minor ? 'minor' : 'none'
}

export function isMuted(change: Change, mutes: readonly Mute[]): boolean {
  return mutes.some(
    (mute) =>
      (mute.rule === undefined || mute.rule === change.rule) &&
      (mute.kind === undefined || mute.kind === change.kind) &&
      (mute.field === undefined || mute.field === change.field) &&
      (mute.rule ?? mute.kind ?? mute.field) !== undefined,
  )
}
