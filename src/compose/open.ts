import type { Config } from '../config.ts'
import { createEgress, type Egress } from '../fetch/egress.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/open.ts'
import type { CarrierConnection } from '../workers/carrier.ts'
import type { Traces } from '../workers/traces.ts'
import { userAgent } from './user-agent.ts'

/** The egress of these settings; each use of an exception is logged. */
export function openEgress(config: Config, version: string, log: Log): Egress {
  return createEgress({
    userAgent: userAgent(version, config.contact),
    allow: config.egress.allow,
    resolve: config.egress.resolve,
    proxies: config.egress.proxies,
    headTimeoutMs: config.fetch.head_ms,
    totalTimeoutMs: config.fetch.total_ms,
    maxWireBytes: config.fetch.wire_bytes,
    onOpened: (opened) => log.debug(opened, 'egress opened by settings'),
  })
}

/** Traces to the collector of these settings; null, and nothing loaded, where none is set or the standard's variables say no. */
export async function openTraces(
  config: Config,
  { version, log, env }: { version: string; log: Log; env: Record<string, string | undefined> },
): Promise<Traces | null> {
  const to = collectorOf(config)
  if (to === null || env['OTEL_SDK_DISABLED'] === 'true' || env['OTEL_TRACES_EXPORTER'] === 'none') return null
  const { startTraces } = await import('../workers/traces.ts')
  return startTraces({ url: to, sample: config.traces.sample, version }, log)
}

/** The URL that takes traces by these settings. */
export function collectorOf({ traces: { endpoint, url } }: Config): string | null {
  return url ?? (endpoint === null ? null : `${endpoint.replace(/\/+$/, '')}/v1/traces`)
}

/** Where the queue lives by these settings: Redis if one is named, else beside the ledger. */
export function carrierOf(config: Config, store: Store): CarrierConnection {
  if (config.redis_url !== null) return { kind: 'redis', url: config.redis_url, unsafe: config.redis_unsafe }
  if (config.database_url !== null) return { kind: 'postgres', options: { connectionString: config.database_url } }
  const { host = '', port = 5432, user = '', database = '' } = store.connection
  return { kind: 'postgres', options: { host, port, user, database } }
}
