import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AnswerDeps, answerBack, type WebAnswer } from './answer.ts'
import { type ArticlesDeps, articlePages } from './articles.ts'
import { PAGE_HEADERS, sorryPage } from './page.ts'
import { type UnsubscribeDeps, unsubscribe } from './unsubscribe.ts'

/** What the web asks of the running program. */
export interface WebDeps {
  /** Why the program is not ready; empty when it is. */
  notReady(): Promise<string[]>
  /** Metrics in the text format of Prometheus. */
  metrics(): Promise<string>
  answers: AnswerDeps
  articles: ArticlesDeps
  unsubscribing: UnsubscribeDeps
  /** Told of a page that could not be made. */
  failed(error: unknown): void
}

export interface WebServer {
  port: number
  close(): Promise<void>
}

/**
 * Serves /livez (the event loop turns), /readyz (the ledger, the queue and the planner work) and /metrics; and for
 * editors /answer/TOKEN, where they answer back to an alert, the pages of articles
 * (/articles/…), and /unsubscribe/TOKEN, by which a mailbox stops its mails.
 */
export async function serveWeb(deps: WebDeps, { host, port }: { host: string; port: number }): Promise<WebServer> {
  const pages = pagesOf(deps)
  const server = createServer((request, response) => {
    void answer(request, response, deps, pages).catch((error: unknown) => {
      send(response, 500, 'text/plain', `${error instanceof Error ? error.message : String(error)}\n`)
    })
  })
  server.requestTimeout = 10_000
  server.headersTimeout = 5_000
  server.maxConnections = 100
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = server.address()
  return {
    port: typeof bound === 'object' && bound ? bound.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Pages = (request: IncomingMessage, url: URL) => Promise<WebAnswer> | null

/** What editors open. */
function pagesOf(deps: WebDeps): Pages {
  const articles = articlePages(deps.articles)
  return (request, url) => {
    const { pathname } = url
    if (pathname.startsWith('/answer/')) return answerBack(request, pathname.slice('/answer/'.length), deps.answers)
    if (pathname.startsWith('/unsubscribe/')) {
      return unsubscribe(request, pathname.slice('/unsubscribe/'.length), deps.unsubscribing)
    }
    return pathname.startsWith('/articles/') ? articles(request, url) : null
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, deps: WebDeps, pages: Pages): Promise<void> {
  // Only the path and the query: a request may name any host, and `//host/` is no host here.
  const given = request.url?.startsWith('/') ? request.url : '/'
  const url = new URL(`http://stet${given}`)
  const paged = pages(request, url)
  if (paged) {
    const { status, type, body, headers } = await paged.catch((error: unknown) => failedPage(error, deps))
    return send(response, status, type, body, { ...PAGE_HEADERS, ...headers })
  }
  switch (url.pathname) {
    case '/livez':
      return send(response, 200, 'text/plain', 'alive\n')
    case '/readyz': {
      const reasons = await deps.notReady()
      return reasons.length === 0
        ? send(response, 200, 'text/plain', 'ready\n')
        : send(response, 503, 'text/plain', `not ready:\n${reasons.map((reason) => `  ${reason}\n`).join('')}`)
    }
    case '/metrics':
      return send(response, 200, 'text/plain; version=0.0.4', await deps.metrics())
    default:
      return send(response, 404, 'text/plain', 'not found\n')
  }
}

/** What went wrong inside is nothing that who opens a link needs to know. */
function failedPage(error: unknown, deps: WebDeps): WebAnswer {
  deps.failed(error)
  const says = ['Stet cannot show this page just now. Try again in a few minutes; if it stays so, tell your operator.']
  return { status: 503, type: 'text/html', body: sorryPage('Not just now', says), headers: { 'retry-after': '60' } }
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': type.includes('charset') ? type : `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(body)
}
