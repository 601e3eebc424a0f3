import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { listen, shut } from './newsroom.ts'

/** A span as a collector keeps it. */
export interface CollectedSpan {
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  attributes: Record<string, unknown>
  /** Of the process that sent it. */
  resource: Record<string, unknown>
}

export interface Collector {
  url: string
  spans: CollectedSpan[]
  /** The headers of each request. */
  requests: Array<Record<string, unknown>>
  close(): Promise<void>
}

/** Stands in for an OpenTelemetry collector: OTLP over HTTP as JSON, as the specification has it. */
export async function openCollector(): Promise<Collector> {
  const server = createServer()
  const collector: Collector = { url: '', spans: [], requests: [], close: () => shut(server) }
  server.on('request', async (request, response) => {
    if (request.method !== 'POST' || request.url !== '/v1/traces') return response.writeHead(404).end()
    collector.requests.push(request.headers)
    collector.spans.push(...spansOf((await json(request)) as ExportRequest))
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  collector.url = `http://127.0.0.1:${await listen(server)}`
  return collector
}

interface ExportRequest {
  resourceSpans: Array<{
    resource: { attributes: KeyValue[] }
    scopeSpans: Array<{ spans: Array<Omit<CollectedSpan, 'attributes' | 'resource'> & { attributes: KeyValue[] }> }>
  }>
}
type KeyValue = { key: string; value: Record<string, unknown> }

function spansOf({ resourceSpans }: ExportRequest): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({ ...span, attributes: plain(span.attributes), resource: plain(resource.attributes) })),
    ),
  )
}

function plain(attributes: KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}
