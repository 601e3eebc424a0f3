import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { StetError } from '../errors.ts'

/** A 32-byte key and its short name, which stands in what it sealed. */
export interface SealKey {
  bytes: Buffer
  name: string
}

/**
 * Reads the operator's key: 32 bytes as base64 or as 64 hexadecimal digits.
 * @throws StetError `seal_key_malformed`; the message never holds the key
 */
export function parseSealKey(text: string): SealKey {
  const trimmed = text.trim()
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64')
  if (bytes.length !== 32) {
    throw new StetError(
      'seal_key_malformed',
      `the secret key must be 32 bytes (base64 or 64 hex digits), got ${bytes.length}`,
    )
  }
  return { bytes, name: createHash('sha256').update('stet seal key').update(bytes).digest('hex').slice(0, 8) }
}

/**
 * Seals a secret for the ledger: AES-256-GCM, `s1.<key name>.<iv><tag><cipher text>` in base64url.
 * @param place where it stands (such as `endpoint/12/url`): sealed text moved to another row does not open
 */
export function seal(plaintext: string, key: SealKey, place: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  return `s1.${key.name}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`
}

/**
 * Opens what `seal` made with one of `keys` (the current one, and older ones after a change of key).
 * @throws StetError `seal_malformed`, `seal_key_unknown`, `seal_broken`
 */
export function unseal(sealed: string, keys: readonly SealKey[], place: string): string {
  const [scheme, name, encoded] = sealed.split('.')
  if (scheme !== 's1' || name === undefined || encoded === undefined) {
    throw new StetError('seal_malformed', `${place}: not a sealed text`)
  }
  const key = keys.find((one) => one.name === name)
  if (!key) {
    throw new StetError('seal_key_unknown', `${place} was sealed with key ${name}, which is not the key given to Stet`)
  }
  const bytes = Buffer.from(encoded, 'base64url')
  if (bytes.length < 28) throw new StetError('seal_malformed', `${place}: sealed text is too short`)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, 12), { authTagLength: 16 })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch (cause) {
    throw new StetError('seal_broken', `${place}: sealed text was altered or belongs elsewhere`, { cause })
  }
}
