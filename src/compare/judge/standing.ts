import type { RewriteJudgement } from './judge.ts'

/** Points of the engine's scale from which editors are told; see SEVERITY_FROM in ../severity.ts and its weights. */
const TOLD = 2
const CRITICAL = 4
const MINOR = 0.5

/**
 * A judgement on the engine's scale of points: alerts rank from 2 to below 4 (critical from 4), minor ones from .5 to
 * below 2, the rest below .5. Monotone in the judge's own points.
 */
export function standingOf({ points, severity }: Pick<RewriteJudgement, 'points' | 'severity'>): number {
  const share = 2 / (1 + Math.exp(-Math.abs(points) / 3)) - 1
  if (severity === 'critical') return CRITICAL + share
  if (severity === 'major') return TOLD + 1.9 * share
  return severity === 'minor' ? TOLD - 0.1 - (TOLD - MINOR - 0.1) * share : (MINOR - 0.1) * (1 - share)
}
