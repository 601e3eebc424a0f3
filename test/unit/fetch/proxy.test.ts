import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEgress, type EgressSettings } from '../../../src/fetch/egress.ts'
import { readProxy } from '../../../src/fetch/tunnel.ts'
import { siteOf } from './loopback.ts'

/** A proxy that notes what it is asked for and connects everything to one port of loopback. */
async function proxyTo(sitePort: number, status = 200) {
  const asked: Array<{ to: string; login: string | undefined }> = []
  const proxy = http.createServer()
  proxy.on('connect', (request, client: net.Socket, head) => {
    asked.push({ to: request.url ?? '', login: request.headers['proxy-authorization'] })
    if (status !== 200) {
      client.end(`HTTP/1.1 ${status} No\r\n\r\n`)
      return
    }
    const server = net.connect(sitePort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      server.write(head)
      server.pipe(client).pipe(server)
    })
    server.on('error', () => client.destroy())
    client.on('error', () => server.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return { asked, port: (proxy.address() as AddressInfo).port }
}

async function setup(over: Partial<EgressSettings> & { status?: number } = {}) {
  const { status, ...settings } = over
  const site = await siteOf((request, response) => response.end(`hei ${request.headers.host}`))
  const proxy = await proxyTo(site.port, status)
  const egress = createEgress({
    userAgent: 'stet-test',
    allow: [{ cidr: '127.0.0.1', port: proxy.port }],
    proxies: { '*.avis.example': `http://me:s%40cret@127.0.0.1:${proxy.port}` },
    lookup: async (host) => (host.startsWith('inne.') ? ['10.0.0.9'] : ['93.184.215.14']),
    ...settings,
  })
  onTestFinished(() => egress.close())
  const get = (url: string) => egress.request({ method: 'GET', url, purpose: 'page' })
  return { get, ...proxy }
}

describe('an outbound proxy', () => {
  it('is told the judged address, never a name, and logged in to', async () => {
    const { get, asked } = await setup()
    const result = await get('http://www.avis.example/sak')
    expect(result.kind === 'response' && Buffer.from(result.body).toString()).toBe('hei www.avis.example')
    expect(asked).toEqual([{ to: '93.184.215.14:80', login: `Basic ${Buffer.from('me:s@cret').toString('base64')}` }])
  })

  it('does not open what is closed without it', async () => {
    const { get, asked } = await setup()
    for (const url of ['http://inne.avis.example/', 'http://www.avis.example:22/']) {
      expect(await get(url)).toMatchObject({ kind: 'failure', code: 'refused_address' })
    }
    expect(asked).toEqual([])
  })

  it('must itself be allowed', async () => {
    const { get, asked } = await setup({ allow: [] })
    expect(await get('http://www.avis.example/')).toMatchObject({ kind: 'failure', code: 'refused_address' })
    expect(asked).toEqual([])
  })

  it('that refuses is named with its status', async () => {
    const { get } = await setup({ status: 407 })
    expect(await get('http://www.avis.example/')).toMatchObject({
      code: 'connect_error',
      detail: expect.stringContaining('407'),
    })
  })

  it('is read from a URL, and what cannot be read keeps its password to itself', () => {
    expect(readProxy('http://[::1]:3128')).toEqual({ host: '::1', port: 3128, authorization: null })
    expect(() => readProxy('socks5://me:hunter2@a.example:1080')).toThrow('is not http://host:port')
    expect(() => readProxy('socks5://me:hunter2@a.example:1080')).not.toThrow('hunter2')
  })
})
