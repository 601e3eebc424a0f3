import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

/** An invented story; each part can be edited. */
export interface Story {
  headline: string
  paragraphs: string[]
  /** A box of the template that stands in the article. */
  box?: string
  /** Its page is as large as real ones are, and compressed. */
  heavy?: boolean
}

export interface Newsroom {
  port: number
  /** Articles by path; edit them in place. */
  stories: Map<string, Story>
  /** What else is served, by path, with its own type: feeds and sitemaps. */
  documents: Map<string, { type: string; body: string | Buffer; status?: number; headers?: Record<string, string> }>
  /** Requests for articles, in order. */
  hits: Array<{ path: string; at: number; conditional: boolean; status: number }>
  /** Answers honest 304s when on. */
  validators: boolean
  /** How stories are shown: whole, with most of each left to a script, or by a script alone. */
  template: 'whole' | 'shortened' | 'shell'
  /** Called before each answer; a promise holds it back. */
  before: (path: string) => Promise<void> | void
  close(): Promise<void>
}

/** A small paper on loopback, one page a story, with furniture that changes on every fetch. */
export async function openNewsroom(): Promise<Newsroom> {
  const server = createServer()
  const newsroom: Newsroom = {
    port: 0,
    stories: new Map(),
    documents: new Map(),
    hits: [],
    validators: false,
    template: 'whole',
    before: () => {},
    close: () => shut(server),
  }
  server.on('request', (request, response) => void answer(newsroom, request, response))
  newsroom.port = await listen(server)
  return newsroom
}

async function answer(newsroom: Newsroom, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/'
  const document = newsroom.documents.get(path)
  if (document) {
    const { status = 200 } = document
    newsroom.hits.push({ path, at: Date.now(), conditional: false, status })
    response.writeHead(status, { 'content-type': document.type, ...document.headers }).end(document.body)
    return
  }
  const story = newsroom.stories.get(path)
  if (!story) {
    response.writeHead(404).end()
    return
  }
  await newsroom.before(path)
  const etag = `"${Buffer.from(JSON.stringify(story)).toString('base64url').slice(-40)}"`
  const conditional = request.headers['if-none-match'] !== undefined
  const unchanged = newsroom.validators && request.headers['if-none-match'] === etag
  newsroom.hits.push({ path, at: Date.now(), conditional, status: unchanged ? 304 : 200 })
  if (unchanged) {
    response.writeHead(304, { etag }).end()
    return
  }
  const headers = { 'content-type': 'text/html; charset=utf-8', ...(newsroom.validators && { etag }) }
  if (story.heavy) {
    const heavy = rendered(newsroom, story).replace(
      '</head>',
      `<style>${'.quay { color: navy } '.repeat(6000)}</style></head>`,
    )
    response.writeHead(200, { ...headers, 'content-encoding': 'gzip' }).end(gzipSync(heavy))
    return
  }
  response.writeHead(200, headers).end(rendered(newsroom, story))
}

function rendered({ template, hits }: Newsroom, story: Story): string {
  if (template === 'shell') return SHELL
  return page(template === 'shortened' ? beginning(story) : story, hits.length)
}

const SHELL = `<!doctype html><html><head><title>The Quaylight</title></head><body><div id="root"></div>
<noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script></body></html>`

function beginning({ headline, paragraphs }: Story): Story {
  return { headline, paragraphs: paragraphs.slice(0, Math.ceil(paragraphs.length / 3)) }
}

function page({ headline, paragraphs, box }: Story, hit: number): string {
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n')
  const insert = box === undefined ? '' : `<div class="insert"><p>${box}</p></div>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${headline} - The Quaylight</title></head>
<body><header><nav><a href="/">Home</a> <a href="/weather">Weather</a></nav></header>
<main><article><h1>${headline}</h1>${body}${insert}</article>
<aside><h2>Most read</h2><ul><li><a href="/a${hit}">Ferry timetable number ${hit} published</a></li></ul></aside></main>
<footer>${hit} readers now</footer></body></html>`
}

/** A story long enough to be one, told apart by `topic`. */
export function storyOf(topic: string, dead = 12): Story {
  return {
    headline: `${topic}: council approves flood wall for Port Quay`,
    paragraphs: [
      `The council of Port Quay approved a flood wall on Tuesday after the storm that killed ${dead} people in ${topic}.`,
      `Work on the wall will begin in March, said the mayor, Ines Valdor, and is expected to last three years.`,
      `Residents of the old harbour have asked for better defences since the winter, when the quay was under water.`,
      `An independent panel will publish its review of the costs before the end of the summer, the council said.`,
    ],
  }
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

export async function shut(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
