import type { Severity } from '../article.ts'
import { EVENT_SCHEMA, type EventOf } from './event.ts'
import { eventId } from './event-id.ts'
import { fitEvent } from './fit-event.ts'

type HealthType = 'endpoint.failing' | 'endpoint.exhausted' | 'endpoint.disabled'
type EndpointRef = EventOf<'endpoint.failing'>['data']['endpoint']

const HEALTH: Record<HealthType, { severity: Severity; says: string }> = {
  'endpoint.failing': { severity: 'minor', says: 'is failing' },
  'endpoint.exhausted': { severity: 'major', says: 'used up all tries of a message' },
  'endpoint.disabled': { severity: 'critical', says: 'was disabled' },
}

/** The event that an endpoint is in trouble. `host` of the endpoint stands for its URL, which is a secret. */
export function endpointHealth<T extends HealthType>(told: {
  type: T
  endpoint: EndpointRef
  failures: number
  since: string | null
  lastError: string | null
  deliveries: number
  now: string
}): EventOf<T> {
  const { severity, says } = HEALTH[told.type]
  const name = told.endpoint.name ?? told.endpoint.id
  const event = {
    type: told.type,
    timestamp: told.now,
    data: {
      schema: EVENT_SCHEMA,
      // A row of failures is told once; each message that is given up is a happening of its own.
      id: eventId(
        told.type,
        told.endpoint.id,
        told.type === 'endpoint.exhausted' ? told.now : (told.since ?? told.now),
      ),
      severity,
      line: `endpoint ${name} (${told.endpoint.host}) ${says}${told.lastError === null ? '' : `: ${told.lastError}`}`,
      cut: false,
      endpoint: told.endpoint,
      failures: told.failures,
      since: told.since,
      last_error: told.lastError,
      deliveries: told.deliveries,
    },
  }
  return fitEvent(event as EventOf<T>)
}

/** The event that a whole site cannot be read. */
export function siteBroken(told: {
  host: string
  state: string | null
  detail: string | null
  since: string
  articles: number
  now: string
}): EventOf<'site.broken'> {
  return fitEvent({
    type: 'site.broken',
    timestamp: told.now,
    data: {
      schema: EVENT_SCHEMA,
      id: eventId('site.broken', told.host, told.since),
      severity: 'major',
      line: `${told.host} cannot be read (${told.state ?? 'unknown reason'}): ${told.articles} articles wait`,
      cut: false,
      host: told.host,
      state: told.state,
      detail: told.detail,
      since: told.since,
      articles: told.articles,
    },
  })
}

/** The event that a feed or sitemap is gone for good, by its server's word. */
export function sourceGone(told: {
  source: { id: string; url: string; title: string | null }
  since: string
  lastReadAt: string | null
  now: string
}): EventOf<'source.gone'> {
  const { id, url: full, title } = told.source
  const { host, origin, pathname } = new URL(full)
  const url = origin + pathname
  return fitEvent({
    type: 'source.gone',
    timestamp: told.now,
    data: {
      schema: EVENT_SCHEMA,
      id: eventId('source.gone', id, told.since),
      severity: 'major',
      line: `source ${id} (${url}) is gone by its server's word (410): it points at nothing any more`,
      cut: false,
      source: { id, url, title },
      host,
      since: told.since,
      last_read_at: told.lastReadAt,
    },
  })
}

/** The event that the disk of the ledger runs full. */
export function diskLow(told: { freeBytes: number; totalBytes: number; now: string }): EventOf<'disk.low'> {
  return fitEvent({
    type: 'disk.low',
    timestamp: told.now,
    data: {
      schema: EVENT_SCHEMA,
      id: eventId('disk.low', told.now.slice(0, 13)),
      severity: 'critical',
      line: `disk is running full: ${Math.floor(told.freeBytes / 2 ** 20)} MiB of ${Math.floor(told.totalBytes / 2 ** 20)} MiB free`,
      cut: false,
      free_bytes: told.freeBytes,
      total_bytes: told.totalBytes,
    },
  })
}

/** What `stet endpoint test` sends. */
export function testPing(told: { endpoint: EndpointRef | null; now: string }): EventOf<'test.ping'> {
  return fitEvent({
    type: 'test.ping',
    timestamp: told.now,
    data: {
      schema: EVENT_SCHEMA,
      id: eventId('test.ping', told.endpoint?.id ?? '', told.now),
      severity: 'none',
      line: 'This is a test from Stet: alerts will arrive here.',
      cut: false,
      endpoint: told.endpoint,
    },
  })
}
