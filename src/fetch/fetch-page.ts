import { hash } from 'node:crypto'
import type { FetchOutcome, Obstacle, Page, Validators } from '../article.ts'
import { charsetOf } from './charset.ts'
import { codingsOf, decode } from './decode.ts'
import type { Egress, EgressFailure, EgressResponse } from './egress.ts'
import type { FailureCode } from './failure.ts'
import { release } from './own-buffer.ts'
import { HEAD_CHARS, refreshTarget } from './redirects.ts'
import { retryAfterMs } from './retry-after.ts'
import type { RobotsObstacle } from './robots-access.ts'
import { type DocumentKind, mayBe, mimeOf, notHtml } from './sniff.ts'
import { policyOf } from './status.ts'
import { isHonest304, validatorsOf } from './validators.ts'
import { createWalk, FETCH_LIMITS, type FetchLimits, type Stop, wireBound } from './walk.ts'
import { refine, wallInHeaders } from './wall.ts'

export interface PageRequest {
  url: string
  /** Those of the version that the wire hash belongs to; both null asks for the page whatever it holds. */
  validators: Validators
  /** sha-256 of that version's wire bytes, hex. */
  wireHash: string | null
  /** Read the whole page though the validators hold: caches lie, so once a day it is asked for without conditions. */
  full: boolean
  /** The site's own headers and cookies, lower-case names; sent to the host of `url` alone. */
  headers?: Record<string, string>
  /** A page by default; a source's text is then the page's `html`, whatever its format. */
  wants?: DocumentKind
  signal?: AbortSignal
}

export interface FetchDeps {
  egress: Egress
  now: () => Date
  limits?: FetchLimits
  /** Why a redirect may not be followed, as robots.txt of where it leads says; null when it may. */
  objection?: (url: string) => Promise<RobotsObstacle | null>
}

/**
 * Everything between a URL and a value: redirects by hand, conditions, walls, content codings, type, charset.
 * What the world does is an outcome, never an exception. The order is chosen for cost: an honest 304 needs no body,
 * the bytes of last time need no gunzip, and only what is a page is decoded to text.
 */
export async function fetchPage(
  request: PageRequest,
  { egress, now, limits = FETCH_LIMITS, objection }: FetchDeps,
): Promise<FetchOutcome> {
  const started = performance.now()
  const { url, validators, full, headers, wants = 'page', signal } = request
  const walk = createWalk(egress, { url, validators, full, headers, wants, limits, objection, signal })
  let stop = await walk.start()
  for (;;) {
    const seen = await look(stop, request, limits, now())
    if (seen.kind === 'onward') {
      stop = await walk.onward(seen.status, seen.to)
      continue
    }
    const { redirects } = walk
    const tookMs = Math.round(performance.now() - started)
    switch (seen.kind) {
      case 'page':
        return {
          kind: 'page',
          page: { ...seen.page, redirects, tookMs, requestedUrl: url, fetchedAt: now().toISOString() },
        }
      case 'unchanged':
      case 'obstacle':
        return { ...seen, redirects, tookMs }
    }
  }
}

type Seen =
  | { kind: 'onward'; status: number; to: string }
  | { kind: 'page'; page: Omit<Page, 'requestedUrl' | 'redirects' | 'fetchedAt' | 'tookMs'> }
  | Omit<Extract<FetchOutcome, { kind: 'unchanged' }>, 'redirects' | 'tookMs'>
  | Obstructed

type Obstructed = Omit<Extract<FetchOutcome, { kind: 'obstacle' }>, 'redirects' | 'tookMs'>

