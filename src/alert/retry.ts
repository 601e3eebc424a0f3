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

/** How an operator wants failures treated. */
export interface RetryPolicy {
  /** The wait before each attempt; as many attempts as waits. */
  scheduleMs: readonly number[]
  /** Share by which a wait is lengthened or shortened, so that deliveries that failed together do not return together. */
  jitter: number
  /** Longest wait that a receiver can ask for, at most MAX_RETRY_AFTER_MS. */
  maxHintMs: number
  /** Whether 410 Gone disables the endpoint at once. */
  goneDisables: boolean
  /** Attempts that must fail in a row before the operator is told that an endpoint is failing. */
  tellAfter: number
  /** An endpoint that only failed for so long is disabled; null never. */
  disableAfterMs: number | null
}

/** Standard Webhooks 1.0.0; told at the 4th failure and disabled after 120 h as svix does. */
export const STANDARD_POLICY: RetryPolicy = {
  scheduleMs: STANDARD_SCHEDULE_MS,
  jitter: 0.2,
  maxHintMs: MAX_RETRY_AFTER_MS,
  goneDisables: true,
  tellAfter: 4,
  disableAfterMs: 120 * H,
}

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
  policy?: RetryPolicy
}): Next {
  const { attemptNo, policy = STANDARD_POLICY } = ended
  const verdict = spared(ended.verdict, policy)
  if (verdict.kind !== 'retry') return verdict
  const wait = policy.scheduleMs[attemptNo]
  if (wait === undefined) return { kind: 'dead', reason: `exhausted after ${attemptNo} tries: ${verdict.reason}` }
  const chance = fraction(ended.deliveryId, attemptNo)
  const jittered = wait * (1 + policy.jitter * (2 * chance - 1))
  const floor = Math.min(policy.maxHintMs, verdict.floorMs)
  const hinted = Math.min(policy.maxHintMs, floor * (1 + policy.jitter * chance))
  return { kind: 'again', atMs: Math.ceil(ended.nowMs + Math.max(jittered, hinted)), reason: verdict.reason }
}

/** 410 as one failure among others, where the operator wants it so. */
function spared(verdict: Verdict, { goneDisables }: RetryPolicy): Verdict {
  if (goneDisables || verdict.kind !== 'disable' || verdict.reason !== 'http_410') return verdict
  return { kind: 'retry', reason: verdict.reason, floorMs: 0 }
}

/** 0 up to 1, the same for the same arguments. */
function fraction(deliveryId: string, attemptNo: number): number {
  return createHash('sha256').update(`${deliveryId}:${attemptNo}`).digest().readUInt32BE(0) / 2 ** 32
}
