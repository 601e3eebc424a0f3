import { createHmac, sign as signBytes, timingSafeEqual, verify as verifyBytes } from 'node:crypto'
import { StetError } from '../errors.ts'
import { parsePublicKey, parseSecret } from './signing-secret.ts'

/** The three headers of Standard Webhooks 1.0.0. */
export interface SignatureHeaders {
  'webhook-id': string
  'webhook-timestamp': string
  'webhook-signature': string
}

/** Of every library of Standard Webhooks. */
const TOLERANCE_S = 300

/**
 * Signs one attempt: `id.timestamp.body`, once with each secret (two during a rotation).
 * @param attemptAtMs when the attempt is made; a repeat has a new timestamp and the same id and body
 * @throws StetError `webhook_id_malformed`, and what parseSecret throws
 */
export function signatureHeaders(signed: {
  webhookId: string
  attemptAtMs: number
  body: string
  secrets: readonly string[]
}): SignatureHeaders {
  // The dot divides the signed content: an id with one would let parts of it pass for the timestamp.
  if (!/^[^\s.]{1,256}$/.test(signed.webhookId)) {
    throw new StetError('webhook_id_malformed', `webhook-id "${signed.webhookId}" must have no dot or space`)
  }
  const timestamp = String(Math.floor(signed.attemptAtMs / 1000))
  const content = `${signed.webhookId}.${timestamp}.${signed.body}`
  return {
    'webhook-id': signed.webhookId,
    'webhook-timestamp': timestamp,
    'webhook-signature': signed.secrets.map((secret) => signContent(secret, content)).join(' '),
  }
}

/**
 * Verifies what signatureHeaders made, as a receiver must: any one signature by any one key, within five minutes.
 * @param keys `whsec_` secrets, or `whpk_` public keys
 * @returns null when it is good, otherwise why not
 */
export function whyUnverified(received: {
  headers: Partial<Record<keyof SignatureHeaders, string>>
  body: string
  keys: readonly string[]
  nowMs: number
}): 'missing_header' | 'bad_timestamp' | 'too_old' | 'too_new' | 'no_match' | null {
  const id = received.headers['webhook-id']
  const timestamp = received.headers['webhook-timestamp']
  const signatures = received.headers['webhook-signature']
  if (!id || !timestamp || !signatures) return 'missing_header'
  if (!/^\d{1,12}$/.test(timestamp)) return 'bad_timestamp'
  const age = received.nowMs / 1000 - Number(timestamp)
  if (age > TOLERANCE_S) return 'too_old'
  if (age < -TOLERANCE_S) return 'too_new'
  const content = `${id}.${timestamp}.${received.body}`
  const matches = signatures
    .split(' ')
    .some((signature) => received.keys.some((key) => matchesKey(signature, key, content)))
  return matches ? null : 'no_match'
}

function signContent(secret: string, content: string): string {
  const key = parseSecret(secret)
  return key.scheme === 'v1'
    ? `v1,${createHmac('sha256', key.bytes).update(content).digest('base64')}`
    : `v1a,${signBytes(null, Buffer.from(content), key.privateKey).toString('base64')}`
}

function matchesKey(signature: string, key: string, content: string): boolean {
  if (key.startsWith('whpk_')) {
    if (!signature.startsWith('v1a,')) return false
    return verifyBytes(null, Buffer.from(content), parsePublicKey(key), Buffer.from(signature.slice(4), 'base64'))
  }
  const expected = Buffer.from(signContent(key, content))
  const given = Buffer.from(signature)
  return expected.length === given.length && timingSafeEqual(expected, given)
}
