import { lookup as systemLookup } from 'node:dns/promises'
import { Agent, type buildConnector } from 'undici'
import { createConnector } from './connect.ts'
import { exchange } from './exchange.ts'
import { type FailureCode, failureOf } from './failure.ts'
import { createGuard, type Lookup, type Permit } from './guard.ts'
import { parseTarget } from './target.ts'
import { readProxy } from './tunnel.ts'

export type EgressPurpose = 'page' | 'robots' | 'webhook'

export interface EgressRequest {
  method: 'GET' | 'POST' | 'HEAD'
  url: string
  purpose: EgressPurpose
  /** Lower-case names. `user-agent` is set here. */
  headers?: Record<string, string>
  body?: string | Uint8Array
  signal?: AbortSignal
  /** Most bytes of body to read, or how many of this response: 0 stops after the head. */
  maxWireBytes?: number | ((status: number, headers: Record<string, string>) => number)
  /** From the call to the end of the head, DNS and connecting included. */
  headTimeoutMs?: number
  /** From the call to the last byte of the body. */
  totalTimeoutMs?: number
}

export interface EgressResponse {
  kind: 'response'
  status: number
  /** Lower-case names; repeated headers joined by ", " but `set-cookie`, which is in `setCookies`. */
  headers: Record<string, string>
  setCookies: string[]
  /** The bytes as they came, still encoded; never more than `maxWireBytes`. */
  body: Uint8Array
  /** True when there was more body than `maxWireBytes`: `body` is then only its beginning. */
  cut: boolean
  /** Address of the host's newest connection. */
  address: string | null
  tookMs: number
}

export interface EgressFailure {
  kind: 'failure'
  code: FailureCode
  /** What, where and the value; for people. */
  detail: string
  /** The library's own code (ENOTFOUND, CERT_HAS_EXPIRED, UND_ERR_SOCKET ...), where there is one. */
  cause: string | null
  /** Set when the head had come before it failed. */
  status: number | null
  tookMs: number
}

export type EgressResult = EgressResponse | EgressFailure

/** The one way to a URL that a user or a page named. Never follows redirects; never throws for what the world does. */
export interface Egress {
  request(request: EgressRequest): Promise<EgressResult>
  close(): Promise<void>
}

export interface EgressSettings {
  userAgent: string
  /** Addresses and ports that are opened though they are not public or not web ports. */
  allow?: Permit[]
  /** Host or `*.suffix` -> `address:port`, as `curl --resolve`; judged by the same guard. */
  resolve?: Record<string, string>
  /**
   * Host, `*.suffix` or `*` -> `http://[user:password@]host:port` of an outbound proxy. Names are looked up and
   * judged here all the same and the proxy is told the address; it is itself judged by `allow`.
   */
  proxies?: Record<string, string>
  /** For DNS and connecting, all addresses tried together. */
  connectTimeoutMs?: number
  headTimeoutMs?: number
  totalTimeoutMs?: number
  maxWireBytes?: number
  /** At most so many connections to one origin for webhooks; pages and robots have one, and wait for it. */
  webhookConnections?: number
  /** Called for each connection that only `allow` or `resolve` made possible; for the log. */
  onOpened?: (opened: { host: string; address: string; port: number }) => void
  /** DNS; the system's by default. */
  lookup?: Lookup
  /** Opens a socket to an address that was judged; undici's by default. A bench gives one that dials nothing. */
  dial?: buildConnector.connector
}

/**
 * The one module that opens sockets to URLs that users or pages name: pages, robots, feeds, webhooks.
 * The guard sits in the connector, so literals, every DNS answer, redirects and rebinding pass through it alike
 * (a `lookup` hook alone is never called for literals; see research on undici 8.12). HTTP/1.1 only, connections
 * kept alive; pages and webhooks share none, for they may not reach the same ports.
 *
 * @throws StetError `egress_settings` when `allow`, `resolve` or `proxies` cannot be read.
 */
export function createEgress(settings: EgressSettings): Egress {
  const guard = createGuard(settings.allow ?? [], settings.resolve ?? {}, settings.lookup ?? lookupAll)
  const proxies = new Map(
    Object.entries(settings.proxies ?? {}).map(([host, url]) => [host.toLowerCase(), readProxy(url)]),
  )
  const addresses = new Map<string, string>()
  const agentFor = (purpose: EgressPurpose): Agent =>
    new Agent({
      connect: createConnector({ guard, purpose, proxies, addresses, settings }),
      connections: purpose === 'webhook' ? (settings.webhookConnections ?? WEBHOOK_CONNECTIONS) : 1,
      pipelining: 1,
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0, // the head's deadline below covers DNS and connecting too
      bodyTimeout: 0, // likewise: undici's own is only the gap between chunks
    })
  const bounds = {
    headTimeoutMs: settings.headTimeoutMs ?? DEFAULTS.headTimeoutMs,
    totalTimeoutMs: settings.totalTimeoutMs ?? DEFAULTS.totalTimeoutMs,
    maxWireBytes: settings.maxWireBytes ?? DEFAULTS.maxWireBytes,
  }
  const pages = agentFor('page')
  const webhooks = agentFor('webhook')

  return {
    async request(request) {
      const started = performance.now()
      const target = parseTarget(request.url)
      if (!target.ok) {
        return { kind: 'failure', code: 'refused_url', detail: target.detail, cause: null, status: null, tookMs: 0 }
      }
      const { origin, pathname, search } = target.url
      const headTimeoutMs = request.headTimeoutMs ?? bounds.headTimeoutMs
      const totalTimeoutMs = request.totalTimeoutMs ?? bounds.totalTimeoutMs
      const maxWireBytes = request.maxWireBytes ?? bounds.maxWireBytes
      const exchanged = await exchange(request.purpose === 'webhook' ? webhooks : pages, {
        request: {
          origin,
          path: pathname + search,
          method: request.method,
          headers: { ...request.headers, 'user-agent': settings.userAgent },
          body: request.body ?? null,
        },
        limit: typeof maxWireBytes === 'function' ? maxWireBytes : () => maxWireBytes,
        headTimeoutMs: Math.min(headTimeoutMs, totalTimeoutMs),
        totalTimeoutMs,
        signal: request.signal,
      })
      const tookMs = Math.round(performance.now() - started)
      if (!exchanged.ok) {
        const { error, status } = exchanged
        return { kind: 'failure', ...failureOf(error, target.url.host), status, tookMs }
      }
      const { status, headers, setCookies, body, cut } = exchanged
      return {
        kind: 'response',
        status,
        headers,
        setCookies,
        body,
        cut,
        address: addresses.get(origin) ?? null,
        tookMs,
      }
    },
    async close() {
      await Promise.all([pages.destroy(), webhooks.destroy()])
    },
  }
}

const DEFAULTS = { headTimeoutMs: 15_000, totalTimeoutMs: 30_000, maxWireBytes: 5 * 1024 * 1024 }
/** An endpoint may take several messages at once; a host of pages is asked one thing at a time. */
const WEBHOOK_CONNECTIONS = 4
/** Longer than the default gap of 2 s between two requests to a host, shorter than most servers' own. */
const KEEP_ALIVE_MS = 15_000

async function lookupAll(host: string): Promise<string[]> {
  const found = await systemLookup(host, { all: true, order: 'verbatim' })
  return found.map(({ address }) => address)
}
