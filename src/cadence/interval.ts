import { DAY, type Factors, HOUR, type Sight } from './hazard.ts'
import { whenEarned } from './spend.ts'

/** What the operator promises editors. */
export type Promised =
  /** The lowest mean delay for the checks spent. */
  | { kind: 'mean' }
  /** Nearly every edit of an article that is still being edited within so many minutes; costs more on the mean. */
  | { kind: 'within'; minutes: number }

export interface Bounds {
  promise: Promised
  minMs: number
  maxMs: number
  /** The longest interval below three days of age: the measured timelines are blind to quiet articles. */
  youngMaxMs: number
  /** Largest share of the interval by which a check is moved to and fro. */
  jitter: number
}

export interface Interval {
  ms: number
  /** Which bound of ours decided, if any. */
  bound: 'min' | 'max' | null
  /** Whether the promise of minutes decided. */
  promised: boolean
}

/**
 * A promise of minutes holds wherever the plain rule would look within so many times those minutes: a flat interval
 * there bounds the worst case, which is what a 90th percentile counts. On real timelines 2, 3, 4 and 6 keep the promise
 * alike, and the mean delay is least at 2.
 */
const WITHIN_REACH = 2

/**
 * The interval that the policy itself wants after a check at `from`, before servers and time windows have their say.
 * @param jitter 0..1, from `jitterOf`
 */
export function intervalOf(
  sight: Sight,
  factors: Factors | null,
  from: number,
  price: number,
  bounds: Bounds,
  jitter: number,
): Interval {
  const plain = whenEarned(sight, factors, from, price) - from
  const within = promisedMs(plain, bounds.promise)
  const wanted = (within ?? plain) * (1 + bounds.jitter * (2 * jitter - 1))
  const longest = from - sight.bornAt < 3 * DAY ? Math.min(bounds.youngMaxMs, bounds.maxMs) : bounds.maxMs
  if (wanted < bounds.minMs) return { ms: bounds.minMs, bound: 'min', promised: false }
  if (wanted > longest) return { ms: longest, bound: 'max', promised: false }
  return { ms: wanted, bound: null, promised: within !== null }
}

/** The interval that a promise of minutes asks for; null where it asks for nothing. */
function promisedMs(plain: number, promise: Promised): number | null {
  if (promise.kind === 'mean') return null
  const within = (promise.minutes * HOUR) / 60
  return plain <= WITHIN_REACH * within ? within : null
}
