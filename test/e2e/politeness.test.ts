import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { listen, shut } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

const GAP_MS = 250
const HOSTS = 3
const ARTICLES = 8
const ANSWER_MS = 30
const BREATH_S = 4

let open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.reverse()) await close()
  open = []
})

/** A site of several host names that writes down when each request began and ended. */
async function setup(): Promise<{
  stet: Stet
  hits: Map<string, Array<{ from: number; to: number }>>
  server: Server
}> {
  const hits = new Map<string, Array<{ from: number; to: number }>>()
  const server = createServer((request, response) => {
    const hit = { from: performance.now(), to: Number.POSITIVE_INFINITY }
    const host = (request.headers.host ?? '').split(':')[0] ?? ''
    hits.set(host, [...(hits.get(host) ?? []), hit])
    setTimeout(() => {
      hit.to = performance.now()
      if (!request.url?.startsWith('/story')) return response.writeHead(404).end()
      const text = `Council of Port Quay weighs story ${request.url}`
      const body = Array.from({ length: 6 }, (_, n) => `<p>The council met on day ${n} and weighed the plan again.</p>`)
      response.writeHead(200, { 'content-type': 'text/html' })
      return response.end(`<html lang="en"><title>${text}</title><article><h1>${text}</h1>${body.join('')}</article>`)
    }, ANSWER_MS)
  })
  const port = await listen(server)
  open.push(() => shut(server))
  const stet = await openStet({
    politeness: { gap_ms: GAP_MS },
    plan: { tick_ms: 100, claim_s: 5, lease_s: 20, articles: 3 },
    egress: {
      allow: [{ cidr: '127.0.0.1/32', port }],
      resolve: { '*.quaylight.example': `127.0.0.1:${port}` },
    },
  })
  open.push(() => stet.close())
  return { stet, hits, server }
}

test('several processes and a person never ask a host twice at once, nor closer than its gap', async () => {
  const { stet, hits } = await setup()
  const urls = Array.from({ length: HOSTS * ARTICLES }, (_, n) => `http://n${n % HOSTS}.quaylight.example/story/${n}`)
  expect((await stet.command('track', ...urls)).code).toBe(0)
  await Promise.all([stet.start(), stet.start(), stet.start()])
  const person = stet.command('check', urls[0] ?? '', '--json')
  await stet.checked(1)
  await stet.makeDue()
  await stet.checked(2)
  expect((await person).code).toBe(0)

  expect(hits.size).toBe(HOSTS)
  for (const [host, list] of hits) {
    expect(list.length, host).toBeGreaterThanOrEqual(2 * ARTICLES)
    const pauses = list.slice(1).map((hit, n) => hit.from - (list[n]?.to ?? 0))
    // Timers may fire a millisecond early.
    expect(Math.min(...pauses), `${host}: pauses of ${pauses.map(Math.round)}`).toBeGreaterThanOrEqual(GAP_MS - 2)
  }
})

test('the articles of a host come over one connection, which is not left open', async () => {
  const { stet, hits, server } = await setup()
  // Who closes it is Stet.
  server.keepAliveTimeout = 0
  let connections = 0
  server.on('connection', () => connections++)
  const urls = Array.from({ length: ARTICLES }, (_, n) => `http://n0.quaylight.example/story/${n}`)
  expect((await stet.command('track', ...urls)).code).toBe(0)
  await stet.start()
  await stet.checked(1)
  expect(hits.get('n0.quaylight.example')).toHaveLength(1 + ARTICLES)
  expect(connections).toBe(1)
  await until('no connection left', async () => {
    const left = await new Promise<number>((resolve, reject) =>
      server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    )
    return left === 0
  })
})

test('a host that asks for patience gets it from every process, and so does one that names its own pace', async () => {
  const hits = new Map<string, number[]>()
  const times = (host: string) => hits.get(host) ?? []
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0] ?? ''
    if (request.url === '/robots.txt') {
      return host.startsWith('paced')
        ? response.writeHead(200).end('User-agent: *\nCrawl-delay: 1\n')
        : response.writeHead(404).end()
    }
    hits.set(host, [...times(host), performance.now()])
    // The second request is one too many; the breath that it asks for is longer than any of our own pauses here.
    if (host.startsWith('busy') && times(host).length === 2) {
      return response.writeHead(503, { 'retry-after': String(BREATH_S) }).end()
    }
    const text = `Council of Port Quay weighs story ${request.url}`
    const body = Array.from({ length: 6 }, (_, n) => `<p>The council met on day ${n} and weighed the plan again.</p>`)
    response.writeHead(200, { 'content-type': 'text/html' })
    return response.end(`<html lang="en"><title>${text}</title><article><h1>${text}</h1>${body.join('')}</article>`)
  })
  const port = await listen(server)
  open.push(() => shut(server))
  const stet = await openStet({
    politeness: { gap_ms: 0 },
    plan: { tick_ms: 100, claim_s: 5, lease_s: 20, articles: 2 },
    egress: {
      allow: [{ cidr: '127.0.0.1/32', port }],
      resolve: { '*.quaylight.example': `127.0.0.1:${port}` },
    },
  })
  open.push(() => stet.close())
  const urls = ['busy', 'paced'].flatMap((host) =>
    [0, 1, 2, 3].map((n) => `http://${host}.quaylight.example/story/${n}`),
  )
  await stet.command('track', ...urls)
  await Promise.all([stet.start(), stet.start(), stet.start()])
  await stet.checked(1)

  const [, second = 0, third = 0] = times('busy.quaylight.example')
  expect(third - second).toBeGreaterThanOrEqual(BREATH_S * 1000 - 2)
  const paced = times('paced.quaylight.example')
  expect(paced.length).toBeGreaterThanOrEqual(4)
  for (const [n, at] of paced.slice(1).entries()) expect(at - (paced[n] ?? 0)).toBeGreaterThanOrEqual(998)
  const site = await stet.command('site', 'busy.quaylight.example')
  expect(site.stdout).toMatch(/politeness +slowed \d\.\d times after answers of 429 or 503/)
})
