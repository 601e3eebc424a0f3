import { afterEach, expect, test } from 'vitest'
import { type CollectedSpan, type Collector, openCollector } from './collector.ts'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
let collector: Collector | undefined
afterEach(async () => {
  await stet?.close()
  await collector?.close()
})

/** Names from the root down to a span. */
function path(span: CollectedSpan, spans: CollectedSpan[]): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId)
  return [...(parent ? path(parent, spans) : []), span.name]
}

test('a trace follows an article from the claim of its host to the delivery, over both queues and over processes', async () => {
  // A rare plan: what the planner finds owed before its bell is rung is rung for in a trace of the planner's.
  stet = await openStet({ plan: { tick_ms: 3_000, claim_s: 10, lease_s: 20 } })
  collector = await openCollector()
  const { spans, requests, url } = collector
  const traced = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/`,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-team=harbour',
    OTEL_SERVICE_NAME: 'stet-of-the-harbour',
  }
  expect((await stet.commandWith(traced, 'doctor')).stdout).toMatch(/ok +traces +answers/)
  stet.newsroom.stories.set('/flood?session=private', storyOf('flood'))
  await stet.watch(['/flood?session=private'])
  const workers = [
    await stet.start({ ...traced, STET_ROLES: 'plan,check' }),
    await stet.start({ ...traced, STET_ROLES: 'deliver' }),
  ]
  await stet.checked(1)
  stet.newsroom.stories.set('/flood?session=private', storyOf('flood', 21))
  await stet.makeDue()
  await until('the alert', () => stet?.desk.received.length === 1)
  // What is left is sent before the end.
  for (const worker of workers) expect(await worker.end('SIGTERM')).toBe(0)

  const sent = spans.find(({ name }) => name === 'send')
  expect(path(sent as CollectedSpan, spans)).toEqual([
    'ring check-site',
    'process check-site',
    'check',
    'ring deliver',
    'process deliver',
    'send',
  ])
  expect(sent?.attributes).toMatchObject({ 'stet.endpoint': 'desk', 'http.response.status_code': 204 })
  const line = spans.filter(({ traceId }) => traceId === sent?.traceId)
  const below = (name: string) => {
    const { spanId } = line.find((span) => span.name === name) as CollectedSpan
    return line.filter(({ parentSpanId }) => parentSpanId === spanId).map((span) => span.name)
  }
  expect(below('process check-site')).toEqual(expect.arrayContaining(['take', 'check']))
  expect(below('check')).toEqual(expect.arrayContaining(['fetch', 'think', 'write', 'addBulk deliver']))
  expect(below('process deliver')).toEqual(expect.arrayContaining(['take', 'freeze', 'send', 'write']))
  expect(line.find(({ name }) => name === 'check')?.attributes).toMatchObject({
    'stet.outcome': 'new_version',
    'url.full': 'http://n0.quaylight.example/flood',
  })
  expect(line.find(({ name }) => name === 'think')?.attributes).toMatchObject({ 'stet.alerts': 1 })
  expect(new Set(line.map(({ resource }) => resource['service.name']))).toEqual(new Set(['stet-of-the-harbour']))
  expect(requests.at(-1)).toMatchObject({ 'x-team': 'harbour' })
  // Neither polling nor housekeeping of the queue is a trace.
  const roots = spans.filter(({ parentSpanId }) => !parentSpanId).map(({ name }) => name)
  expect(roots.filter((name) => !name.startsWith('ring '))).toEqual([])
})

test('a collector that is away is told once and costs nothing else; the standard can switch traces off', async () => {
  stet = await openStet({ traces: { endpoint: 'http://127.0.0.1:1' } })
  collector = await openCollector()
  const { newsroom, desk } = stet
  newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  const worker = await stet.start({ OTEL_EXPORTER_OTLP_TIMEOUT: '500' })
  await stet.checked(1)
  newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await until('the alert', () => desk.received.length === 1)
  await until('a line', () => worker.lines.some(({ msg }) => msg === 'traces not sent'))
  expect(await worker.end('SIGTERM')).toBe(0)
  expect(worker.lines.filter(({ msg }) => msg === 'traces not sent')).toHaveLength(1)

  const off = await stet.start({ STET_TRACES_ENDPOINT: collector.url, OTEL_SDK_DISABLED: 'true' })
  await stet.makeDue()
  await stet.checked(3)
  expect(await off.end('SIGTERM')).toBe(0)
  expect(collector.requests).toEqual([])
})
