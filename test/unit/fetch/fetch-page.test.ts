import { createHash } from 'node:crypto'
import type http from 'node:http'
import net from 'node:net'
import zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { fetchPage, type PageRequest } from '../../../src/fetch/fetch-page.ts'
import { siteOf } from './loopback.ts'

const URL_ASKED = 'http://avis.test/sak/9'
const HTML = '<!doctype html><html><head><meta charset="utf-8"></head><body><h1>Brua er åpen</h1></body></html>'
const NONE = { etag: null, lastModified: null }

interface Asked {
  url: string
  headers: http.IncomingHttpHeaders
}

/** Fetches from a site that answers by path; the requests it saw come back too. */
async function fetched(
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => void,
  over: Partial<PageRequest> = {},
  limits?: { wireBytes: number; decodedBytes: number },
) {
  const asked: Asked[] = []
  const { egress } = await siteOf((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    answer(request, response)
  })
  const request = { url: URL_ASKED, validators: NONE, wireHash: null, full: false, ...over }
  const deps = { egress, now: () => new Date('2027-03-09T12:00:00Z'), ...(limits && { limits }) }
  return { outcome: await fetchPage(request, deps), asked }
}

function html(response: http.ServerResponse, body: string | Buffer = HTML, headers: http.OutgoingHttpHeaders = {}) {
  response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body)
}

describe('fetchPage: a page', () => {
  it('comes whole, with its text, its wire bytes and their hash', async () => {
    const wire = zlib.gzipSync(HTML)
    const { outcome } = await fetched((_, response) =>
      html(response, wire, {
        'content-encoding': 'gzip',
        etag: '"b7"',
        'last-modified': 'Mon, 08 Mar 2027 09:00:00 GMT',
      }),
    )
    expect(outcome).toMatchObject({
      kind: 'page',
      page: {
        requestedUrl: URL_ASKED,
        url: URL_ASKED,
        redirects: [],
        status: 200,
        encoding: 'gzip',
        charset: 'utf-8',
        bytes: Buffer.from(HTML),
        wireHash: createHash('sha256').update(wire).digest('hex'),
        validators: { etag: '"b7"', lastModified: 'Mon, 08 Mar 2027 09:00:00 GMT' },
        fetchedAt: '2027-03-09T12:00:00.000Z',
      },
    })
  })

  it('of the bytes of last time is unchanged without being decoded', async () => {
    const notGzip = Buffer.from('this would fail to decode')
    const wireHash = createHash('sha256').update(notGzip).digest('hex')
    const { outcome } = await fetched(
      (_, response) => html(response, notGzip, { 'content-encoding': 'gzip', etag: '"n"' }),
      { wireHash },
    )
    expect(outcome).toMatchObject({ kind: 'unchanged', by: 'same_bytes', url: URL_ASKED, validators: { etag: '"n"' } })
  })

  it('may be larger on the wire than a compressed one, but never than the bound of text', async () => {
    const limits = { wireBytes: 1000, decodedBytes: 5000 }
    const text = (length: number) => HTML + ' '.repeat(length - HTML.length)
    expect((await fetched((_, response) => html(response, text(4000)), {}, limits)).outcome.kind).toBe('page')
    expect((await fetched((_, response) => html(response, text(5001)), {}, limits)).outcome).toMatchObject({
      outcome: 'too_large',
    })
    const bomb = zlib.gzipSync(text(6000))
    const inflated = await fetched((_, response) => html(response, bomb, { 'content-encoding': 'gzip' }), {}, limits)
    expect(inflated.outcome).toMatchObject({ outcome: 'too_large', state: 'decoded_size' })
  })
})

