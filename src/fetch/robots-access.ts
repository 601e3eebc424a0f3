import { codingsOf, decode } from './decode.ts'
import type { Egress, EgressResult } from './egress.ts'
import type { FailureCode } from './failure.ts'
import { redirectTarget } from './redirects.ts'
import { retryAfterMs } from './retry-after.ts'
import { crawlDelay, isAllowed, parseRobots, productToken, type Robots, type RobotsRule } from './robots.ts'

/** What a site's robots.txt came to; plain data that the ledger keeps per origin. */
export interface RobotsCopy {
  origin: string
  /** `rules` were read; `all` is open because there is no such file; `none` is closed because it could not be had. */
  access: 'rules' | 'all' | 'none'
  robots: Robots | null
  /** Status or failure that decided, for people. */
  detail: string
  /** Why the file could not be had: the connection's failure, or an answer of 5xx or 429; absent when it was answered. */
  failure?: FailureCode | 'status'
  /** Of an answer that was no file. */
  status?: number | null
  /** What that answer asked for, already bounded. */
  retryAfterMs?: number | null
  fetchedAt: string
  /** Ask again after. */
  expiresAt: string
  /** When rules were last read; copies of an unreachable file are kept for 30 days. */
  readAt: string | null
}

export interface RobotsVerdict {
  allowed: boolean
  /** The rule that decided, or none. */
  rule: RobotsRule | null
  crawlDelayMs: number | null
  /** In one line, for `stet check`. */
  reason: string
  /** What keeps us out, in one word; null when nothing does. */
  obstacle: RobotsObstacle | null
}

/**
 * `robots` is the site's own word. A file that cannot be had is none: its connection failed as the page's would
 * (tls_error, dns_error ...), or the server answered that it is in trouble.
 */
export interface RobotsObstacle {
  state: 'robots' | 'robots_unavailable' | FailureCode
  detail: string
  status: number | null
  retryAfterMs: number | null
}

/**
 * A site's robots.txt by RFC 9309, 2.3.1: 4xx means that all is open, 5xx, 429 and silence that nothing is, at
 * most five redirects, the first 512 KiB, kept for 24 hours. A copy that was read before outlives an outage.
 * Fetched through the same guarded egress as pages. Never throws.
 */
export async function fetchRobots(
  egress: Egress,
  origin: string,
  before: RobotsCopy | null,
  now: Date,
  signal?: AbortSignal,
): Promise<RobotsCopy> {
  let url = new URL('/robots.txt', origin).href
  let result: EgressResult | null = null
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    result = await egress.request({
      method: 'GET',
      url,
      purpose: 'robots',
      headers: { accept: 'text/plain,*/*;q=0.5', 'accept-encoding': 'identity' },
      maxWireBytes: MOST_BYTES,
      ...(signal && { signal }),
    })
    const location =
      result.kind === 'response' && result.status >= 300 && result.status < 400 ? result.headers['location'] : null
    const to = location ? redirectTarget(url, location) : null
    if (to === null) break
    url = to
  }
  if (result?.kind === 'response' && codingsOf(result.headers).length > 0) {
    const decoded = await decode(result.body, codingsOf(result.headers), MOST_BYTES)
    result = { ...result, body: decoded.ok ? decoded.bytes : new Uint8Array() }
  }
  return copyOf(origin, result, before, now)
}

/** Whether a copy must be asked for again. */
export function isStale(copy: RobotsCopy | null, now: Date): boolean {
  return copy === null || Date.parse(copy.expiresAt) <= now.getTime()
}

/**
 * Whether a copy lets this crawler fetch a URL, and how long it is to leave between requests.
 * @param userAgent as it is sent; groups name its product token
 */
export function permitted(copy: RobotsCopy, userAgent: string, url: string): RobotsVerdict {
  const where = `robots.txt of ${copy.origin} (${copy.detail})`
  if (copy.access !== 'rules' || copy.robots === null) {
    const allowed = copy.access !== 'none'
    const reason = `${where} ${allowed ? 'opens' : 'closes'} the site`
    return { allowed, rule: null, crawlDelayMs: null, reason, obstacle: allowed ? null : unavailable(copy, reason) }
  }
  const agent = productToken(userAgent)
  const { allowed, rule } = isAllowed(copy.robots, agent, url)
  const delay = crawlDelay(copy.robots, agent)
  const named = rule ? `line ${rule.line}: ${rule.allow ? 'Allow' : 'Disallow'}: ${rule.pattern}` : 'no rule matches'
  const crawlDelayMs = delay === null ? null : Math.min(delay * 1000, LONGEST_DELAY_MS)
  const reason = `${where}, ${named}`
  const obstacle = allowed ? null : { state: 'robots' as const, detail: reason, status: null, retryAfterMs: null }
  return { allowed, rule, crawlDelayMs, reason, obstacle }
}

function unavailable(copy: RobotsCopy, reason: string): RobotsObstacle {
  const { origin, failure, detail, status = null, retryAfterMs = null } = copy
  if (failure === undefined || failure === 'status') {
    return { state: 'robots_unavailable', detail: reason, status, retryAfterMs }
  }
  return { state: failure, detail: `${detail} (asking ${origin} for robots.txt)`, status, retryAfterMs }
}

const MOST_REDIRECTS = 5
const MOST_BYTES = 512 * 1024
const HOUR_MS = 3_600_000
const KEPT_MS = 24 * HOUR_MS
/** An outage is looked into again sooner than a file that was read; a connection that failed sooner still. */
const RETRY_MS = HOUR_MS
const REDIAL_MS = 5 * 60_000
const OUTLIVES_MS = 30 * 24 * HOUR_MS
const LONGEST_DELAY_MS = 24 * HOUR_MS

function copyOf(origin: string, result: EgressResult | null, before: RobotsCopy | null, now: Date): RobotsCopy {
  const fetchedAt = now.toISOString()
  const until = (ms: number) => new Date(now.getTime() + ms).toISOString()
  const readAt = before?.readAt ?? null
  const settled = { origin, fetchedAt, robots: null, readAt }
  if (result?.kind === 'response' && result.status >= 200 && result.status < 300) {
    const detail = `read ${fetchedAt.slice(0, 16)}Z`
    return {
      ...settled,
      access: 'rules',
      robots: parseRobots(result.body),
      detail,
      expiresAt: until(KEPT_MS),
      readAt: fetchedAt,
    }
  }
  // More than five redirects count as no file at all, and so does a redirect to nowhere (2.3.1.2).
  if (result?.kind === 'response' && result.status < 500 && result.status !== 429) {
    return { ...settled, access: 'all', detail: `status ${result.status}`, expiresAt: until(KEPT_MS) }
  }
  const failed = result?.kind === 'failure'
  const outage = {
    fetchedAt,
    detail: failed ? `${result.code}: ${result.detail}` : `status ${result?.status}`,
    failure: failed ? result.code : ('status' as const),
    status: result?.status ?? null,
    expiresAt: until(failed ? REDIAL_MS : RETRY_MS),
    retryAfterMs: failed || result === null ? null : retryAfterMs(result.headers, now),
  }
  if (before?.access === 'rules' && readAt !== null && now.getTime() - Date.parse(readAt) < OUTLIVES_MS) {
    return { ...before, ...outage, detail: `${outage.detail}; copy of ${readAt.slice(0, 16)}Z` }
  }
  return { ...settled, ...outage, access: 'none' }
}
