import { setTimeout as delay } from 'node:timers/promises'
import type { FetchOutcome, Site, Taken } from '../article.ts'
import type { Config } from '../config.ts'
import type { Egress } from '../fetch/egress.ts'
import { fetchPage, type PageRequest, refusedByRobots } from '../fetch/fetch-page.ts'
import { afterRequest, newHostState, readHostState, requestSeen } from '../fetch/politeness.ts'
import { fetchRobots, isStale, permitted, type RobotsCopy, type RobotsObstacle } from '../fetch/robots-access.ts'
import { hintOf } from '../jobs/pointer.ts'
import { addressToVerify } from '../outcome/moving.ts'
import { isOver } from '../review/look.ts'

export interface FetchParts {
  config: Config
  egress: Egress
  userAgent: string
}

/**
 * Fetches an article's page by all of its host's rules, under the conditions that its version left. The site comes back
 * with what the requests taught, and with when it may be asked again.
 */
export function fetchArticle(
  parts: FetchParts,
  { taken, site, signal }: { taken: Taken; site: Site; signal: AbortSignal },
): Promise<Fetched> {
  const { article } = taken
  // The page named an address as its own: this look is there, with nothing of what we hold of the old one.
  const elsewhere = addressToVerify(article.standing)
  // The validators and bytes of a page that was only known are believed for its day: then one is read again.
  const isAnew = elsewhere !== null || isOver({ knownPage: taken.knownPage, now: new Date().toISOString() })
  const request = {
    url: elsewhere ?? article.url,
    validators: isAnew ? NO_VALIDATORS : article.validators,
    wireHash: isAnew ? null : article.wireHash,
    // A second look for a hint asks past the caches that may have hidden an edit from the first.
    full:
      elsewhere !== null ||
      hintOf(taken)?.second === true ||
      isFullFetchDue(article.lastFullFetchAt, parts.config.fetch.full_hours),
  }
  return fetchByRules(parts, { home: article.url, request, site, signal })
}

export interface Fetched {
  fetched: FetchOutcome
  site: Site
  slowed: boolean
}

/**
 * One request by all of its host's rules: robots.txt first, then the page, politeness kept.
 * @param home an address of the site whose turn it is; the request may be for another one, which is asked as nobody's
 */
export async function fetchByRules(
  parts: FetchParts,
  { home, request, site, signal }: { home: string; request: PageRequest; site: Site; signal: AbortSignal },
): Promise<Fetched> {
  const { config, egress } = parts
  const { url } = request
  const gapMs = site.gapMs ?? config.politeness.gap_ms
  const held = robotsHeld(home, site)
  const asked = held === null
  const copy = held ?? (await askForRobots(parts, { url: home, site, gapMs, signal }))
  const verdict = permitted(copy, parts.userAgent, home)
  // Nearly every request is for the very address that robots.txt was asked about.
  const closed =
    url !== home
      ? await closedTo(parts, { url, copy, site, signal })
      : site.settings.ignoreRobots === true
        ? null
        : verdict.obstacle
  const { headers } = site.settings
  const own = headers && new URL(url).host === site.host ? headers : undefined
  const fetched = closed
    ? refusedByRobots(closed)
    : await fetchPage(
        { ...request, ...(own && { headers: own }), signal },
        {
          egress,
          now: () => new Date(),
          limits: { wireBytes: config.fetch.wire_bytes, decodedBytes: config.fetch.decoded_bytes },
          objection: (to) => closedTo(parts, { url: to, copy, site, signal }),
        },
      )
  const now = new Date().toISOString()
  // A copy that says no was asked for once; what it keeps from being asked costs the host nothing.
  if (closed && !asked) return { fetched, site: { ...site, robots: copy, openAt: now }, slowed: false }
  const requestsPerDay = site.settings.dayRequests ?? config.politeness.day_requests
  const rules = { gapMs, crawlDelayMs: verdict.crawlDelayMs, requestsPerDay }
  const before = site.politeness === null ? newHostState() : readHostState(site.politeness)
  const seen = requestSeen(fetched)
  seen.requests = (closed ? 0 : seen.requests) + (asked ? 1 : 0)
  const { state, openAt } = afterRequest(before, seen, rules, now)
  return {
    fetched,
    site: { ...site, robots: copy, politeness: state, openAt },
    slowed: state.slowdown > 1 || state.failures > 0,
  }
}

const NO_VALIDATORS = { etag: null, lastModified: null }

/** robots.txt of the origins that redirects lead to: not worth a row, so each process remembers its own. */
const copies = new Map<string, RobotsCopy>()
const MOST_COPIES = 500

/** What keeps us from a URL, the article's own or one that is led to: robots.txt of its origin. Null for nothing. */
async function closedTo(
  { egress, userAgent }: FetchParts,
  { url, copy, site, signal }: { url: string; copy: RobotsCopy; site: Site; signal: AbortSignal },
): Promise<RobotsObstacle | null> {
  if (site.settings.ignoreRobots === true) return null
  const { origin } = new URL(url)
  const known = origin === copy.origin ? copy : (copies.get(origin) ?? null)
  const there =
    known !== null && !isStale(known, new Date()) ? known : await fetchRobots(egress, origin, known, new Date(), signal)
  if (origin !== copy.origin) {
    if (copies.size >= MOST_COPIES) copies.clear()
    copies.set(origin, there)
  }
  return permitted(there, userAgent, url).obstacle
}

/** The site's robots.txt as it was read; null when it is to be asked for. */
function robotsHeld(url: string, site: Site): RobotsCopy | null {
  const copy = robotsOf(url, site)
  return copy !== null && !isStale(copy, new Date()) ? copy : null
}

/** The ledger holds what this very module stored there, for one origin of the host. */
function robotsOf(url: string, { robots }: Site): RobotsCopy | null {
  const stored = robots as RobotsCopy | null
  // An origin and a slash begin its own URLs and no others: nearly always that spares a parse.
  return stored && (url.startsWith(`${stored.origin}/`) || new URL(url).origin === stored.origin) ? stored : null
}

/** The site's robots.txt, read anew; the page then waits its turn. */
async function askForRobots(
  { egress }: FetchParts,
  { url, site, gapMs, signal }: { url: string; site: Site; gapMs: number; signal: AbortSignal },
): Promise<RobotsCopy> {
  const copy = await fetchRobots(egress, new URL(url).origin, robotsOf(url, site), new Date(), signal)
  if (copy.access !== 'none') await delay(gapMs, undefined, { signal }).catch(() => {})
  return copy
}

function isFullFetchDue(lastAt: string | null, hours: number): boolean {
  return lastAt === null || Date.now() - Date.parse(lastAt) > hours * 3_600_000
}
