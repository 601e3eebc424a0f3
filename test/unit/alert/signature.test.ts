import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { signatureHeaders, whyUnverified } from '../../../src/alert/signature.ts'
import { activeSecrets, newKeyPair, newSecret, parseSecret, rotateSecrets } from '../../../src/alert/signing-secret.ts'
import type { StetError } from '../../../src/errors.ts'

const nowMs = Date.now()
const secret = newSecret(Buffer.alloc(32, 7))
const pair = newKeyPair(Buffer.alloc(32, 9))

function codeOf(run: () => unknown): string {
  try {
    run()
  } catch (thrown) {
    return (thrown as StetError).code
  }
  return 'nothing thrown'
}

describe('signatureHeaders', () => {
  it('makes what the npm package standardwebhooks takes, whatever the body', () => {
    fc.assert(
      fc.property(fc.json(), fc.stringMatching(/^[a-zA-Z0-9_-]{1,40}$/), (body, id) => {
        const headers = signatureHeaders({ webhookId: id, attemptAtMs: nowMs, body, secrets: [secret] })
        expect(new Webhook(secret).verify(body, { ...headers })).toEqual(JSON.parse(body))
      }),
    )
  }, 30_000)

  it('signs with the old and the new secret during a rotation, and either verifies', () => {
    const held = rotateSecrets([{ secret, until: null }], newSecret(Buffer.alloc(24, 1)), nowMs)
    const secrets = activeSecrets(held, nowMs + 1000)
    expect(secrets).toHaveLength(2)
    const headers = signatureHeaders({ webhookId: 'msg_1', attemptAtMs: nowMs, body: '{}', secrets })
    for (const one of secrets) expect(() => new Webhook(one).verify('{}', { ...headers })).not.toThrow()
    expect(activeSecrets(held, nowMs + 25 * 3_600_000)).toEqual([newSecret(Buffer.alloc(24, 1))])
  })

  it('signs with ed25519, verified by the public key alone', () => {
    const headers = signatureHeaders({
      webhookId: 'msg_1',
      attemptAtMs: nowMs,
      body: '{"a":1}',
      secrets: [pair.secret],
    })
    expect(headers['webhook-signature']).toMatch(/^v1a,/)
    const received = { headers, body: '{"a":1}', keys: [pair.publicKey], nowMs }
    expect(whyUnverified(received)).toBeNull()
    expect(whyUnverified({ ...received, body: '{"a":2}' })).toBe('no_match')
    expect(whyUnverified({ ...received, keys: [newKeyPair(Buffer.alloc(32, 1)).publicKey] })).toBe('no_match')
  })

  it('has the timestamp of the try, in seconds', () => {
    const headers = signatureHeaders({ webhookId: 'm', attemptAtMs: 1_900_000_000_999, body: '', secrets: [secret] })
    expect(headers['webhook-timestamp']).toBe('1900000000')
  })

  it('takes no id with a dot', () => {
    expect(codeOf(() => signatureHeaders({ webhookId: 'a.b', attemptAtMs: 0, body: '', secrets: [secret] }))).toBe(
      'webhook_id_malformed',
    )
  })
})

describe('whyUnverified', () => {
  const headers = signatureHeaders({ webhookId: 'msg_2', attemptAtMs: nowMs, body: 'x', secrets: [secret] })
  const good = { headers, body: 'x', keys: [secret], nowMs }

  it.each([
    ['too_old', { ...good, nowMs: nowMs + 301_000 }],
    ['too_new', { ...good, nowMs: nowMs - 301_000 }],
    ['bad_timestamp', { ...good, headers: { ...headers, 'webhook-timestamp': '123abc' } }],
    ['missing_header', { ...good, headers: { 'webhook-id': 'msg_2' } }],
    ['no_match', { ...good, body: 'y' }],
    ['no_match', { ...good, keys: [newSecret(Buffer.alloc(24, 3))] }],
    ['no_match', { ...good, headers: { ...headers, 'webhook-id': 'msg_3' } }],
  ] as const)('says %s', (why, received) => {
    expect(whyUnverified(received)).toBe(why)
  })

  it('finds nothing wrong with what was signed', () => {
    expect(whyUnverified(good)).toBeNull()
  })
})

describe('parseSecret', () => {
  it.each([
    ['secret_too_short', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['secret_too_long', `whsec_${Buffer.alloc(65).toString('base64')}`],
    ['secret_malformed', 'hunter2'],
    ['secret_malformed', `whsec_${'!'.repeat(40)}`],
    ['secret_malformed', `whsk_${Buffer.alloc(40).toString('base64')}`],
    ['secret_malformed', `whsk_${Buffer.alloc(64, 5).toString('base64')}`],
  ])('refuses with %s and does not repeat the secret', (code, bad) => {
    expect(codeOf(() => parseSecret(bad))).toBe(code)
    expect(() => parseSecret(bad)).not.toThrow(bad)
  })

  it('takes 24 to 64 bytes, with or without padding', () => {
    for (const n of [24, 25, 32, 64]) {
      const text = Buffer.alloc(n, 200).toString('base64')
      expect(parseSecret(`whsec_${text}`)).toMatchObject({ scheme: 'v1' })
      expect(parseSecret(`whsec_${text.replace(/=+$/, '')}`)).toMatchObject({ scheme: 'v1' })
    }
  })

  it('knows the public key of a private one', () => {
    expect(parseSecret(pair.secret)).toMatchObject({ scheme: 'v1a', publicKey: pair.publicKey })
  })
})
