import type { Outcome, Standing } from './article.ts'
import { carried, counted, isApart } from './outcome/counted.ts'
import { addressToVerify, departed, movingOn, pointsTo } from './outcome/moving.ts'
import type { Observation } from './outcome/observe.ts'
import type { Outbreak } from './outcome/outbreak.ts'
import { askMs, OUTCOME_RULES, type OutcomeRules } from './outcome/rules.ts'

/** What editors or operators are to be told of an article's standing; a change of its text is not among them. */
export type StandingEvent =
  | { type: 'removed' | 'blocked' | 'paywalled' | 'unavailable_legal' | 'unreachable' }
  /** It can be read again; `from` is what had been told. */
  | { type: 'restored'; from: Outcome }
  | { type: 'moved'; to: string }

export interface SettleInput {
  standing: Standing | null
  /** Whether the article has a version; one that was never seen is not told removed. */
  known: boolean
  /** URL that is watched. */
  url: string
  observation: Observation
  now: string
  /** Set when the same happens to the article's neighbours: nothing bad is told of it then, nor confirmed. */
  outbreak?: Outbreak | null
  /** Set while the whole site is read wrongly: `hold` believes no doubt, `accept` believes each at once. */
  trouble?: 'hold' | 'accept' | null
  rules?: OutcomeRules
}

export interface Settled {
  /** What this check came to. */
  outcome: Outcome
  state: string | null
  /** What holds from now on; to be stored. */
  standing: Standing
  events: StandingEvent[]
  /** When to look again, instead of what the cadence would say; null leaves it to the cadence. */
  recheckInMs: number | null
  /** False when what was seen becomes a version. */
  keepLastVersion: boolean
}

/**
 * Hysteresis between what one check saw and what is held and told: confirmed before told, told once, recovery
 * told. A miss never undoes what was confirmed; only the article itself does. Pure.
 */
export function settle(input: SettleInput): Settled {
  const { observation } = input
  const rules = input.rules ?? OUTCOME_RULES
  if (addressToVerify(input.standing) !== null) return verified(input, rules)
  switch (observation.saw) {
    case 'article':
      return observation.sign && observation.sign !== 'fields_lost' && input.trouble === 'hold'
        ? doubted(input, rules, observation.sign)
        : { ...readable(input, rules, observation), ...(observation.sign && { state: observation.sign }) }
    case 'doubtful': {
      const held = input.standing?.outcome === 'suspect' && isApart(input.standing, input.now, rules)
      const believed = held || input.standing?.believed === observation.state || input.trouble === 'accept'
      return believed && input.trouble !== 'hold'
        ? readable(input, rules, observation)
        : doubted(input, rules, observation.state)
    }
    case 'obstacle':
      return obstructed(input, rules, observation)
  }
}

/** Not believed yet; while its whole site is in trouble a next look is of little use, and is made once an hour. */
function doubted(input: SettleInput, rules: OutcomeRules, state: string): Settled {
  const recheckInMs = input.trouble === 'hold' ? rules.obstructedMs : rules.confirmMs
  return { ...kept('suspect', state, counted(input, rules, 'suspect', state)), recheckInMs }
}

type Readable = Exclude<Observation, { saw: 'obstacle' }>
type Obstructed = Extract<Observation, { saw: 'obstacle' }>
type Stranger = { saw: 'stranger' } & NonNullable<Obstructed['otherwise']>

function readable(input: SettleInput, rules: OutcomeRules, observation: Readable | Stranger): Settled {
  const { changed } = observation
  const { standing: before, now } = input
  const events: StandingEvent[] = []
  const wasGood = before !== null && GOOD.has(before.outcome)
  if (before?.said) events.push({ type: 'restored', from: before.said })

  const moving = movingOn(before, pointsTo(input.url, observation, before), now, rules)
  const moves = moving !== undefined && moving.by !== 'canonical' && moving.seen >= rules.movedAfter && !moving.told
  if (moves) {
    moving.told = true
    events.push({ type: 'moved', to: moving.to })
  }
  const back = before?.said === 'removed' || before?.said === 'unavailable_legal'
  const outcome: Outcome = changed ? 'new_version' : back ? 'restored' : 'unchanged'
  const standing: Standing = {
    outcome: 'unchanged',
    state: null,
    since: wasGood ? before.since : now,
    seen: wasGood ? before.seen + 1 : 1,
    told: false,
    ...(moving && { moving }),
    ...departed(before, moves ? input.url : null),
    ...(observation.saw === 'doubtful' && { believed: observation.state }),
  }
  const recheckInMs = moving && !moving.told ? rules.confirmMs : null
  return { outcome, state: null, standing, events, recheckInMs, keepLastVersion: !changed }
}

/**
 * The look at the address that the page named for its own. It moves there when that shows the same text and names no
 * other; what else is to be seen there says nothing of the article, which is looked at again where it was.
 */
function verified({ standing, url, observation, now }: SettleInput, rules: OutcomeRules): Settled {
  const moving = standing?.moving
  if (!standing || !moving) throw new Error('only what is moving is verified')
  const { to } = moving
  const same = observation.saw === 'article' && !observation.changed && observation.redirects.length === 0
  if (same && pointsTo(to, observation, null) === null) {
    const settled = {
      ...standing,
      seen: standing.seen + 1,
      moving: { ...moving, told: true },
      ...departed(standing, url),
    }
    return { ...kept('unchanged', null, settled), events: [{ type: 'moved', to }] }
  }
  const tries = (moving.tries ?? 0) + 1
  const after =
    tries < rules.movedAfter
      ? { ...moving, seen: 1, countedAt: now, tries }
      : // It does not hold what it promises: not asked again, unless the page names another one.
        { ...moving, told: true, tries }
  const pauseMs = observation.saw === 'obstacle' ? (observation.retryAfterMs ?? 0) : 0
  return kept('retry', 'canonical_unconfirmed', { ...standing, moving: after }, Math.max(rules.retryMs, pauseMs))
}

