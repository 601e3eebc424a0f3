import type { FetchOutcome } from '../article.ts'
import type { FailureCode } from './failure.ts'

/** What is remembered of a host between requests; small JSON that the ledger keeps and only this file reads. */
export interface HostState {
  /** Smoothed time the host takes to answer, ms; null before the first answer. */
  latencyMs: number | null
  /** How much longer than the usual gap it is left alone: 1 is usual, doubled by each 429 or 503. */
  slowdown: number
  /** Failures in a row: timeouts, resets, 5xx. */
  failures: number
  /** How often in a row the breaker opened. */
  opened: number
  /** No request before: the breaker's pause, or what Retry-After asked for. */
  closedUntil: string | null
  /** UTC day of `requests`, and requests made in it. */
  day: string
  requests: number
}

export interface PolitenessRules {
  /** The operator's gap between two requests, ms. */
  gapMs: number
  /** robots.txt's Crawl-delay, ms; a floor under everything. */
  crawlDelayMs: number | null
  requestsPerDay: number
}

/** What one check's requests said of the host. */
export interface RequestSeen {
  /** `ours`: our own side failed, or we gave up; nothing was learnt. */
  kind: 'fine' | 'overloaded' | 'failing' | 'ours'
  tookMs: number
  /** Requests made, redirects included. */
  requests: number
  /** Already bounded. */
  retryAfterMs: number | null
}

export interface Opening {
  state: HostState
  /** No request of any process before. */
  openAt: string
  /** What decided, for `stet check` and `stet site`. */
  because: 'gap' | 'crawl_delay' | 'latency' | 'slowdown' | 'retry_after' | 'breaker' | 'budget'
}

/**
 * A host's state after a request, and when it may be asked again. A host that struggles is slowed for everybody:
 * the gap grows with its latency (five times what it took, so that we use at most a sixth of its time), doubles
 * with each 429 or 503 and shrinks by a tenth with each good answer; five failures in a row open a breaker for a
 * minute, then two, up to an hour, with one request between to see. Pure.
 */
export function afterRequest(before: HostState, seen: RequestSeen, rules: PolitenessRules, now: string): Opening {
  const at = Date.parse(now)
  const day = now.slice(0, 10)
  const requests = (before.day === day ? before.requests : 0) + seen.requests
  const state: HostState = { ...learn(before, seen), day, requests }

  let because: Opening['because'] = 'gap'
  let waitMs = rules.gapMs
  const atLeast = (name: Opening['because'], ms: number) => {
    if (ms <= waitMs) return
    because = name
    waitMs = ms
  }
  atLeast('crawl_delay', rules.crawlDelayMs ?? 0)
  atLeast('latency', Math.min((state.latencyMs ?? 0) * LATENCY_TIMES, MOST_LATENCY_GAP_MS))
  atLeast('slowdown', Math.max(rules.gapMs, LEAST_SLOWED_GAP_MS) * (state.slowdown - 1))
  atLeast('retry_after', seen.retryAfterMs ?? 0)
  atLeast('breaker', breakerMs(state))
  if (requests >= rules.requestsPerDay) atLeast('budget', Date.parse(`${day}T00:00:00Z`) + DAY_MS - at)
  const openAt = new Date(at + waitMs).toISOString()
  state.closedUntil = PAUSES.has(because) ? openAt : null
  return { state, openAt, because }
}

/** What a fetch said of its host. */
export function requestSeen(fetched: FetchOutcome): RequestSeen {
  if (fetched.kind === 'page') {
    return {
      kind: 'fine',
      tookMs: fetched.page.tookMs,
      requests: 1 + fetched.page.redirects.length,
      retryAfterMs: null,
    }
  }
  const requests = 1 + fetched.redirects.length
  const { tookMs } = fetched
  if (fetched.kind === 'unchanged') return { kind: 'fine', tookMs, requests, retryAfterMs: null }
  const { status, state, retryAfterMs } = fetched
  const none = fetched.outcome === 'refused' || state === 'local_error' || state === 'aborted'
  if (none) return { kind: 'ours', tookMs, requests: status === null ? 0 : requests, retryAfterMs: null }
  if (status === 429 || status === 503) return { kind: 'overloaded', tookMs, requests, retryAfterMs }
  const failing = (status !== null && status >= 500) || FAILURES.has(state)
  return { kind: failing ? 'failing' : 'fine', tookMs, requests, retryAfterMs }
}

export function newHostState(): HostState {
  return { latencyMs: null, slowdown: 1, failures: 0, opened: 0, closedUntil: null, day: '1970-01-01', requests: 0 }
}

/** A host's state as the ledger kept it; whatever cannot be read counts as a host never met. */
export function readHostState(stored: unknown): HostState {
  return isHostState(stored) ? stored : newHostState()
}

/** By hand: every check comes by here, and a schema costs it as much as all the rest of its politeness. */
function isHostState(stored: unknown): stored is HostState {
  if (typeof stored !== 'object' || stored === null) return false
  const state: Partial<Record<keyof HostState, unknown>> = stored
  return (
    (state.latencyMs === null || isAtLeast(state.latencyMs, 0)) &&
    isAtLeast(state.slowdown, 1) &&
    isCount(state.failures) &&
    isCount(state.opened) &&
    (state.closedUntil === null || typeof state.closedUntil === 'string') &&
    typeof state.day === 'string' &&
    isCount(state.requests)
  )
}

function isAtLeast(value: unknown, least: number): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= least
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && isAtLeast(value, 0)
}

/** States in which no whole answer came from the host. */
const FAILURES = new Set<string>([
  'dns_error',
  'connect_error',
  'tls_error',
  'timeout',
  'reset',
  'protocol_error',
] satisfies FailureCode[])
/** What closes a host, where the others only space its requests. */
const PAUSES = new Set<Opening['because']>(['breaker', 'retry_after'])
const DAY_MS = 86_400_000
const LATENCY_TIMES = 5
const MOST_LATENCY_GAP_MS = 60_000
/** Weight of the newest answer in the smoothed latency. */
const LATENCY_WEIGHT = 0.2
const MOST_SLOWDOWN = 128
/** A gap of nothing (local tests) must still grow when a host asks for it. */
const LEAST_SLOWED_GAP_MS = 1_000
const BREAK_AFTER = 5
const BREAKER_MS = 60_000
const LONGEST_BREAKER_MS = 3_600_000

function learn(before: HostState, { kind, tookMs }: RequestSeen): HostState {
  switch (kind) {
    case 'ours':
      return before
    case 'fine': {
      const latencyMs =
        before.latencyMs === null ? tookMs : before.latencyMs + (tookMs - before.latencyMs) * LATENCY_WEIGHT
      return { ...before, latencyMs, slowdown: Math.max(1, before.slowdown * 0.9), failures: 0, opened: 0 }
    }
    case 'overloaded':
      return { ...before, slowdown: Math.min(before.slowdown * 2, MOST_SLOWDOWN), failures: 0 }
    case 'failing': {
      const failures = before.failures + 1
      return { ...before, failures, opened: failures >= BREAK_AFTER ? before.opened + 1 : before.opened }
    }
  }
}

/** Open while the failures go on; each request that is let through and fails opens it for twice as long. */
function breakerMs({ failures, opened }: HostState): number {
  return failures < BREAK_AFTER ? 0 : Math.min(BREAKER_MS * 2 ** Math.min(opened - 1, 20), LONGEST_BREAKER_MS)
}
