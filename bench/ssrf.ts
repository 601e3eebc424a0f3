import { readFileSync } from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import type { buildConnector } from 'undici'
import { z } from 'zod'
import { createEgress } from '../src/fetch/egress.ts'
import { fetchPage } from '../src/fetch/fetch-page.ts'

const row = z.object({
  id: z.string(),
  url: z.string(),
  kind: z.string().optional(),
  dns: z.record(z.string(), z.array(z.array(z.string()))).optional(),
  redirects: z.array(z.string()).optional(),
})
type Row = z.infer<typeof row>

/**
 * `ssrf FILE`: {id, verdict, dialled} for each attempt. The real egress and the real walk through redirects; only
 * DNS answers are injected and the last step, the socket, is a spy: it notes the address it was told to dial and
 * hands out a connection to a local site that plays the case's redirects, one per connection. Nothing else is dialled.
 */
export async function run([file]: string[]): Promise<void> {
  if (!file) throw new Error('usage: bench ssrf FILE')
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const attempt = row.parse(JSON.parse(line))
    process.stdout.write(`${JSON.stringify({ id: attempt.id, ...(await judge(attempt)) })}\n`)
  }
}

async function judge({ url, kind, dns = {}, redirects = [] }: Row): Promise<{ verdict: string; dialled: string[] }> {
  const ahead = [...redirects]
  const site = http.createServer((_, response) => {
    const location = ahead.shift()
    response.setHeader('connection', 'close')
    if (location !== undefined) response.writeHead(302, { location: encodeLatin1(location) }).end()
    else response.setHeader('content-type', 'text/html').end('<!doctype html><h1>Brygga er åpen</h1>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const { port } = site.address() as AddressInfo

  const dialled: string[] = []
  const answers = new Map(Object.entries(dns).map(([host, list]) => [host, [...list]]))
  const egress = createEgress({
    userAgent: 'stet-bench',
    async lookup(host) {
      const list = answers.get(host)
      if (!list) throw Object.assign(new Error(`no answer for ${host}`), { code: 'ENOTFOUND' })
      return (list.length > 1 ? list.shift() : list[0]) ?? []
    },
    dial: spy(port, dialled),
  })
  try {
    const allowed = kind === 'webhook' ? await posted(egress, url) : await fetched(egress, url)
    return { verdict: allowed ? 'allowed' : 'blocked', dialled }
  } finally {
    await egress.close()
    site.close()
  }
}

type Bound = ReturnType<typeof createEgress>

async function fetched(egress: Bound, url: string): Promise<boolean> {
  const request = { url, validators: { etag: null, lastModified: null }, wireHash: null, full: false }
  return (await fetchPage(request, { egress, now: () => new Date() })).kind === 'page'
}

async function posted(egress: Bound, url: string): Promise<boolean> {
  const result = await egress.request({ method: 'POST', url, purpose: 'webhook', body: '{}' })
  return result.kind === 'response' && result.status >= 200 && result.status < 300
}

/** A connector that dials nothing but the local site and lets its socket look like what was asked for. */
function spy(port: number, dialled: string[]): buildConnector.connector {
  return ({ hostname }, callback) => {
    dialled.push(hostname)
    const socket = net.connect(port, '127.0.0.1', () => callback(null, socket))
    socket.on('error', () => {})
    Object.defineProperty(socket, 'remoteAddress', { value: hostname })
  }
}

function encodeLatin1(location: string): string {
  return Buffer.from(location, 'utf8').toString('latin1')
}
