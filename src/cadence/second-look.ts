import type { PulledBy } from '../article.ts'
import { openAt, type Window } from './window.ts'

/** Most caches in front of a site are purged, or ask again, within a minute or two of an edit. */
const WAIT_MS = 90_000
/** A cache that says how long it stays fresh is believed so far; what stays longer is the ordinary cadence's. */
const LONGEST_MS = 15 * 60_000

/**
 * When to look once more at an article whose check, the first since a hint, found the page of before: the hint may be
 * quicker than the caches. One second look for a hint and no more; never sooner than the shortest interval, nor than the
 * hint itself asked for, nor outside of the tag's time windows (but for a person).
 * @param freshForMs how long the answer may still come out of a cache, as it says itself; null where it says nothing
 * @param jitter 0..1 (`jitterOf`)
 * @returns null for no second look
 */
export function secondLook(
  { hint, to, second }: Pick<PulledBy, 'hint' | 'to' | 'second'>,
  about: { now: string; minMs: number; freshForMs: number | null; jitter: number; windows: readonly Window[] },
): string | null {
  if (second) return null
  const { minMs, freshForMs, jitter, windows } = about
  const now = Date.parse(about.now)
  const waitMs = Math.max(WAIT_MS, Math.min(freshForMs ?? 0, LONGEST_MS)) * (1 + jitter / 2)
  const wanted = Math.round(Math.max(now + waitMs, now + minMs, Date.parse(to)))
  const at = openAt(hint === 'editor' ? [] : windows, wanted)
  return at === Number.POSITIVE_INFINITY ? null : new Date(at).toISOString()
}
