import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { randomOf } from './page.ts'

/**
 * A troubled site in a process of its own: small pages whose furniture turns on each answer, and faults that come and
 * go. Started by `fork`; an order by IPC edits an article for good.
 */
export type SoakOrder = { kind: 'edit'; article: number }
export type SoakNews = { kind: 'listening'; port: number }

/** Share of the answers that are faulty; never two of one article in a row: a site in trouble, not gone. */
const FAULTY = 0.06
/** First answers are good: what is watched must have been seen. */
const GOOD_FIRST = 2
const SLOW_MS = 4_000

type Fault = (request: IncomingMessage, response: ServerResponse, body: Buffer) => void

const HTML = { 'content-type': 'text/html; charset=utf-8' }
const GZIP = { ...HTML, 'content-encoding': 'gzip' }

const FAULTS: Fault[] = [
  (request) => request.socket.resetAndDestroy(),
  (_, response) => response.writeHead(500, HTML).end('<h1>Internal error</h1>'),
  (_, response) => response.writeHead(502, HTML).end('<h1>Bad gateway</h1>'),
  (_, response) => response.writeHead(404, HTML).end('<title>Not found</title><h1>Page not found</h1>'),
  (_, response) => response.writeHead(410, HTML).end('<h1>Gone</h1>'),
  (_, response) =>
    response.writeHead(403, { ...HTML, 'cf-mitigated': 'challenge' }).end('<title>Just a moment</title>'),
  (_, response, body) => {
    response.writeHead(200, { ...GZIP, 'content-length': body.length + 500 }).write(body)
    setTimeout(() => response.destroy(), 20)
  },
  (_, response, body) => {
    const cut = body.subarray(0, Math.floor(body.length / 2))
    response.writeHead(200, { ...GZIP, 'content-length': cut.length }).end(cut)
  },
  (_, response, body) => {
    response.writeHead(200, { ...GZIP, 'content-length': body.length }).write(body.subarray(0, 40))
    setTimeout(() => response.end(body.subarray(40)), SLOW_MS).unref()
  },
]

function serve(): void {
  const editions = new Map<number, number>()
  const answers = new Map<number, number>()
  const server = createServer((request, response) => {
    const article = Number(/^\/s\/(\d+)$/.exec(request.url ?? '')?.[1] ?? -1)
    if (article < 0) return response.writeHead(404).end()
    const nth = (answers.get(article) ?? 0) + 1
    answers.set(article, nth)
    const edition = editions.get(article) ?? 0
    const fault = faultOf(article, nth)
    const turned = randomOf(`turn ${article} ${nth}`)
    // Half of the good answers are honest 304s.
    const etag = `"${article}-${edition}"`
    if (!fault && turned() < 0.5 && request.headers['if-none-match'] === etag) {
      return response.writeHead(304, { etag }).end()
    }
    const body = gzipSync(soakPage(article, edition, nth), { level: 1 })
    if (fault) return fault(request, response, body)
    return response.writeHead(200, { ...GZIP, etag, 'content-length': body.length }).end(body)
  })
  process.on('message', ({ article }: SoakOrder) => {
    editions.set(article, (editions.get(article) ?? 0) + 1)
    process.send?.({ kind: 'taken' })
  })
  process.on('disconnect', () => process.exit(0))
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ kind: 'listening', port: typeof address === 'object' && address ? address.port : 0 })
  })
}

function faultOf(article: number, nth: number): Fault | null {
  const drawn = (at: number) => at > GOOD_FIRST && randomOf(`fault ${article} ${at}`)() < FAULTY
  if (!drawn(nth)) return null
  // Of faults in a row only every other one happens.
  let before = nth - 1
  while (drawn(before)) before--
  if ((nth - before) % 2 === 0) return null
  return FAULTS[Math.floor(randomOf(`kind ${article} ${nth}`)() * FAULTS.length)] ?? null
}

const TOWNS = ['Marlow Ferry', 'Quillby', 'Easthaven', 'Tarn Bridge', 'Oldcastle', 'Brimsey', 'Lynfold', 'Harrowgate']
const MATTERS = ['flood wall', 'ferry line', 'school roof', 'harbour crane', 'market hall', 'ring road', 'old mill']

function soakPage(article: number, edition: number, nth: number): string {
  const town = TOWNS[article % TOWNS.length]
  const matter = MATTERS[article % MATTERS.length]
  const hurt = 10 + (article % 40) + edition * 5
  const headline = `${hurt} people hurt as ${matter} collapses in ${town}`
  const links = Array.from(
    { length: 20 },
    (_, n) => `<li><a href="/m/${nth}-${n}">Also in the news ${nth}-${n}</a></li>`,
  )
  return `<!doctype html><html lang="en"><head><title>${headline} - The Lynfold Post</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>${headline}</h1>
<p>The collapse of the ${matter} in ${town} hurt ${hurt} people on Tuesday, the fire service said in a statement.</p>
<p>Work on the ${matter} had begun in the spring and was to be finished before winter, according to the council of ${town}.</p>
<p>Residents of case number ${article} said that they had asked for an inspection since last year and got no answer.</p>
<p>An independent panel will publish its review of the causes before the end of the summer, the mayor said.</p>
</article><aside><h2>Most read</h2><ul>${links.join('')}</ul></aside></main><footer>${nth} readers now</footer></body></html>`
}

if (process.send) serve()
