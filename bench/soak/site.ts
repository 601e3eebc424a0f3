import { renameSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { randomOf } from '../load/page.ts'
import { soakPage } from './page.ts'
import { type ArticleFault, articleFaultAt, type HostFault, hostFaultAt, type Pace } from './plan.ts'

/** Orders by IPC, each answered; nothing goes wrong before `begin`. */
export type SoakOrder =
  | { kind: 'begin'; pace: Pace; hosts: number; resolver: string }
  | { kind: 'edit' | 'remove' | 'restore'; article: number }
  | { kind: 'report' }
export interface SoakReport {
  /** Faulty answers: of which article, when (epoch ms), which. */
  served: Served[]
  good: number
  /** Connections that are open to the site. */
  sockets: number
}

export interface Served {
  of: string
  at: number
  fault: string
}

type Fault = ArticleFault | Exclude<HostFault, `dns_${string}`> | 'removed'
type Answer = (request: IncomingMessage, response: ServerResponse, html: string) => void

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const GZIP = { ...HTML, 'content-encoding': 'gzip' }
/** Longer than the bench lets a whole answer take. */
const SLOW_MS = 4_000

const plainly =
  (status: number, html: string, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, { ...HTML, ...headers }).end(html)
const WALL =
  '<title>Just a moment...</title><h1>Checking your browser before you go on</h1><p>Enable JavaScript and cookies to continue</p><div id="cf-challenge"></div>'
const MISSING =
  '<title>Page not found - The Lynfold Post</title><h1>Page not found</h1><p>The page that you asked for could not be found.</p>'

const ANSWERS: Record<Fault, Answer> = {
  reset: (request) => request.socket.resetAndDestroy(),
  reset_in_body(request, response, html) {
    const body = gzipSync(html)
    response.writeHead(200, { ...GZIP, 'content-length': body.length }).write(body.subarray(0, 60))
    setTimeout(() => request.socket.resetAndDestroy(), 20)
  },
  slow_body(_, response, html) {
    const body = gzipSync(html)
    response.writeHead(200, { ...GZIP, 'content-length': body.length }).write(body.subarray(0, 40))
    setTimeout(() => response.end(body.subarray(40)), SLOW_MS).unref()
  },
  status_500: plainly(500, '<h1>Internal error</h1>'),
  status_502: plainly(502, '<h1>Bad gateway</h1>'),
  status_503: plainly(503, '<h1>Too busy</h1>', { 'retry-after': '2' }),
  long_length(_, response, html) {
    const body = gzipSync(html)
    response.writeHead(200, { ...GZIP, 'content-length': body.length + 500 }).write(body)
    setTimeout(() => response.destroy(), 20)
  },
  // Not compressed: half of the page comes whole, as far as anybody can tell by its length.
  short_length(_, response, html) {
    const body = Buffer.from(html.replace('</main>', `${'<!-- padding -->'.repeat(20)}</main>`))
    const end = body.indexOf('An independent panel')
    response.writeHead(200, { ...HTML, 'content-length': end, connection: 'close' }).end(body.subarray(0, end))
  },
  cut_gzip(_, response, html) {
    const body = gzipSync(html)
    const cut = body.subarray(0, Math.floor(body.length / 2))
    response.writeHead(200, { ...GZIP, 'content-length': cut.length }).end(cut)
  },
  wall_403: plainly(403, WALL, { 'cf-mitigated': 'challenge' }),
  wall_200: plainly(200, WALL),
  not_found: plainly(404, MISSING),
  soft_404: plainly(200, MISSING),
  host_502: plainly(502, '<h1>Bad gateway</h1>'),
  host_wall: plainly(403, WALL, { 'cf-mitigated': 'challenge' }),
  host_not_found: plainly(404, MISSING),
  removed: plainly(404, MISSING),
}

function serve(): void {
  const editions = new Map<number, number>()
  const answers = new Map<number, number>()
  const removed = new Set<number>()
  const served: Served[] = []
  let good = 0
  let begun: { at: number; pace: Pace } | null = null

  const server = createServer((request, response) => {
    const article = Number(/^\/s\/(\d+)$/.exec(request.url ?? '')?.[1] ?? -1)
    if (article < 0) return response.writeHead(404).end()
    const host = Number(/^h(\d+)\./.exec(request.headers.host ?? '')?.[1])
    const elapsedMs = begun ? Date.now() - begun.at : 0
    const ofHost = begun ? hostFaultAt(host, elapsedMs) : null
    const ofArticle = begun ? articleFaultAt(article, elapsedMs, begun.pace) : null
    // While its name is not to be found the host keeps no connection: the next question has to look it up.
    const nameless = ofHost?.startsWith('dns_') === true
    if (nameless) response.setHeader('connection', 'close')
    const fault = ofHost !== null && !nameless ? (ofHost as Fault) : removed.has(article) ? 'removed' : ofArticle
    if (fault) served.push({ of: String(article), at: Date.now(), fault })
    else good++
    const nth = (answers.get(article) ?? 0) + 1
    answers.set(article, nth)
    const edition = editions.get(article) ?? 0
    const html = soakPage(article, edition, nth)
    if (fault) return ANSWERS[fault](request, response, html)
    // Half of the good answers are honest 304s.
    const etag = `"${article}-${edition}"`
    if (randomOf(`turn ${article} ${nth}`)() < 0.5 && request.headers['if-none-match'] === etag) {
      return response.writeHead(304, { etag }).end()
    }
    const body = gzipSync(html, { level: 1 })
    return response.writeHead(200, { ...GZIP, etag, 'content-length': body.length }).end(body)
  })

  const carryOut = async (order: SoakOrder): Promise<SoakReport | object> => {
    switch (order.kind) {
      case 'begin':
        begun = { at: Date.now(), pace: order.pace }
        tellResolver(order, begun.at)
        return {}
      case 'edit':
        editions.set(order.article, (editions.get(order.article) ?? 0) + 1)
        return {}
      case 'remove':
        removed.add(order.article)
        return {}
      case 'restore':
        removed.delete(order.article)
        return {}
      case 'report':
        return { served, good, sockets: await socketsOf(server) }
    }
  }
  process.on('message', async (order: SoakOrder) => process.send?.(await carryOut(order)))
  process.on('disconnect', () => process.exit(0))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ kind: 'listening', port: typeof address === 'object' && address ? address.port : 0 })
  })
}

/** Once a second the resolver's file says which names are not to be found, and how. */
function tellResolver({ hosts, resolver }: Extract<SoakOrder, { kind: 'begin' }>, from: number): void {
  setInterval(() => {
    const failing: Record<string, string> = {}
    for (let host = 0; host < hosts; host++) {
      const fault = hostFaultAt(host, Date.now() - from)
      if (fault?.startsWith('dns_')) failing[`h${host}.soak.example`] = fault
    }
    writeFileSync(`${resolver}.new`, JSON.stringify(failing))
    renameSync(`${resolver}.new`, resolver)
  }, 1_000).unref()
}

function socketsOf(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
}

if (process.send) serve()
