import { mute, routeRule } from '../alert/route.ts'
import { CADENCE, type CadenceSettings } from '../cadence.ts'
import type { Config } from '../config.ts'
import { OUTCOME_RULES, type OutcomeRules } from '../outcome/rules.ts'
import type { Rules } from '../review/rules.ts'
import { loadRoutes } from '../store/endpoints.ts'
import { listMutes } from '../store/mutes.ts'
import type { Store } from '../store/open.ts'
import { totalUrge } from '../store/sites.ts'
import type { SiteRuleBook } from './site-rules.ts'

/** How long a change of routes or endpoints may take to be heeded by every process. */
const FRESH_MS = 2_000
/** What all articles ask of a budget moves slowly, and maintenance sums it up once a minute. */
const URGE_MS = 60_000

/** The rules a review goes by, read again every two seconds at most. */
export function ruleBook(
  config: Config,
  store: Store,
  { extractor, sites }: { extractor: string; sites: SiteRuleBook },
): (host: string) => Promise<Rules> {
  let routing: Promise<Pick<Rules, 'routes' | 'mutes' | 'preferences'>> | undefined
  let readAt = -Infinity
  let urge: Promise<number> = Promise.resolve(0)
  let urgeAt = -Infinity
  // Every check asks, and a reload puts whole sections in the place of the old ones.
  const cadence = oncePer(cadenceOf)
  const outcome = oncePer((section: Config['outcome']) => outcomeOf({ outcome: section }))
  return async (host) => {
    if (performance.now() - readAt > FRESH_MS) {
      readAt = performance.now()
      routing = readRouting(store)
      // A failed read is tried again by the next check, not remembered.
      routing.catch(() => {
        readAt = -Infinity
      })
    }
    const checksPerDay = config.cadence.day_checks
    if (checksPerDay > 0 && performance.now() - urgeAt > URGE_MS) {
      urgeAt = performance.now()
      urge = totalUrge(store.pool)
      urge.catch(() => {
        urgeAt = -Infinity
      })
    }
    return {
      extractor,
      site: sites(host),
      ...(await (routing ?? readRouting(store))),
      weights: weightsFor(host, config),
      weightsByTag: config.changes.by_tag,
      cadence: cadence(config.cadence),
      outcome: outcome(config.outcome),
      windows: config.cadence.windows,
      gapMs: config.politeness.gap_ms,
      requestsPerDay: config.politeness.day_requests,
      total: checksPerDay > 0 ? { checksPerDay, urge: await urge } : null,
      publicUrl: config.public_url,
    }
  }
}

async function readRouting(store: Store): Promise<Pick<Rules, 'routes' | 'mutes' | 'preferences'>> {
  const [stored, mutes] = await Promise.all([loadRoutes(store.pool), listMutes(store.pool)])
  return {
    mutes: mutes.map((one) => mute.parse(one.mute)),
    routes: stored.map(({ id, name, rule, endpoints }) => ({
      id,
      name,
      rule: routeRule.parse(rule),
      endpointIds: endpoints.map((endpoint) => endpoint.id),
    })),
    preferences: Object.fromEntries(
      stored.flatMap(({ endpoints }) => endpoints.map((endpoint) => [endpoint.id, endpoint.preferences])),
    ),
  }
}

function weightsFor(host: string, { changes }: Config): Rules['weights'] {
  const own = changes.by_host[host]
  return own ? { ...changes.weights, ...own } : changes.weights
}

/** Makes it anew only where it is asked for something else than before. */
function oncePer<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  let last: { of: Of; made: Made } | undefined
  return (of) => {
    if (last?.of !== of) last = { of, made: make(of) }
    return last.made
  }
}

function cadenceOf(cadence: Config['cadence']): CadenceSettings {
  return {
    ...CADENCE,
    promise: cadence.within_minutes === 0 ? { kind: 'mean' } : { kind: 'within', minutes: cadence.within_minutes },
    checksFirstDay: cadence.checks_first_day,
    minMs: cadence.min_minutes * 60_000,
    maxMs: cadence.max_minutes * 60_000,
    restAfterMs: cadence.rest_days === 0 ? Number.POSITIVE_INFINITY : cadence.rest_days * 86_400_000,
  }
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The settings say the first pauses; how far each grows, and how many looks are asked for, is policy. */
export function outcomeOf({ outcome }: Pick<Config, 'outcome'>): OutcomeRules {
  const confirmMs = outcome.confirm_minutes * MINUTE_MS
  const retryMs = outcome.retry_minutes * MINUTE_MS
  const obstructedMs = outcome.wall_minutes * MINUTE_MS
  return {
    ...OUTCOME_RULES,
    confirmMs,
    strangerMs: 6 * confirmMs,
    retryMs,
    longestRetryMs: 180 * retryMs,
    obstructedMs,
    longestObstructedMs: 24 * obstructedMs,
    unreachableMs: outcome.unreachable_hours * HOUR_MS,
    outbreakWindowMs: outcome.outbreak_hours * HOUR_MS,
  }
}