async function look(stop: Stop, request: PageRequest, limits: FetchLimits, now: Date): Promise<Seen> {
  if (stop.kind === 'lost') {
    const { state, detail, status = null, retryAfterMs = null } = stop
    return { ...obstacle(REFUSED.has(state) ? 'refused' : 'retry', state, detail, status), retryAfterMs }
  }
  const { url, result, sent } = stop
  if (result.kind === 'failure') return failed(result)
  const { status, headers, body, cut } = result

  const policy = policyOf(status)
  if (policy.kind === 'not_modified') {
    if (!isHonest304(sent, headers)) return obstacle('retry', 'false_304', `${url} answers 304 to a plain request`, 304)
    return {
      kind: 'unchanged',
      by: 'not_modified',
      status,
      url,
      validators: refreshed(request.validators, headers, now),
      headers,
    }
  }
  if (policy.kind !== 'page') return refusal(result, url, limits, now)
  const wall = wallInHeaders(headers)
  if (wall) return obstacle(wall.outcome, wall.state, `${status} of ${url} comes from a wall`, status, now, headers)

  const mime = mimeOf(headers['content-type'])
  const { wants = 'page' } = request
  if (!mayBe(wants, mime)) return obstacle('not_html', 'not_html', `${url} is ${mime}`, status)
  if (cut)
    return obstacle('too_large', 'wire_size', `${url} is larger than ${wireBound(headers, limits)} bytes`, status)
  if (body.length === 0) return obstacle('retry', 'empty', `${url} has an empty body`, status)

  const wireHash = hash('sha256', body, 'hex')
  const validators = validatorsOf(headers, now)
  if (wireHash === request.wireHash) {
    release(body)
    return { kind: 'unchanged', by: 'same_bytes', status, url, validators, headers }
  }

  const codings = codingsOf(headers)
  let decoded = await decode(body, codings, limits.decodedBytes)
  // sitemap.xml.gz is gzip by itself, whatever the server says of its coding.
  if (wants === 'source' && decoded.ok && isGzip(decoded.bytes)) {
    decoded = await decode(decoded.bytes, ['gzip'], limits.decodedBytes)
  }
  if (!decoded.ok) return obstacle(decoded.outcome, decoded.state, `${url}: ${decoded.detail}`, status)
  const other = wants === 'page' ? notHtml(mime, decoded.bytes) : null
  if (other) return obstacle('not_html', 'not_html', `${url}: ${other}`, status)
  const { bytes } = decoded
  const found = charsetOf(bytes, headers['content-type'])
  if (!found.ok) return obstacle('malformed', 'bad_charset', `${url}: ${found.detail}`, status)

  const { charset } = found
  const onward = wants === 'page' ? refreshTarget(url, headers, beginningOf(bytes, charset)) : null
  if (onward !== null) return { kind: 'onward', status, to: onward }
  const encoding = codings.join(', ') || 'identity'
  return { kind: 'page', page: { url, status, headers, validators, wire: body, encoding, wireHash, charset, bytes } }
}

function isGzip([first, second]: Uint8Array): boolean {
  return first === 0x1f && second === 0x8b
}

/** A status that is not the page; its body may say more exactly why. */
async function refusal(
  { status, headers, body }: EgressResponse,
  url: string,
  limits: FetchLimits,
  now: Date,
): Promise<Obstructed> {
  const policy = policyOf(status)
  const plain = policy.kind === 'obstacle' ? policy : { outcome: 'retry' as const, state: `status_${status}` }
  const finer = wallInHeaders(headers) ?? refine(status, headers, await beginning(headers, body, limits))
  const { outcome, state } = finer ?? plain
  return obstacle(outcome, state, `${url} answers ${status}`, status, now, headers)
}

/** The beginning of a body whose end does not matter, as text; empty where it cannot be decoded. */
async function beginning(headers: Record<string, string>, body: Uint8Array, limits: FetchLimits): Promise<string> {
  const decoded = await decode(body, codingsOf(headers), limits.decodedBytes)
  const found = decoded.ok ? charsetOf(decoded.bytes, headers['content-type']) : null
  return decoded.ok && found?.ok ? new TextDecoder(found.charset).decode(decoded.bytes) : ''
}

/** In most encodings more characters than what leads a reader on may stand behind; the whole is decoded where it is read. */
const BEGINNING_BYTES = 2 * HEAD_CHARS

function beginningOf(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes.subarray(0, BEGINNING_BYTES))
}

function failed({ code, detail, status }: EgressFailure): Obstructed {
  return obstacle(REFUSED.has(code) ? 'refused' : 'retry', code satisfies FailureCode, detail, status)
}

/** What is not tried again in the hope that it passes: the guard's word, and robots.txt's. */
const REFUSED: ReadonlySet<string> = new Set(['refused_url', 'refused_address', 'robots'])

/** The obstacle that robots.txt is, before any request for the page. */
export function refusedByRobots(seen: RobotsObstacle): FetchOutcome {
  const outcome = REFUSED.has(seen.state) ? 'refused' : 'retry'
  return { kind: 'obstacle', outcome, ...seen, redirects: [], tookMs: 0 }
}

function obstacle(
  outcome: Obstacle,
  state: string,
  detail: string,
  status: number | null,
  now?: Date,
  headers?: Record<string, string>,
): Obstructed {
  const retryAfter = now && headers ? retryAfterMs(headers, now) : null
  return { kind: 'obstacle', outcome, state, detail, status, retryAfterMs: retryAfter }
}

/** A 304 may bring newer validators; what it leaves out still holds (RFC 9110 15.4.5). */
function refreshed(held: Validators, headers: Record<string, string>, now: Date): Validators {
  const { etag, lastModified } = validatorsOf(headers, now)
  return { etag: etag ?? held.etag, lastModified: lastModified ?? held.lastModified }
}
