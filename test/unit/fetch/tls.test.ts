import { createServer as createHttps } from 'node:https'
import { createServer as createTcp, type Socket } from 'node:net'
import { buildConnector } from 'undici'
import { describe, expect, it } from 'vitest'
import { fetchPage } from '../../../src/fetch/fetch-page.ts'
import { type Certificate, createAuthority, selfSigned } from '../../certificates.ts'
import { siteOf } from './loopback.ts'

const authority = createAuthority()
const PAGE = '<html lang="en"><title>Ferry sails</title><article><h1>Ferry sails</h1><p>It left at nine.</p></article>'
const dial = buildConnector({ allowH2: false, timeout: 5_000, ca: authority.cert })

async function fetched({ cert, key }: Certificate, host = 'avis.test') {
  const server = createHttps({ cert, key }, (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE),
  )
  const { egress } = await siteOf(server, { dial })
  return fetchPage(request(host), { egress, now: () => new Date() })
}

const request = (host: string) => ({
  url: `https://${host}/sak`,
  validators: { etag: null, lastModified: null },
  wireHash: null,
  full: false,
})

describe('TLS', () => {
  it('brings the page of a host that proves its name', async () => {
    expect(await fetched(authority.issue(['avis.test']))).toMatchObject({
      kind: 'page',
      page: { bytes: Buffer.from(PAGE) },
    })
    expect(await fetched(authority.issue(['*.avis.test']), 'www.avis.test')).toMatchObject({ kind: 'page' })
  })

  it.each([
    ['is for another name', () => authority.issue(['annen.test']), 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['has expired', () => authority.issue(['avis.test'], { from: -30, until: -1 }), 'CERT_HAS_EXPIRED'],
    ['is not valid yet', () => authority.issue(['avis.test'], { from: 1, until: 30 }), 'CERT_NOT_YET_VALID'],
    ['vouches for itself', () => selfSigned(['avis.test']), 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['is by an authority that nobody trusts', () => createAuthority('Another').issue(['avis.test']), 'UNABLE_TO'],
  ])('keeps what stood where a certificate %s', async (_, certificate, cause) => {
    expect(await fetched(certificate())).toMatchObject({
      kind: 'obstacle',
      outcome: 'retry',
      state: 'tls_error',
      detail: expect.stringContaining(cause),
      status: null,
    })
  })

  it.each([
    ['is reset', (socket: Socket) => socket.resetAndDestroy()],
    ['is closed', (socket: Socket) => socket.destroy()],
    ['is answered by no TLS', (socket: Socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('keeps what stood where the handshake %s', async (_, answer) => {
    const server = createTcp((socket) => socket.on('error', () => {}).once('data', () => answer(socket)))
    const { egress } = await siteOf(server, { dial })
    const outcome = await fetchPage(request('avis.test'), { egress, now: () => new Date() })
    expect(outcome).toMatchObject({
      kind: 'obstacle',
      outcome: 'retry',
      state: expect.stringMatching(/^(?:reset|tls_error)$/),
      status: null,
    })
  })

  it('gives up on a handshake that nobody answers', async () => {
    const { egress } = await siteOf(
      createTcp((socket) => socket.resume()),
      { headTimeoutMs: 100 },
    )
    const outcome = await fetchPage(request('avis.test'), { egress, now: () => new Date() })
    expect(outcome).toMatchObject({ outcome: 'retry', state: 'timeout', status: null })
  })
})
