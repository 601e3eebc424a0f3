import { setTimeout as delay } from 'node:timers/promises'
import type { FetchOutcome, Site, Taken } from '../article.ts'
import type { Config } from '../config.ts'
import type { Egress } from '../fetch/egress.ts'
import { fetchPage } from '../fetch/fetch-page.ts'
import { afterRequest, newHostState, readHostState, requestSeen } from '../fetch/politeness.ts'
import { fetchRobots, isStale, permitted, type RobotsCopy } from '../fetch/robots-access.ts'

export interface FetchParts {
  config: Config
  egress: Egress
  userAgent: string
}

/**
 * Fetches an article's page by all of its host's rules: robots.txt first, then the page under the conditions that its
 * version left. The site comes back with what the requests taught, and with when it may be asked again.
 */
export async function fetchArticle(
  parts: FetchParts,
  { taken, site, signal }: { taken: Taken; site: Site; signal: AbortSignal },
): Promise<{ fetched: FetchOutcome; site: Site; slowed: boolean }> {
  const { config, egress } = parts
  const { article } = taken
  const gapMs = site.gapMs ?? config.politeness.gap_ms
  const copy = await robotsOf(parts, { url: article.url, site, gapMs, signal })
  const verdict = permitted(copy, parts.userAgent, article.url)
  if (!verdict.allowed && site.settings.ignoreRobots !== true) {
    const fetched = refused(verdict.reason)
    return { fetched, site: { ...site, robots: copy, openAt: new Date().toISOString() }, slowed: false }
  }
  const fetched = await fetchPage(
    {
      url: article.url,
      validators: article.validators,
      wireHash: article.wireHash,
      full: isFullFetchDue(article.lastFullFetchAt, config.fetch.full_hours),
      ...(site.settings.headers && { headers: site.settings.headers }),
      signal,
    },
    {
      egress,
      now: () => new Date(),
      limits: { wireBytes: config.fetch.wire_bytes, decodedBytes: config.fetch.decoded_bytes },
      objection: (to) => objectionTo(parts, { to, copy, site, signal }),
    },
  )
  const rules = { gapMs, crawlDelayMs: verdict.crawlDelayMs, requestsPerDay: config.politeness.day_requests }
  const before = site.politeness === null ? newHostState() : readHostState(site.politeness)
  const { state, openAt } = afterRequest(before, requestSeen(fetched), rules, new Date().toISOString())
  return {
    fetched,
    site: { ...site, robots: copy, politeness: state, openAt },
    slowed: state.slowdown > 1 || state.failures > 0,
  }
}

/** robots.txt of the origins that redirects lead to: not worth a row, so each process remembers its own. */
const elsewhere = new Map<string, RobotsCopy>()
const MOST_ELSEWHERE = 500

/** Why a redirect may not be followed: robots.txt of where it leads forbids it. Null when it may. */
async function objectionTo(
  { egress, userAgent }: FetchParts,
  { to, copy, site, signal }: { to: string; copy: RobotsCopy; site: Site; signal: AbortSignal },
): Promise<string | null> {
  if (site.settings.ignoreRobots === true) return null
  const { origin } = new URL(to)
  const known = origin === copy.origin ? copy : (elsewhere.get(origin) ?? null)
  const there =
    known !== null && !isStale(known, new Date()) ? known : await fetchRobots(egress, origin, known, new Date(), signal)
  if (origin !== copy.origin) {
    if (elsewhere.size >= MOST_ELSEWHERE) elsewhere.clear()
    elsewhere.set(origin, there)
  }
  const { allowed, reason } = permitted(there, userAgent, to)
  return allowed ? null : reason
}

/** The site's robots.txt as it was read, or read anew; the page then waits its turn. */
async function robotsOf(
  { egress }: FetchParts,
  { url, site, gapMs, signal }: { url: string; site: Site; gapMs: number; signal: AbortSignal },
): Promise<RobotsCopy> {
  const { origin } = new URL(url)
  // The ledger holds what this very module stored there, for one origin of the host.
  const stored = site.robots as RobotsCopy | null
  const known = stored?.origin === origin ? stored : null
  if (known !== null && !isStale(known, new Date())) return known
  const copy = await fetchRobots(egress, origin, known, new Date(), signal)
  await delay(gapMs, undefined, { signal }).catch(() => {})
  return copy
}

function refused(detail: string): FetchOutcome {
  const obstacle = { kind: 'obstacle', outcome: 'refused', state: 'robots', status: null } as const
  return { ...obstacle, detail, retryAfterMs: null, redirects: [], tookMs: 0 }
}

function isFullFetchDue(lastAt: string | null, hours: number): boolean {
  return lastAt === null || Date.now() - Date.parse(lastAt) > hours * 3_600_000
}
