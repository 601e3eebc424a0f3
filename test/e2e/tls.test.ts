import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { dirname, join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { type Certificate, createAuthority, selfSigned } from '../certificates.ts'
import { listen, shut } from './newsroom.ts'
import { openStet } from './stet.ts'

let open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.reverse()) await close()
  open = []
})

const authority = createAuthority()

/** A paper under several names, each with its own certificate, and a program that trusts their authority. */
async function setup(certificates: Map<string, Certificate>) {
  const fallback = authority.issue(['elsewhere.example'])
  const server = createServer(
    {
      ...fallback,
      SNICallback: (name, done) => done(null, createSecureContext(certificates.get(name) ?? fallback)),
    },
    (request, response) => {
      if (request.url !== '/story') return response.writeHead(404).end()
      const body = Array.from({ length: 6 }, (_, n) => `<p>The council met on day ${n} and weighed the plan again.</p>`)
      const title = 'Council of Port Quay weighs the plan'
      return response
        .writeHead(200, { 'content-type': 'text/html' })
        .end(`<html lang="en"><title>${title}</title><article><h1>${title}</h1>${body.join('')}</article>`)
    },
  )
  const port = await listen(server)
  open.push(() => shut(server))
  const stet = await openStet()
  open.push(() => stet.close())
  stet.settle({
    egress: {
      allow: [{ cidr: '127.0.0.1/32', port }],
      resolve: { '*.quaylight.example': `127.0.0.1:${port}` },
    },
  })
  const trusted = join(dirname(stet.environment['STET_CONFIG'] ?? ''), 'authority.pem')
  writeFileSync(trusted, authority.cert)
  return { stet, server, env: { NODE_EXTRA_CA_CERTS: trusted } }
}

test('a certificate that fails is named as such, wherever it is met, and nothing is told of the article', async () => {
  const certificates = new Map([
    ['known.quaylight.example', authority.issue(['known.quaylight.example'])],
    ['old.quaylight.example', authority.issue(['old.quaylight.example'], { from: -30, until: -1 })],
    ['own.quaylight.example', selfSigned(['own.quaylight.example'])],
  ])
  const { stet, server, env } = await setup(certificates)
  await stet.command('track', 'https://known.quaylight.example/story')
  await stet.start(env)
  await stet.checked(1)

  // It expires while its robots.txt is still remembered: the page's own request fails.
  certificates.set('known.quaylight.example', authority.issue(['known.quaylight.example'], { from: -30, until: -1 }))
  // No connection and no session of before is taken up again: both would spare the certificate.
  server.setTicketKeys(randomBytes(48))
  server.closeAllConnections()
  await stet.makeDue()
  await stet.checked(2)
  expect(JSON.parse((await stet.command('list', '--json')).stdout)).toMatchObject({
    versionNo: 1,
    standing: { outcome: 'retry', state: 'tls_error' },
  })
  const { rows } = await stet.database.pool.query('select count(*)::int as alerts from alerts')
  expect(rows).toEqual([{ alerts: 0 }])

  // A host that was never reached fails at its robots.txt: the reason is the connection's all the same.
  for (const [name, cause] of [
    ['wrong', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['old', 'CERT_HAS_EXPIRED'],
    ['own', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ]) {
    const host = `${name}.quaylight.example`
    const checked = await stet.commandWith(env, 'check', `https://${host}/story`)
    expect(checked.stdout).toMatch(new RegExp(`retry: tls_error.*${cause}`))
    expect(checked.stdout).not.toContain('refused')
    await stet.command('track', `https://${host}/story`)
  }
  await stet.checked(1)
  const site = await stet.command('site', 'old.quaylight.example')
  expect(site.stdout).toMatch(/standing\s+1 retry/)
  expect(site.stdout).toMatch(/robots\.txt\s+not to be had.*tls_error.*CERT_HAS_EXPIRED/)
})