describe('fetchPage: conditions', () => {
  const validators = { etag: 'W/"q 1"', lastModified: 'Mon, 08 Mar 2027 09:00:00 GMT' }

  it('are sent as they were received, and an honest 304 is unchanged', async () => {
    const { outcome, asked } = await fetched((_, response) => response.writeHead(304, { etag: 'W/"q 1"' }).end(), {
      validators,
    })
    expect(asked[0]?.headers).toMatchObject({
      'if-none-match': 'W/"q 1"',
      'if-modified-since': validators.lastModified,
    })
    expect(asked[0]?.headers['referer']).toBeUndefined()
    expect(outcome).toMatchObject({ kind: 'unchanged', by: 'not_modified', status: 304, validators })
  })

  it('are left out of a full fetch, and caches are asked to stand aside', async () => {
    const { asked } = await fetched((_, response) => html(response), { validators, full: true })
    expect(asked[0]?.headers).toMatchObject({ 'cache-control': 'no-cache' })
    expect(asked[0]?.headers).not.toHaveProperty('if-none-match')
  })

  it('of a 304 that names another ETag are asked again without', async () => {
    const { outcome, asked } = await fetched(
      (request, response) =>
        request.headers['if-none-match'] ? response.writeHead(304, { etag: '"z"' }).end() : html(response),
      { validators },
    )
    expect(outcome.kind).toBe('page')
    expect(asked.length).toBe(2)
  })

  it('a server that answers 304 to everything is not believed', async () => {
    const { outcome, asked } = await fetched((_, response) => response.writeHead(304).end())
    expect(outcome).toMatchObject({ kind: 'obstacle', outcome: 'retry', state: 'false_304' })
    expect(asked.length).toBe(2)
  })

  it.each([406, 412, 416])('that bring %d are asked once more, plainly', async (status) => {
    const { outcome, asked } = await fetched((_, response) => response.writeHead(status).end(), { validators })
    expect(outcome).toMatchObject({ outcome: 'retry', status })
    expect(asked.length).toBe(2)
    expect(asked[1]?.headers).not.toHaveProperty('if-none-match')
    expect(asked[1]?.headers.accept).toBe('*/*')
  })
})

describe('fetchPage: redirects', () => {
  it('are followed by hand and reported, cookies kept, the site’s headers to its own host only', async () => {
    const { outcome, asked } = await fetched(
      (request, response) => {
        if (request.url === '/sak/9') response.writeHead(301, { location: '/ny', 'set-cookie': 'k=1' }).end()
        else if (request.url === '/ny') response.writeHead(308, { location: 'http://annen.test/c' }).end()
        else html(response)
      },
      { headers: { authorization: 'Basic eA==', cookie: 'own=1' } },
    )
    expect(outcome).toMatchObject({
      page: {
        url: 'http://annen.test/c',
        redirects: [
          { status: 301, from: URL_ASKED, to: 'http://avis.test/ny' },
          { status: 308, from: 'http://avis.test/ny', to: 'http://annen.test/c' },
        ],
      },
    })
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Basic eA==', 'Basic eA==', undefined])
    expect(asked.map(({ headers }) => headers.cookie)).toEqual(['own=1', 'own=1', undefined])
  })

  it('to the same place end when the cookie comes back', async () => {
    const { outcome } = await fetched((request, response) =>
      request.headers.cookie === 'seen=1'
        ? html(response)
        : response.writeHead(302, { location: request.url, 'set-cookie': 'seen=1; Path=/' }).end(),
    )
    expect(outcome.kind).toBe('page')
  })

  it('are not followed where robots.txt of the place objects', async () => {
    const { egress } = await siteOf((_, response) => response.writeHead(301, { location: '/lukket' }).end())
    const request = { url: URL_ASKED, validators: NONE, wireHash: null, full: false }
    const closed = { state: 'robots', detail: 'line 2: Disallow: /lukket', status: null, retryAfterMs: null } as const
    const objection = async (url: string) => (url.endsWith('/lukket') ? closed : null)
    expect(await fetchPage(request, { egress, now: () => new Date(), objection })).toMatchObject({
      outcome: 'refused',
      state: 'robots',
      detail: 'line 2: Disallow: /lukket',
      redirects: [{ status: 301 }],
    })
  })

  it.each([
    ['/sak/9', 'redirect_loop'],
    ['', 'bad_redirect'],
  ])('to %j are given up as %s', async (location, state) => {
    const { outcome } = await fetched((_, response) => response.writeHead(302, { location }).end())
    expect(outcome).toMatchObject({ kind: 'obstacle', outcome: 'retry', state })
  })

  it('without end are given up after ten', async () => {
    let n = 0
    const { outcome, asked } = await fetched((_, response) => response.writeHead(302, { location: `/${n++}` }).end())
    expect(outcome).toMatchObject({ outcome: 'retry', state: 'too_many_redirects' })
    expect(asked.length).toBe(11)
  })

  it.each(['http://169.254.169.254/', 'file:///etc/passwd', 'http://u:p@avis.test/', '/\\10.0.0.1/'])(
    'to %s are refused',
    async (location) => {
      const { outcome, asked } = await fetched((_, response) => response.writeHead(302, { location }).end())
      expect(outcome).toMatchObject({ kind: 'obstacle', outcome: 'refused' })
      expect(asked.length).toBe(1)
    },
  )

  it('by Refresh header or meta element count as such, but not back and forth', async () => {
    const { outcome } = await fetched((request, response) =>
      request.url === '/sak/9' ? html(response, '<html></html>', { refresh: '0; url=/b' }) : html(response),
    )
    expect(outcome).toMatchObject({ page: { url: 'http://avis.test/b', redirects: [{ status: 200 }] } })
    const loop = await fetched((request, response) =>
      html(response, `<meta http-equiv=refresh content="0;url=${request.url === '/sak/9' ? '/b' : '/sak/9'}">`),
    )
    expect(loop.outcome).toMatchObject({ state: 'redirect_loop' })
  })
})

