import type { Outcome, Standing } from '../article.ts'
import { departed } from './moving.ts'
import type { Outbreak } from './outbreak.ts'
import type { OutcomeRules } from './rules.ts'

/** One more look at an article, beside what held before it. */
interface Sight {
  standing: Standing | null
  now: string
  outbreak?: Outbreak | null
}

/** The standing after one more sight of `outcome`; a sight too soon after the last one does not count. */
export function counted(
  { standing: before, now, outbreak }: Sight,
  rules: OutcomeRules,
  outcome: Outcome,
  state: string,
): Standing {
  const asked = outbreak === 'asking' && { askedAt: before?.askedAt ?? now }
  if (before === null || before.outcome !== outcome) {
    return { outcome, state, since: now, seen: 1, told: false, countedAt: now, ...carried(before), ...asked }
  }
  const { misses: _over, askedAt: _asked, ...rest } = before
  if (outbreak === 'past') return { ...rest, state, seen: 1, countedAt: now, afreshAt: now }
  const counts = isApart(before, now, rules)
  const countedAt = counts ? now : (before.countedAt ?? now)
  return { ...rest, state, seen: before.seen + (counts ? 1 : 0), countedAt, ...asked }
}

/** Whether a look is far enough from the one counted last to say more than it did. */
export function isApart(before: Standing, now: string, rules: OutcomeRules): boolean {
  return Date.parse(now) - Date.parse(before.countedAt ?? before.since) >= rules.confirmMs
}

/** What outlives a change of standing: where the article moves to, and what was told of it. */
export function carried(before: Standing | null): Pick<Standing, 'moving' | 'said' | 'cameFrom'> {
  return {
    ...(before?.moving && { moving: before.moving }),
    ...(before?.said && { said: before.said }),
    ...departed(before, null),
  }
}
