import { type Next, type RetryPolicy, STANDARD_POLICY } from './retry.ts'

/** How an endpoint has been doing: attempts that failed in a row over all its deliveries, and since when. */
export interface Health {
  failures: number
  failingSince: string | null
}

export type HealthStep =
  | { kind: 'none' }
  | { kind: 'tell'; type: 'endpoint.failing' | 'endpoint.exhausted' }
  | { kind: 'disable'; reason: string }

/**
 * The endpoint's health after an attempt, and what to do about it: tell the operator once at the policy's failure in a
 * row (the 4th) and whenever a delivery is given up; disable after its time of nothing but failures (120 h), or at once
 * when the endpoint is gone.
 */
export function afterAttempt(
  before: Health,
  next: Next,
  nowMs: number,
  { tellAfter, disableAfterMs }: RetryPolicy = STANDARD_POLICY,
): { health: Health; step: HealthStep } {
  if (next.kind === 'delivered') return { health: { failures: 0, failingSince: null }, step: { kind: 'none' } }
  const failingSince = before.failingSince ?? new Date(nowMs).toISOString()
  const health = { failures: before.failures + 1, failingSince }
  if (next.kind === 'disable') return { health, step: { kind: 'disable', reason: next.reason } }
  if (disableAfterMs !== null && nowMs - Date.parse(failingSince) >= disableAfterMs) {
    return { health, step: { kind: 'disable', reason: `only failures since ${failingSince}` } }
  }
  if (next.kind === 'dead') return { health, step: { kind: 'tell', type: 'endpoint.exhausted' } }
  const tell = health.failures === tellAfter
  return { health, step: tell ? { kind: 'tell', type: 'endpoint.failing' } : { kind: 'none' } }
}
