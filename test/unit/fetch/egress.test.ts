import net from 'node:net'
import { describe, expect, it } from 'vitest'
import { createEgress, type Egress, type EgressRequest } from '../../../src/fetch/egress.ts'
import { siteOf } from './loopback.ts'

function get(egress: Egress, url: string, more: Partial<EgressRequest> = {}) {
  return egress.request({ method: 'GET', url, purpose: 'page', ...more })
}

describe('egress', () => {
  it('brings status, headers and the bytes of the wire, under its own User-Agent', async () => {
    let agent: string | undefined
    const { egress } = await siteOf((request, response) => {
      agent = request.headers['user-agent']
      response.writeHead(200, [
        ['X-A', '1'],
        ['X-A', '2'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ])
      response.end('hei')
    })
    const result = await get(egress, 'http://avis.test/sak')
    expect(result).toMatchObject({
      kind: 'response',
      status: 200,
      headers: { 'x-a': '1, 2' },
      setCookies: ['a=1', 'b=2'],
      cut: false,
      address: '127.0.0.1',
    })
    expect(result.kind === 'response' && Buffer.from(result.body).toString()).toBe('hei')
    expect(agent).toBe('stet-test')
  })

  it('follows no redirect', async () => {
    const { egress } = await siteOf((_, response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end())
    expect(await get(egress, 'http://avis.test/')).toMatchObject({ kind: 'response', status: 302 })
  })

  it('keeps one connection for one request after the other', async () => {
    const { egress, server } = await siteOf((_, response) => response.end('x'))
    let connections = 0
    server.on('connection', () => connections++)
    for (let i = 0; i < 5; i++) await get(egress, 'http://avis.test/')
    expect(connections).toBe(1)
  })

  it('refuses loopback by default, as a literal, by name and by settings alone', async () => {
    const { egress, port } = await siteOf((_, response) => response.end('x'), {
      allow: [],
      lookup: async () => ['127.0.0.1'],
    })
    for (const url of [
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      'http://avis.test/',
      'http://[::1]/',
    ]) {
      expect(await get(egress, url)).toMatchObject({ kind: 'failure', code: 'refused_address' })
    }
  })

  it('opens exactly the allowed port of an allowed address', async () => {
    const { egress, port } = await siteOf((_, response) => response.end('x'))
    expect(await get(egress, `http://127.0.0.1:${port}/`)).toMatchObject({ kind: 'response' })
    expect(await get(egress, `http://127.0.0.1:${port === 65_535 ? port - 1 : port + 1}/`)).toMatchObject({
      code: 'refused_address',
    })
    expect(await get(egress, `http://127.0.0.2:${port}/`)).toMatchObject({ code: 'refused_address' })
  })

  it('lets a webhook use http only where egress.allow opened the address', async () => {
    const { egress } = await siteOf((_, response) => response.end('x'))
    const post = { method: 'POST', purpose: 'webhook', body: '{}' } as const
    expect(await get(egress, 'http://krok.test/', post)).toMatchObject({ kind: 'response', status: 200 })
    const closed = createEgress({ userAgent: 'x', lookup: async () => ['93.184.215.14'], dial: () => expect.fail() })
    expect(await get(closed, 'http://krok.example/', post)).toMatchObject({ code: 'refused_address' })
    await closed.close()
  })

  it('refuses a name when any of its addresses is private, and dials none', async () => {
    const dialled: string[] = []
    const egress = createEgress({
      userAgent: 'x',
      lookup: async () => ['93.184.215.14', '::1'],
      dial: ({ hostname }) => dialled.push(hostname),
    })
    expect(await get(egress, 'https://mixed.example/')).toMatchObject({ code: 'refused_address' })
    expect(dialled).toEqual([])
    await egress.close()
  })

  it('drops a connection that ended up somewhere else than it was dialled', async () => {
    const { port } = await siteOf((_, response) => response.end('secret'))
    const egress = createEgress({
      userAgent: 'x',
      lookup: async () => ['93.184.215.14'],
      dial: (_, callback) => {
        const socket = net.connect(port, '127.0.0.1', () => callback(null, socket))
      },
    })
    expect(await get(egress, 'http://fjern.example/')).toMatchObject({ kind: 'failure', code: 'refused_address' })
    await egress.close()
  })

  it('reads no further than the bound and says so', async () => {
    const { egress } = await siteOf((_, response) => response.end('x'.repeat(300_000)))
    const result = await get(egress, 'http://avis.test/', { maxWireBytes: 1000 })
    expect(result).toMatchObject({ kind: 'response', cut: true })
    expect(result.kind === 'response' && result.body.length).toBe(1000)
  })

  it('can stop at the head, and the next request is answered on its own', async () => {
    const { egress } = await siteOf((_, response) => response.end('x'.repeat(300_000)))
    const head = await get(egress, 'http://avis.test/', { maxWireBytes: (status) => (status === 200 ? 0 : 10) })
    expect(head).toMatchObject({ kind: 'response', status: 200, cut: true })
    expect(await get(egress, 'http://avis.test/')).toMatchObject({ kind: 'response', cut: false })
  })

  it('ends what gives no head, and what drips its body, by the two deadlines', async () => {
    const silent = net.createServer(() => {})
    const { egress } = await siteOf(silent)
    const nothing = await get(egress, 'http://stille.test/', { headTimeoutMs: 60 })
    expect(nothing).toMatchObject({ kind: 'failure', code: 'timeout', status: null })

    const dripping = await siteOf((_, response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('x'), 10)
      response.on('close', () => clearInterval(timer))
    })
    const drip = await get(dripping.egress, 'http://drypp.test/', { totalTimeoutMs: 2_000 })
    expect(drip).toMatchObject({ kind: 'failure', code: 'timeout', status: 200 })
  })

  it('covers DNS by the deadline for connecting', async () => {
    const egress = createEgress({ userAgent: 'x', lookup: () => new Promise(() => {}), connectTimeoutMs: 40 })
    expect(await get(egress, 'https://treg.example/')).toMatchObject({ kind: 'failure', code: 'timeout' })
    await egress.close()
  })

  it('ends a request by the caller’s signal', async () => {
    const { egress } = await siteOf(net.createServer(() => {}))
    expect(await get(egress, 'http://a.test/', { signal: AbortSignal.abort('shutdown') })).toMatchObject({
      code: 'aborted',
    })
  })

  it('tells DNS, refusal, reset, cut answers and nonsense apart', async () => {
    const missing = createEgress({
      userAgent: 'x',
      lookup: async () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })),
    })
    expect(await get(missing, 'https://borte.example/')).toMatchObject({ code: 'dns_error', cause: 'ENOTFOUND' })
    await missing.close()

    const cases: Array<[string, string]> = [
      ['', 'reset'],
      ['HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nshort', 'reset'],
      ['SSH-2.0-OpenSSH_9.6\r\n', 'protocol_error'],
      ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nhei\r\n', 'protocol_error'],
    ]
    for (const [bytes, code] of cases) {
      const { egress } = await siteOf(net.createServer((socket) => socket.once('data', () => socket.end(bytes))))
      expect([bytes, await get(egress, 'http://rar.test/')]).toMatchObject([bytes, { kind: 'failure', code }])
    }
  })

  it('answers a URL that no socket may be opened for without asking DNS', async () => {
    const egress = createEgress({ userAgent: 'x', lookup: () => expect.fail() })
    expect(await get(egress, 'gopher://a.example/')).toMatchObject({ kind: 'failure', code: 'refused_url' })
    await egress.close()
  })

  it('answers a header that cannot be sent with a failure, and goes on', async () => {
    const { egress } = await siteOf((_, response) => response.end('x'))
    const bad = await get(egress, 'http://avis.test/', { headers: { 'x-a': 'b\r\nx-c: d' } })
    expect(bad).toMatchObject({ kind: 'failure', code: 'protocol_error' })
    expect(await get(egress, 'http://avis.test/')).toMatchObject({ kind: 'response', status: 200 })
  })

  it('tries the next address when one does not answer', async () => {
    const { port } = await siteOf((_, response) => response.end('x'))
    const egress = createEgress({
      userAgent: 'x',
      allow: [
        { cidr: '127.0.0.0/30', port },
        { cidr: '::1', port },
      ],
      lookup: async () => ['127.0.0.3', '127.0.0.1'],
    })
    expect(await get(egress, `http://to.example:${port}/`)).toMatchObject({ kind: 'response', address: '127.0.0.1' })
    await egress.close()
  })

  it('will not start on settings that it cannot read', () => {
    expect(() => createEgress({ userAgent: 'x', allow: [{ cidr: '10.0.0.0/40', port: 80 }] })).toThrow('10.0.0.0/40')
    expect(() => createEgress({ userAgent: 'x', allow: [{ cidr: '10.0.0.1', port: 0 }] })).toThrow('port')
    expect(() => createEgress({ userAgent: 'x', resolve: { 'a.test': 'b.test:80' } })).toThrow('b.test:80')
  })
})
