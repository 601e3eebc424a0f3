import type { Redirect, SourceStanding } from '../article.ts'
import { plainAddress } from './address.ts'
import { movingOn } from './moving.ts'
import { OUTCOME_RULES, type OutcomeRules } from './rules.ts'

/** What a look at a source saw of its address. */
export type SourceSight =
  /** Its document, or that it did not change, at the end of these redirects. */
  | { saw: 'document'; url: string; redirects: Redirect[] }
  /** Its server says that it is gone for good (410). */
  | { saw: 'gone' }
  /** Anything else says nothing of it. */
  | { saw: 'nothing' }

export interface SettledSource {
  standing: SourceStanding
  /** Where it lives from now on: every look of some found it behind permanent redirects alone. */
  movesTo: string | null
  /** Whether its operator is to be told that it is gone: once, until it is back. */
  tellsGone: boolean
}

/**
 * A source's standing after one more look, with the patience that articles have: as many looks, as far apart. A source
 * is never moved back to an address that it left, or two that point to each other would never come to rest. Pure.
 * @param cameFrom addresses that it had before
 */
export function settleSource(
  { before, url, cameFrom }: { before: SourceStanding | null; url: string; cameFrom: readonly string[] },
  sight: SourceSight,
  now: string,
  rules: OutcomeRules = OUTCOME_RULES,
): SettledSource {
  const kept = { movesTo: null, tellsGone: false }
  switch (sight.saw) {
    case 'nothing':
      return { ...kept, standing: before ?? {} }
    case 'gone': {
      const known = before?.gone ?? { since: now, seen: 0, countedAt: '1970-01-01T00:00:00.000Z', told: false }
      const counts = Date.parse(now) - Date.parse(known.countedAt) >= rules.confirmMs
      const gone = counts ? { ...known, seen: known.seen + 1, countedAt: now } : known
      const tellsGone = !gone.told && gone.seen >= rules.removedAfter
      return { ...kept, tellsGone, standing: { ...before, gone: tellsGone ? { ...gone, told: true } : gone } }
    }
    case 'document': {
      const to = movedFrom(url, sight)
      const home = to === null || cameFrom.includes(to)
      const moving = movingOn(before, home ? null : { to, by: 'redirect' }, now, rules)
      if (!moving) return { ...kept, standing: {} }
      const moves = moving.seen >= rules.movedAfter && !moving.told
      return {
        ...kept,
        movesTo: moves ? moving.to : null,
        standing: { moving: moves ? { ...moving, told: true } : moving },
      }
    }
  }
}

function movedFrom(url: string, { url: landed, redirects }: Extract<SourceSight, { saw: 'document' }>): string | null {
  const permanent = redirects.length > 0 && redirects.every(({ status }) => status === 301 || status === 308)
  const to = permanent ? plainAddress(landed) : null
  return to === plainAddress(url) ? null : to
}
