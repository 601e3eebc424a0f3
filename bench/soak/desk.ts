import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { z } from 'zod'

/** An editors' desk that takes everything and writes down what it was told, once per message id. */
export interface SoakDesk {
  port: number
  /** By article and type, how often it was told: `17 article.changed`; of a site by its host. */
  told: Map<string, number>
  /** Messages that came again under the same id: allowed, but not counted twice. */
  repeated(): number
  sockets(): Promise<number>
  close(): void
}

const event = z.object({
  type: z.string(),
  data: z.object({
    article: z.object({ url: z.string() }).optional(),
    host: z.string().optional(),
    events: z.array(z.unknown()).optional(),
  }),
})

export async function openDesk(): Promise<SoakDesk> {
  const told = new Map<string, number>()
  const ids = new Set<string>()
  let repeats = 0
  const note = (body: unknown): void => {
    const { type, data } = event.parse(body)
    if (data.events) {
      data.events.forEach(note)
      return
    }
    const of = /\/s\/(\d+)$/.exec(data.article?.url ?? '')?.[1] ?? data.host ?? '?'
    told.set(`${of} ${type}`, (told.get(`${of} ${type}`) ?? 0) + 1)
  }
  const server = createServer(async (request, response) => {
    const body = await json(request)
    const id = String(request.headers['webhook-id'])
    if (ids.has(id)) repeats++
    else note(body)
    ids.add(id)
    response.writeHead(204).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    told,
    repeated: () => repeats,
    sockets: () => new Promise((resolve, reject) => server.getConnections((e, n) => (e ? reject(e) : resolve(n)))),
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