describe('fetchPage: obstacles', () => {
  it.each([
    [{ 'content-type': 'application/pdf' }, '%PDF-1.7', 'not_html'],
    [{ 'content-type': 'text/plain' }, 'plain words', 'not_html'],
    [{ 'content-type': 'text/html; charset=iso-2022-cn' }, HTML, 'malformed'],
    [{ 'content-encoding': 'gzip' }, HTML, 'retry'],
    [{}, '', 'retry'],
    [{ 'cf-mitigated': 'challenge' }, HTML, 'blocked'],
  ])('%o with %j is %s', async (headers, body, outcome) => {
    expect((await fetched((_, response) => html(response, body, headers))).outcome).toMatchObject({
      kind: 'obstacle',
      outcome,
    })
  })

  it('an announced size above the bound is refused by the head alone', async () => {
    let sent = 0
    const { outcome } = await fetched((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': 900_000_000 })
      response.write(HTML)
      sent = response.socket?.bytesWritten ?? 0
    })
    expect(outcome).toMatchObject({ outcome: 'too_large', state: 'wire_size' })
    expect(sent).toBeLessThan(10_000)
  })

  it('an endless stream of another type is not read', async () => {
    const { outcome } = await fetched((_, response) => {
      response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=b' })
      const timer = setInterval(() => response.write('--b\r\n\r\n'), 5)
      response.on('close', () => clearInterval(timer))
    })
    expect(outcome).toMatchObject({ outcome: 'not_html' })
    expect(outcome.kind === 'obstacle' && outcome.tookMs).toBeLessThan(1000)
  })

  it('a whole article under a status that says it is none is none', async () => {
    const { outcome } = await fetched((_, response) =>
      response.writeHead(404, { 'content-type': 'text/html' }).end(HTML),
    )
    expect(outcome).toMatchObject({ outcome: 'removed_pending', state: 'not_found', status: 404 })
  })

  it('says when to come back', async () => {
    const { outcome } = await fetched((_, response) => response.writeHead(429, { 'retry-after': '120' }).end())
    expect(outcome).toMatchObject({ outcome: 'retry', state: 'too_many_requests', retryAfterMs: 120_000 })
  })

  it('a connection closed while it was idle is dialled again', async () => {
    let connections = 0
    const server = net.createServer((socket) => {
      const first = connections++ === 0
      socket
        .on('error', () => {})
        .on('data', () => {
          if (first) socket.resetAndDestroy()
          else
            socket.end(
              `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${Buffer.byteLength(HTML)}\r\n\r\n${HTML}`,
            )
        })
    })
    const { egress } = await siteOf(server)
    const request = { url: URL_ASKED, validators: NONE, wireHash: null, full: false }
    expect((await fetchPage(request, { egress, now: () => new Date() })).kind).toBe('page')
    expect(connections).toBe(2)
  })

  it.each([
    ['HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 9000\r\n\r\n<html>', 'reset'],
    ['', 'reset'],
    ['nonsense\r\n\r\n', 'protocol_error'],
  ])('an answer of %j is a retry: %s', async (bytes, state) => {
    const { egress } = await siteOf(net.createServer((socket) => socket.once('data', () => socket.end(bytes))))
    const request = { url: URL_ASKED, validators: NONE, wireHash: null, full: false }
    expect(await fetchPage(request, { egress, now: () => new Date() })).toMatchObject({
      kind: 'obstacle',
      outcome: 'retry',
      state,
    })
  })
})
