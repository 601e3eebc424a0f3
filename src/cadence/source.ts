import { z } from 'zod'

/** What a look at a source came to: it brought something for us, or nothing, or it could not be read. */
export type SourceCame = 'news' | 'nothing' | 'failed'

export interface SourcePace {
  /** The interval that it has earned so far, ms; null before the first look. */
  intervalMs: number | null
  /** Looks that failed, in a row. */
  failures: number
}

/** A source's pace as the ledger kept it; what cannot be read counts as a source never looked at. */
export function readPace(stored: unknown): SourcePace {
  const parsed = storedPace.safeParse(stored)
  return parsed.success ? parsed.data : { intervalMs: null, failures: 0 }
}

const storedPace = z.object({ intervalMs: z.number().positive().nullable(), failures: z.int().nonnegative() })

/** What the server asked for: the document's own ttl and Cache-Control are wishes, Retry-After is a rule. */
export interface SourceAsks {
  ttlMs: number | null
  freshForMs: number | null
  retryAfterMs: number | null
}

/** News shortens the interval faster than silence lengthens it: sources are busy in bursts. */
const SHORTENS = 0.6
const LENGTHENS = 1.25
const FIRST_TIMES = 2
/** As for articles: a wish for an hour of freshness is a template's habit, and a correction cannot wait for it. */
const FRESH_LIMIT_MS = 30 * 60_000
const JITTER = 0.1

/**
 * When to look at a source again: the more often it brings something the sooner, between the operator's bounds; after
 * failures later and later.
 * @param jitter 0..1 (`jitterOf`)
 */
export function nextLook(
  before: SourcePace,
  came: SourceCame,
  asks: SourceAsks,
  { minMs, maxMs, jitter }: { minMs: number; maxMs: number; jitter: number },
): SourcePace & { waitMs: number } {
  const failures = came === 'failed' ? before.failures + 1 : 0
  const earned = before.intervalMs ?? minMs * FIRST_TIMES
  const times = came === 'news' ? SHORTENS : came === 'nothing' && before.intervalMs !== null ? LENGTHENS : 1
  const intervalMs = within(earned * times, minMs, maxMs)
  const backed = Math.min(intervalMs * 2 ** Math.min(failures, 16), maxMs)
  const wish = Math.min(Math.max(asks.ttlMs ?? 0, asks.freshForMs ?? 0), FRESH_LIMIT_MS, maxMs)
  const wanted = Math.max(backed, wish) * (1 + JITTER * (2 * jitter - 1))
  return { intervalMs, failures, waitMs: Math.round(Math.max(wanted, asks.retryAfterMs ?? 0)) }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
