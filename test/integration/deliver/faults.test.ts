import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { countsAsTry, readAnswer } from '../../../src/alert/answer.ts'
import { attempt } from '../../../src/deliver/attempt.ts'
import { createEgress } from '../../../src/fetch/egress.ts'

const opened: Array<() => Promise<unknown> | unknown> = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()))
})

/** A receiver that misbehaves on the wire; it is handed each request's bytes once the body has come. */
async function setup(misbehave: (socket: Socket) => void, timeoutMs = 2_000) {
  const sockets = new Set<Socket>()
  let requests = 0
  const server = createServer((socket) => {
    sockets.add(socket)
    let got = ''
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      got += chunk.toString()
      if (!got.endsWith('{"a":1}')) return
      got = ''
      requests++
      misbehave(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const egress = createEgress({ userAgent: 'Stet-test', allow: [{ cidr: '127.0.0.1', port }] })
  opened.push(
    () => egress.close(),
    () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  )
  const send = (signal: AbortSignal = new AbortController().signal) =>
    attempt({ egress, url: `http://127.0.0.1:${port}/`, headers: {}, body: '{"a":1}', signal, timeoutMs })
  return { send, requests: () => requests }
}

const verdictOf = (result: Awaited<ReturnType<typeof attempt>>) => readAnswer('stet', result, Date.now()).kind

describe('one attempt, against a receiver that', () => {
  it('accepts and never answers: a timeout, tried again', async () => {
    const { send } = await setup(() => {}, 300)
    const result = await send()
    expect(result).toMatchObject({ status: null, error: { code: 'timeout' } })
    expect(result.tookMs).toBeGreaterThanOrEqual(290)
    expect(verdictOf(result)).toBe('retry')
  })

  it('resets after it has read the body: tried again', async () => {
    const { send } = await setup((socket) => socket.resetAndDestroy())
    const result = await send()
    expect(result).toMatchObject({ status: null, error: { code: 'reset' } })
    expect(verdictOf(result)).toBe('retry')
  })

  it('redirects to a private address: failed, not followed', async () => {
    const { send, requests } = await setup((socket) =>
      socket.end('HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n'),
    )
    const result = await send()
    expect(result.status).toBe(302)
    expect(verdictOf(result)).toBe('retry')
    expect(requests()).toBe(1)
  })

  it('answers without end: 4 KB are read, and it is taken for delivered', async () => {
    const { send } = await setup((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const pour = () => {
        if (!socket.destroyed) socket.write('x'.repeat(65_536), pour)
      }
      pour()
    })
    const result = await send()
    expect(result.answer).toHaveLength(4_096)
    expect(verdictOf(result)).toBe('delivered')
  })

  it('says 200 and breaks off: the head was the receipt', async () => {
    const { send } = await setup((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\npart', () => socket.destroy())
    })
    const result = await send()
    expect(result.status).toBe(200)
    expect(result.error).not.toBeNull()
    expect(verdictOf(result)).toBe('delivered')
  })

  it('is slow when Stet shuts down: aborted, and no try', async () => {
    const { send } = await setup(() => {}, 5_000)
    const stop = new AbortController()
    const running = send(stop.signal)
    stop.abort()
    const result = await running
    expect(result).toMatchObject({ status: null, error: { code: 'aborted' } })
    expect(countsAsTry(result)).toBe(false)
  })

  it('stands at a private address that nobody allowed: not dialled', async () => {
    const egress = createEgress({ userAgent: 'Stet-test' })
    opened.push(() => egress.close())
    const signal = new AbortController().signal
    const result = await attempt({ egress, url: 'https://10.0.0.7/hook', headers: {}, body: '{}', signal })
    expect(result.error?.code).toBe('refused_address')
  })
})
