import type { Redirect, Validators } from '../article.ts'
import { type CookieJar, createCookieJar } from './cookies.ts'
import { codingsOf } from './decode.ts'
import type { Egress, EgressResult } from './egress.ts'
import { redirectTarget } from './redirects.ts'
import type { RobotsObstacle } from './robots-access.ts'
import { type DocumentKind, mayBe, mimeOf } from './sniff.ts'
import { policyOf } from './status.ts'
import { conditions, isHonest304 } from './validators.ts'

export interface FetchLimits {
  /** Most bytes over the wire of a body with a content coding. */
  wireBytes: number
  /** Most bytes of a body once decoded; one without a content coding is its own. */
  decodedBytes: number
}

export const FETCH_LIMITS: FetchLimits = { wireBytes: 5 * 1024 * 1024, decodedBytes: 10 * 1024 * 1024 }

/** The bound of one body on the wire. */
export function wireBound(headers: Record<string, string>, { wireBytes, decodedBytes }: FetchLimits): number {
  return codingsOf(headers).length === 0 ? decodedBytes : wireBytes
}

export interface WalkStart {
  url: string
  validators: Validators
  full: boolean
  headers: Record<string, string> | undefined
  /** What is asked for. */
  wants: DocumentKind
  limits: FetchLimits
  /** Why a redirect may not be followed (robots.txt of where it leads); null when it may. */
  objection: ((url: string) => Promise<RobotsObstacle | null>) | undefined
  signal: AbortSignal | undefined
}

/** Where a walk stands: the answer of the last URL, or why there is none. */
export type Stop =
  | { kind: 'answer'; url: string; result: EgressResult; sent: Validators }
  | {
      kind: 'lost'
      state: 'redirect_loop' | 'too_many_redirects' | 'bad_redirect' | 'timeout' | RobotsObstacle['state']
      detail: string
      status?: number | null
      retryAfterMs?: number | null
    }

export interface Walk {
  redirects: Redirect[]
  /** Asks for the first URL, and goes on through redirects until something else answers. */
  start(): Promise<Stop>
  /** On to where the page itself sends its reader, and through redirects again. */
  onward(status: number, url: string): Promise<Stop>
}

/**
 * Redirects by hand: at most ten, each URL judged like the first, cookies kept for this walk only, no Referer,
 * the site's own headers to its own host only. An answer that says that the question was wrong (406, 412, 416,
 * or a 304 to no question of ours) is asked once more, plainly; a connection that ends before its answer begins is
 * dialled once more, for a kept-alive one may have been closed while the question was on its way.
 */
export function createWalk(egress: Egress, start: WalkStart): Walk {
  const redirects: Redirect[] = []
  const seen = new Set<string>()
  let jar: CookieJar | null = null
  let url = start.url
  let sent = start.full ? NO_VALIDATORS : start.validators
  let plain = false
  let redialled = false
  const until = performance.now() + REDIRECTS_MS

  const ask = (): Promise<EgressResult> => {
    const headers: Record<string, string> = {
      accept: plain ? '*/*' : ACCEPT[start.wants],
      'accept-encoding': 'gzip, br, zstd, deflate',
    }
    if (start.full || plain) headers['cache-control'] = 'no-cache'
    Object.assign(headers, conditions(sent))
    if (start.headers !== undefined && isHome(url, start.url)) Object.assign(headers, start.headers)
    const cookies = cookiesFor(jar, url)
    if (cookies) headers['cookie'] = headers['cookie'] ? `${cookies}; ${headers['cookie']}` : cookies
    return egress.request({
      method: 'GET',
      url,
      purpose: 'page',
      headers,
      ...(start.signal && { signal: start.signal }),
      maxWireBytes: (status, headers) => worthReading(status, headers, start),
    })
  }

  const follow = async (): Promise<Stop> => {
    for (;;) {
      let result = await ask()
      if (result.kind === 'failure' && result.code === 'reset' && result.status === null && !redialled) {
        redialled = true
        result = await ask()
      }
      if (result.kind === 'failure') return { kind: 'answer', url, result, sent }
      if (result.setCookies.length > 0) {
        const at = URL.parse(url)
        jar ??= createCookieJar()
        if (at) jar.store(at, result.setCookies)
      }
      const policy = policyOf(result.status)
      const mistaken = policy.kind === 'again' || (policy.kind === 'not_modified' && !isHonest304(sent, result.headers))
      if (mistaken && !plain) {
        plain = true
        sent = NO_VALIDATORS
        continue
      }
      if (policy.kind !== 'redirect') return { kind: 'answer', url, result, sent }
      const to = redirectTarget(url, result.headers['location'])
      if (to === null)
        return { kind: 'lost', state: 'bad_redirect', detail: `${result.status} of ${url} names no place to go` }
      const lost = await step(result.status, to)
      if (lost) return lost
    }
  }

  const step = async (status: number, to: string): Promise<Stop | null> => {
    redirects.push({ status, from: url, to })
    const mark = `${to} ${cookiesFor(jar, to)}`
    if (seen.has(mark)) return { kind: 'lost', state: 'redirect_loop', detail: `${to} is come back to` }
    seen.add(mark)
    if (redirects.length > MOST_REDIRECTS) {
      return {
        kind: 'lost',
        state: 'too_many_redirects',
        detail: `more than ${MOST_REDIRECTS} redirects, the last to ${to}`,
      }
    }
    if (performance.now() > until) return { kind: 'lost', state: 'timeout', detail: `redirects to ${to} took too long` }
    const objection = (await start.objection?.(to)) ?? null
    if (objection !== null) return { kind: 'lost', ...objection }
    url = to
    return null
  }

  return {
    redirects,
    start: follow,
    async onward(status, to) {
      return (await step(status, to)) ?? (await follow())
    },
  }
}

const ACCEPT: Record<DocumentKind, string> = {
  page: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.5',
  source:
    'application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5',
}
const NO_VALIDATORS: Validators = { etag: null, lastModified: null }
const MOST_REDIRECTS = 10
/** No further redirect is followed after so long; each answer has the egress's own deadlines. */
const REDIRECTS_MS = 30_000
/** What is read of an answer that is not the page: enough to know a wall by, and to keep the connection. */
const ASIDE_BYTES = 64 * 1024

/** The article's own host, and not by plain HTTP where it was asked by TLS: headers may hold a login. */
function isHome(url: string, homeUrl: string): boolean {
  const [at, home] = [URL.parse(url), URL.parse(homeUrl)]
  return at !== null && at.host === home?.host && (at.protocol === 'https:' || home.protocol === 'http:')
}

function cookiesFor(jar: CookieJar | null, url: string): string | null {
  const at = jar && URL.parse(url)
  return at && (jar?.header(at) ?? null)
}

/** How much of an answer is worth reading: nothing of what its head says is too large or no page. */
function worthReading(status: number, headers: Record<string, string>, { limits, wants }: WalkStart): number {
  if (policyOf(status).kind !== 'page') return ASIDE_BYTES
  const limit = wireBound(headers, limits)
  return !mayBe(wants, mimeOf(headers['content-type'])) || Number(headers['content-length']) > limit ? 0 : limit
}