function obstructed(input: SettleInput, rules: OutcomeRules, seen: Obstructed): Settled {
  const { outcome, state } = seen
  switch (outcome) {
    case 'removed_pending':
      return gone(input, rules, seen)
    case 'unavailable_legal': {
      const standing = counted(input, rules, outcome, state)
      const pause = asking(input, rules, standing) ?? slowly(standing, rules)
      return tell(kept(outcome, state, standing, pause), isTellable(input), 'unavailable_legal')
    }
    case 'blocked':
    case 'paywalled': {
      if (input.standing?.said === 'removed') return missed(input, rules, seen)
      const standing = counted(input, rules, outcome, state)
      const confirmed = standing.seen >= rules.obstructedAfter
      const pause = asking(input, rules, standing) ?? slowly(standing, rules)
      return tell(kept(outcome, state, standing, pause), confirmed && isTellable(input), outcome)
    }
    default:
      return missed(input, rules, seen)
  }
}

function gone(input: SettleInput, rules: OutcomeRules, { state }: Obstructed): Settled {
  const already = input.standing?.said === 'removed'
  const standing = counted(input, rules, already ? 'removed' : 'removed_pending', state)
  const confirmed = already || (isTellable(input) && (state === 'gone' || standing.seen >= rules.removedAfter))
  // One that was never seen is a wrong URL, not news: its adder is told, and it is not asked for every few minutes.
  const later = input.outbreak ? rules.obstructedMs : slowly(standing, rules)
  const pause = asking(input, rules, standing) ?? (standing.seen < rules.removedAfter ? rules.confirmMs : later)
  if (!confirmed) return kept('removed_pending', state, standing, pause)
  return tell(kept('removed', state, { ...standing, outcome: 'removed' }, slowly(standing, rules)), true, 'removed')
}

/** Nothing was learnt of the article: what held still holds, and the misses are counted beside it. */
function missed(input: SettleInput, rules: OutcomeRules, seen: Obstructed): Settled {
  const { standing: before, now } = input
  const { outcome, state, retryAfterMs, otherwise } = seen
  const count = (before?.misses?.count ?? 0) + 1
  const misses = { count, since: before?.misses?.since ?? now }
  const lastedMs = Date.parse(now) - Date.parse(misses.since)
  const stays = otherwise && before?.state === state && count >= rules.strangerAfter && lastedMs >= rules.strangerMs
  if (stays) return readable(input, rules, { saw: 'stranger', ...otherwise })
  const holds =
    before !== null && !GOOD.has(before.outcome) && before.outcome !== 'suspect' && !PASSING.has(before.outcome)
  const standing: Standing = holds
    ? { ...before, misses }
    : {
        outcome,
        state,
        since: before?.outcome === outcome ? before.since : now,
        seen: count,
        told: false,
        misses,
        ...carried(before),
      }
  const unreachable = count >= rules.unreachableAfter && lastedMs >= rules.unreachableMs
  const pause = Math.min(rules.retryMs * 2 ** Math.min(count - 1, 20), rules.longestRetryMs)
  const settled = kept(
    outcome,
    unreachable && outcome === 'retry' ? 'unreachable' : state,
    standing,
    Math.max(pause, retryAfterMs ?? 0),
  )
  return unreachable && !holds && !standing.said && isTellable(input) ? say(settled, outcome, 'unreachable') : settled
}

const GOOD = new Set<Outcome>(['unchanged', 'new_version', 'restored'])
/** Outcomes of one answer only; they are not held against the article. */
const PASSING = new Set<Outcome>(['retry', 'not_html', 'too_large', 'too_complex', 'malformed', 'refused'])

function kept(outcome: Outcome, state: string | null, standing: Standing, recheckInMs: number | null = null): Settled {
  return { outcome, state, standing, events: [], recheckInMs, keepLastVersion: true }
}

type Told = 'removed' | 'blocked' | 'paywalled' | 'unavailable_legal'

function tell(settled: Settled, confirmed: boolean, type: Told): Settled {
  if (settled.standing.said === type) return { ...settled, standing: { ...settled.standing, told: true } }
  return confirmed ? say(settled, type, type) : settled
}

function say(settled: Settled, said: Outcome, type: Told | 'unreachable'): Settled {
  return { ...settled, standing: { ...settled.standing, told: true, said }, events: [{ type }] }
}

/** The pause until the neighbours were looked at: soon where they were asked only now, and then with patience. */
function asking({ outbreak, now }: SettleInput, rules: OutcomeRules, { askedAt }: Standing): number | null {
  if (outbreak !== 'asking') return null
  return askedAt === now ? askMs(rules) : rules.confirmMs
}

/** One that was never seen is no news, and what befalls all at once is one event of the site. */
function isTellable({ known, outbreak }: SettleInput): boolean {
  return known && !outbreak
}

function slowly({ seen }: Standing, rules: OutcomeRules): number {
  return Math.min(rules.obstructedMs * 2 ** Math.min(seen - 1, 20), rules.longestObstructedMs)
}
