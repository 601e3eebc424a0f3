import { createServer, type IncomingMessage } from 'node:http'
import { Webhook } from 'standardwebhooks'

export interface Arrival {
  eventId: string
  webhookId: string
  body: string
  atMs: number
  /** Whether it was answered 2xx. */
  taken: boolean
}

export interface Receiver {
  port: number
  secret: string
  arrivals: Arrival[]
  /** What came without a good signature. */
  refused: number
  close(): void
}

export type Manner = 'take' | 'fail' | 'cut' | 'hang'

/**
 * An editor's endpoint on loopback that verifies by the npm package `standardwebhooks` and behaves as `manner` says of
 * each request: takes it, answers 500, breaks off after it has read the body, or never answers.
 * @param delayMs how long it takes to answer
 */
export async function openReceiver(manner: (nth: number) => Manner, delayMs = 0): Promise<Receiver> {
  const server = createServer()
  const receiver: Receiver = { port: 0, secret: '', arrivals: [], refused: 0, close }
  let requests = 0
  server.on('request', async (request, response) => {
    const body = await readAll(request).catch(() => null)
    if (body === null) return
    const how = manner(requests++)
    try {
      const event = new Webhook(receiver.secret).verify(body, request.headers as Record<string, string>)
      const eventId = (event as { data: { id: string } }).data.id
      const webhookId = String(request.headers['webhook-id'])
      receiver.arrivals.push({ eventId, webhookId, body, atMs: Date.now(), taken: how === 'take' })
    } catch {
      receiver.refused++
    }
    if (how === 'hang') return
    if (how === 'cut') request.socket.destroy()
    else if (delayMs > 0) setTimeout(() => response.writeHead(how === 'take' ? 204 : 500).end(), delayMs)
    else response.writeHead(how === 'take' ? 204 : 500).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  receiver.port = typeof address === 'object' && address ? address.port : 0
  return receiver

  function close(): void {
    server.closeAllConnections()
    server.close()
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
