import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { StetError } from '../errors.ts'

/** A parsed secret of Standard Webhooks 1.0.0: `whsec_` (HMAC-SHA256, `v1`) or `whsk_` (ed25519, `v1a`). */
export type SigningKey = { scheme: 'v1'; bytes: Buffer } | { scheme: 'v1a'; privateKey: KeyObject; publicKey: string }

/** One secret of an endpoint; while the one before it is still valid both sign (rotation). */
export interface HeldSecret {
  secret: string
  /** When it stops signing; null for the current one. */
  until: string | null
}

/** Long enough for an operator to put the new secret into the receiver. */
export const ROTATION_PERIOD_MS = 24 * 3_600_000

/**
 * Parses a signing secret.
 * @throws StetError `secret_malformed`, `secret_too_short`, `secret_too_long`; the message never holds the secret.
 */
export function parseSecret(secret: string): SigningKey {
  if (secret.startsWith('whsec_')) {
    const bytes = decode(secret, 'whsec_')
    if (bytes.length < 24) throw sized('too_short', bytes.length)
    if (bytes.length > 64) throw sized('too_long', bytes.length)
    return { scheme: 'v1', bytes }
  }
  if (secret.startsWith('whsk_')) return parsePrivateKey(decode(secret, 'whsk_'))
  throw new StetError('secret_malformed', 'signing secret must begin with whsec_ (HMAC) or whsk_ (ed25519)')
}

/** A `whsec_` secret from 24 to 64 random bytes (32 are usual). */
export function newSecret(random: Uint8Array): string {
  if (random.length < 24) throw sized('too_short', random.length)
  if (random.length > 64) throw sized('too_long', random.length)
  return `whsec_${Buffer.from(random).toString('base64')}`
}

/** A `whsk_` secret and the `whpk_` key that receivers verify with, from 32 random bytes. */
export function newKeyPair(seed: Uint8Array): { secret: string; publicKey: string } {
  if (seed.length !== 32) throw new StetError('secret_malformed', `ed25519 seed must be 32 bytes, got ${seed.length}`)
  const publicBytes = publicOf(privateFrom(Buffer.from(seed)))
  return {
    secret: `whsk_${Buffer.concat([seed, publicBytes]).toString('base64')}`,
    publicKey: `whpk_${publicBytes.toString('base64')}`,
  }
}

/** The secrets after a rotation, newest first: the current one signs on for `periodMs`, older ones stop. */
export function rotateSecrets(
  held: readonly HeldSecret[],
  secret: string,
  nowMs: number,
  periodMs: number = ROTATION_PERIOD_MS,
): HeldSecret[] {
  parseSecret(secret)
  const until = new Date(nowMs + periodMs).toISOString()
  const current = held.filter((one) => one.until === null && one.secret !== secret)
  return [{ secret, until: null }, ...current.map((one) => ({ secret: one.secret, until }))]
}

/** The secrets that sign at `nowMs`, newest first. */
export function activeSecrets(held: readonly HeldSecret[], nowMs: number): string[] {
  return held.filter((one) => one.until === null || Date.parse(one.until) > nowMs).map((one) => one.secret)
}

/** The key object of a `whpk_` public key. */
export function parsePublicKey(publicKey: string): KeyObject {
  const bytes = decode(publicKey, 'whpk_')
  if (bytes.length !== 32) throw new StetError('secret_malformed', `whpk_ key must be 32 bytes, got ${bytes.length}`)
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' })
}

function parsePrivateKey(bytes: Buffer): SigningKey {
  if (bytes.length !== 64 && bytes.length !== 32) {
    throw new StetError('secret_malformed', `whsk_ secret must be 64 bytes (seed and public key), got ${bytes.length}`)
  }
  const privateKey = privateFrom(bytes.subarray(0, 32))
  const publicBytes = publicOf(privateKey)
  if (bytes.length === 64 && !publicBytes.equals(bytes.subarray(32))) {
    throw new StetError('secret_malformed', 'whsk_ secret: its public half does not belong to its seed')
  }
  return { scheme: 'v1a', privateKey, publicKey: `whpk_${publicBytes.toString('base64')}` }
}

// RFC 8410: the PKCS #8 wrapping of a raw ed25519 seed.
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

function privateFrom(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
}

function publicOf(privateKey: KeyObject): Buffer {
  return Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url')
}

function decode(secret: string, prefix: string): Buffer {
  const encoded = secret.slice(prefix.length)
  const bytes = Buffer.from(encoded, 'base64')
  // Buffer.from skips what it cannot read: only a faithful round trip is base64.
  if (!secret.startsWith(prefix) || bytes.toString('base64').replace(/=+$/, '') !== encoded.replace(/=+$/, '')) {
    throw new StetError('secret_malformed', `${prefix} key is not ${prefix} followed by base64`)
  }
  return bytes
}

function sized(what: 'too_short' | 'too_long', bytes: number): StetError {
  return new StetError(`secret_${what}`, `signing secret has ${bytes} bytes; 24 to 64 are needed (32 are usual)`)
}
