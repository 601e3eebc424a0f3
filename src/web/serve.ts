import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AnswerDeps, answerBack } from './answer.ts'

/** What the web asks of the running program. */
export interface WebDeps {
  /** Why the program is not ready; empty when it is. */
  notReady(): Promise<string[]>
  /** Metrics in the text format of Prometheus. */
  metrics(): Promise<string>
  answers: AnswerDeps
}

export interface WebServer {
  port: number
  close(): Promise<void>
}

/**
 * Serves /livez (the event loop turns), /readyz (the ledger, the queue and the planner work), /metrics, and /answer/TOKEN,
 * where editors answer back to an alert.
 */
export async function serveWeb(deps: WebDeps, { host, port }: { host: string; port: number }): Promise<WebServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stet').pathname
    void answer(path, deps, request, response).catch((error: unknown) => {
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

async function answer(path: string, deps: WebDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (path.startsWith('/answer/')) {
    const { status, type, body, headers } = await answerBack(request, path.slice('/answer/'.length), deps.answers)
    return send(response, status, type, body, { ...PAGE_HEADERS, ...headers })
  }
  switch (path) {
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

/** A page of ours runs nothing, loads nothing, posts to itself alone and stands in nobody's frame. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
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
