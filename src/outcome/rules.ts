/** How long is looked twice, by the policy of the response corpus (research: reliability, section 4). */
export interface OutcomeRules {
  /** Looks that say "gone", the first included, before an article is told removed. */
  removedAfter: number
  /** Looks that say blocked or paywalled before that is told. */
  obstructedAfter: number
  /** Looks that find a permanent redirect before the article is moved. */
  movedAfter: number
  /** Two looks count as two only so far apart; also when the next one is asked for. */
  confirmMs: number
  /** Sights of another page in the article's place, and how long, before it is believed to be what became of it. */
  strangerAfter: number
  strangerMs: number
  /** Misses, and how long they must have gone on, before an article counts as unreachable. */
  unreachableAfter: number
  unreachableMs: number
  /** First pause after a miss, doubled each time, and the longest. */
  retryMs: number
  longestRetryMs: number
  /** First pause behind a wall, doubled each time, and the longest. */
  obstructedMs: number
  longestObstructedMs: number
  /** Turns of neighbours count as one outbreak for so long; what lasts longer is told in the end. */
  outbreakWindowMs: number
}

/** How long the neighbours of an article have to be looked at, and the article once more: it waits to be told. */
export function askMs({ confirmMs }: OutcomeRules): number {
  return confirmMs / 4
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export const OUTCOME_RULES: OutcomeRules = {
  removedAfter: 3,
  obstructedAfter: 3,
  movedAfter: 3,
  confirmMs: 10 * MINUTE,
  strangerAfter: 4,
  strangerMs: HOUR,
  unreachableAfter: 5,
  unreachableMs: 24 * HOUR,
  retryMs: 2 * MINUTE,
  longestRetryMs: 6 * HOUR,
  obstructedMs: HOUR,
  longestObstructedMs: 24 * HOUR,
  outbreakWindowMs: 6 * HOUR,
}
