import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { createEgress, type Egress, type EgressSettings } from '../../../src/fetch/egress.ts'

/** A server on loopback and an egress that reaches it, and nothing else, under any name of `.test`. */
export async function siteOf(
  answer: http.RequestListener | net.Server,
  settings: Partial<EgressSettings> = {},
): Promise<{ egress: Egress; port: number; server: net.Server }> {
  const server = answer instanceof net.Server ? answer : http.createServer(answer)
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const egress = createEgress({
    userAgent: 'stet-test',
    allow: [{ cidr: '127.0.0.1', port }],
    resolve: { '*.test': `127.0.0.1:${port}` },
    lookup: (host) => Promise.reject(Object.assign(new Error(`no ${host}`), { code: 'ENOTFOUND' })),
    ...settings,
  })
  onTestFinished(async () => {
    await egress.close()
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  return { egress, port, server }
}
