import { createHash } from 'node:crypto'
import type { Verdict } from './answer.ts'
import { MAX_RETRY_AFTER_MS } from './retry-after.ts'

const S = 1_000
const MIN = 60 * S
const H = 60 * MIN

/** Standard Webhooks 1.0.0: the wait before each attempt, 10 attempts over 75 h 35 min. */
export const STANDARD_SCHEDULE_MS: readonly number[] = [
  0,
  5 * S,
  5 * MIN,
  30 * MIN,
  2 * H,
  5 * H,
  10 * H,
  14 * H,
  20 * H,
  24 * H,
]

/** Share by which a wait is lengthened or shortened, so that deliveries that failed together do not return together. */
const JITTER = 0.2

/** Attempts that must fail before the operator is told that an endpoint is failing (svix). */
export const TELL_AFTER_FAILURES = 4

/** An endpoint that only failed for so long is disabled (svix: 120 h). */
export const DISABLE_AFTER_MS = 120 * H

export type Next =
  | { kind: 'delivered' }
  | { kind: 'again'; atMs: number; reason: string }
  | { kind: 'dead'; reason: string }
  | { kind: 'disable'; reason: string }

/**
 * What follows an attempt. The receiver's hint bounds the schedule from below and never replaces it:
 * wait = max(schedule with jitter, hint up to 24 h). Jitter is a hash of delivery and attempt: the same twice.
 *
 * @param attemptNo 1-based number of the try that just ended (tries cut by a shutdown are not counted)
 */
export function nextAttempt(ended: {
  verdict: Verdict
  attemptNo: number
  deliveryId: string
  nowMs: number
  schedule?: readonly number[]
}): Next {
  const { verdict } = ended
  if (verdict.kind !== 'retry') return verdict
  const policy = (ended.schedule ?? STANDARD_SCHEDULE_MS)[ended.attemptNo]
  if (policy === undefined)
    return { kind: 'dead', reason: `exhausted after ${ended.attemptNo} tries: ${verdict.reason}` }
  const chance = fraction(ended.deliveryId, ended.attemptNo)
  const jittered = policy * (1 + JITTER * (2 * chance - 1))
  const floor = Math.min(MAX_RETRY_AFTER_MS, verdict.floorMs)
  const hinted = Math.min(MAX_RETRY_AFTER_MS, floor * (1 + JITTER * chance))
  return { kind: 'again', atMs: Math.ceil(ended.nowMs + Math.max(jittered, hinted)), reason: verdict.reason }
}

/** 0 up to 1, the same for the same arguments. */
function fraction(deliveryId: string, attemptNo: number): number {
  return createHash('sha256').update(`${deliveryId}:${attemptNo}`).digest().readUInt32BE(0) / 2 ** 32
}
