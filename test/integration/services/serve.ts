import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Posted {
  path: string
  headers: Record<string, string | string[] | undefined>
  body: string
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  body?: string
}

export interface Service {
  url: string
  /** Every request, whatever came of it. */
  posted: Posted[]
  /** The bodies that the service took as a message. */
  taken: string[]
  close: () => Promise<void>
}

/** A stand-in for a chat service on loopback: `answer` judges each request as the service's documentation says. */
export async function serve(answer: (posted: Posted, nowMs: number) => Reply): Promise<Service> {
  const posted: Posted[] = []
  const taken: string[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() }
      posted.push(one)
      const reply = request.method === 'POST' ? answer(one, Date.now()) : { status: 405 }
      if (reply.status < 300 && !reply.body?.includes('HTTP error')) taken.push(one.body)
      response.writeHead(reply.status, reply.headers ?? {}).end(reply.body ?? '')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    posted,
    taken,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** At most `count` requests in `windowMs`; otherwise how long to wait. */
export function limiter(count: number, windowMs: number): (nowMs: number) => number {
  let times: number[] = []
  return (nowMs) => {
    times = times.filter((ms) => ms > nowMs - windowMs)
    if (times.length >= count) return (times[0] ?? nowMs) + windowMs - nowMs
    times.push(nowMs)
    return 0
  }
}
