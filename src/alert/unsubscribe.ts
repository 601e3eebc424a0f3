import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SealKey } from './seal.ts'

/**
 * The address by which a mailbox stops its mails (RFC 8058). It names one endpoint, holds for its present mailbox alone,
 * and changes nothing by being opened: mail programs post to it, people are asked first.
 */
export function unsubscribeUrl(publicUrl: string, endpoint: { id: string; mailbox: string }, key: SealKey): string {
  const token = `${endpoint.id}.${mac(endpoint, key).toString('base64url')}`
  return `${publicUrl.replace(/\/+$/, '')}/unsubscribe/${token}`
}

/** The number of the endpoint that a token names, whether or not it was made here; null when it can be none. */
export function endpointOfToken(token: string): string | null {
  return /^([1-9]\d{0,17})\.[\w-]{22}$/.exec(token)?.[1] ?? null
}

/** Whether a token was made for this endpoint and mailbox with one of the keys. */
export function isUnsubscribeToken(
  token: string,
  endpoint: { id: string; mailbox: string },
  keys: readonly SealKey[],
): boolean {
  const given = Buffer.from(token.split('.')[1] ?? '', 'base64url')
  return keys.some((key) => {
    const expected = mac(endpoint, key)
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

/** 128 bits; the prefix keeps it apart from everything else that the key is used for. */
function mac({ id, mailbox }: { id: string; mailbox: string }, key: SealKey): Buffer {
  return createHmac('sha256', key.bytes).update(`stet unsubscribe ${id} ${mailbox}`).digest().subarray(0, 16)
}
