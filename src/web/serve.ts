import { createServer, type ServerResponse } from 'node:http'

/** What the web asks of the running program. */
export interface WebDeps {
  /** Why the program is not ready; empty when it is. */
  notReady(): Promise<string[]>
  /** Metrics in the text format of Prometheus. */
  metrics(): Promise<string>
}

export interface WebServer {
  port: number
  close(): Promise<void>
}

/** Serves /livez (the event loop turns), /readyz (the ledger, the queue and the planner work) and /metrics. */
export async function serveWeb(deps: WebDeps, { host, port }: { host: string; port: number }): Promise<WebServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stet').pathname
    void answer(path, deps, response).catch((error: unknown) => {
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

async function answer(path: string, deps: WebDeps, response: ServerResponse): Promise<void> {
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

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type.includes('charset') ? type : `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}
