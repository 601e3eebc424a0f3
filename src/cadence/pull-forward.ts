import type { PulledBy } from '../article.ts'
import { openAt, type Window } from './window.ts'

/** What pointed at an article. */
export type Hint =
  /** An editor asked for it. */
  | 'editor'
  /** A feed or sitemap names the article anew or with a later time. */
  | 'feed'
  | 'sitemap'
  /** Another URL was found to lead to it. */
  | 'redirect'
  /** Another article of the same story was edited. */
  | 'sibling'

export interface Pulled {
  at: string
  /**
   * `woken`: the article rested and is awake again (store it as `wokenAt`). `not_needed`: the planned check comes sooner
   * anyway; the hint is remembered all the same, for that check may be too early to see what it is about.
   */
  came: PulledBy['came']
}

/** How long after the hint: caches lag behind feeds, and siblings of one story must not be fetched in one burst. */
const WAIT_MS: Record<Hint, number> = {
  editor: 0,
  redirect: 0,
  feed: 20_000,
  sitemap: 60_000,
  sibling: 300_000,
}

/** A hint in plain words. */
export const HINT_SAYS: Record<Hint, string> = {
  editor: 'an editor asked',
  redirect: 'a redirect leads to it',
  feed: 'its feed names it',
  sitemap: 'its sitemap names it',
  sibling: 'another article of the story was edited',
}

/**
 * Whether a hint brings a check forward, and to when. Only an editor may ask sooner than the shortest interval after
 * the last check; the host's gap is kept by whoever makes the request, whatever was asked.
 * @param state.nextCheckAt null for a resting article
 * @param state.walled it was behind a wall at the last look: what the site touches does not open it, so only a person may
 *   ask sooner than its first pause (`wallMs`)
 * @param state.checking a check is under way: it may have been too early to see what the hint is about
 * @param now by the clock that due times are judged by, the ledger's
 * @param jitter 0..1 (`jitterOf`): spreads the articles of one feed
 * @param windows of the article's tags; an editor may ask outside of them, too
 * @returns null when its time windows never open
 */
export function pullForward(
  state: { nextCheckAt: string | null; lastCheckedAt: string | null; checking: boolean; walled?: boolean },
  hint: Hint,
  {
    now,
    minMs,
    wallMs = 0,
    jitter,
    windows = [],
  }: { now: string; minMs: number; wallMs?: number; jitter: number; windows?: readonly Window[] },
): Pulled | null {
  const wanted = Date.parse(now) + WAIT_MS[hint] * (1 + jitter)
  // A check of the future was made by a worker whose clock is wrong.
  const last = state.lastCheckedAt === null ? 0 : Math.min(Date.parse(state.lastCheckedAt), Date.parse(now))
  const soonest = hint === 'editor' ? 0 : last + (state.walled ? Math.max(minMs, wallMs) : minMs)
  const at = openAt(hint === 'editor' ? [] : windows, Math.round(Math.max(wanted, soonest)))
  if (at === Number.POSITIVE_INFINITY) return null
  const planned = state.nextCheckAt === null ? null : Date.parse(state.nextCheckAt)
  const came = planned === null ? 'woken' : !state.checking && planned <= at ? 'not_needed' : 'pulled'
  return { at: new Date(at).toISOString(), came }
}
