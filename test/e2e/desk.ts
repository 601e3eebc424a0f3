import { createServer, type IncomingMessage } from 'node:http'
import { Webhook } from 'standardwebhooks'
import { listen, shut } from './newsroom.ts'

export interface Received {
  webhookId: string
  body: string
  event: { type: string; data: { line: string; article: { url: string }; changes: Array<Record<string, unknown>> } }
}

export interface Desk {
  port: number
  /** The endpoint's secret: what does not verify is refused with 401 and not kept. */
  secret: string
  /** Everything that was received and verified, repeats too. */
  received: Received[]
  refused: number
  /** Called once the body is read and before the answer; returns the status to answer with. */
  before: (received: Received) => Promise<number> | number
  /** Called with every message as it came, before it is verified. */
  heard: (body: string, headers: Record<string, string>) => void
  close(): Promise<void>
}

/** An editor's endpoint on loopback; signatures are checked by the npm package `standardwebhooks`. */
export async function openDesk(): Promise<Desk> {
  const server = createServer()
  const desk: Desk = {
    port: 0,
    secret: '',
    received: [],
    refused: 0,
    before: () => 204,
    heard: () => {},
    close: () => shut(server),
  }
  server.on('request', async (request, response) => {
    const body = await readAll(request)
    try {
      desk.heard(body, request.headers as Record<string, string>)
      const event = new Webhook(desk.secret).verify(body, request.headers as Record<string, string>)
      const received = { webhookId: String(request.headers['webhook-id']), body, event: event as Received['event'] }
      desk.received.push(received)
      response.writeHead(await desk.before(received)).end()
    } catch {
      desk.refused++
      response.writeHead(401).end()
    }
  })
  desk.port = await listen(server)
  return desk
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
