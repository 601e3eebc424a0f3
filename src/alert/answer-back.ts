import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { SealKey } from './seal.ts'

/** What an editor says of an alert: it was right; it misread the article; it is no news; or never again by this rule here. */
export const answer = z.enum(['right', 'wrong', 'not_news', 'mute_rule'])
export type Answer = z.infer<typeof answer>

/**
 * The page on which an editor answers back to an alert. The link names the alert and lets nobody ask about another; it
 * changes nothing by being opened, for mail scanners and chat previews open every link: the page asks and posts.
 */
export function answerUrl(publicUrl: string, eventId: string, key: SealKey): string {
  return `${publicUrl.replace(/\/+$/, '')}/answer/${answerToken(eventId, key)}`
}

/** The id of the event that a token of answerUrl names; null when it was not made with one of the keys. */
export function eventOfToken(token: string, keys: readonly SealKey[]): string | null {
  const [eventId = '', given = ''] = token.split('.')
  if (!/^evt_[0-9a-f]{32}$/.test(eventId)) return null
  const bytes = Buffer.from(given, 'base64url')
  const good = keys.some((key) => {
    const expected = mac(eventId, key)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
  return good ? eventId : null
}

function answerToken(eventId: string, key: SealKey): string {
  return `${eventId}.${mac(eventId, key).toString('base64url')}`
}

/** 128 bits; the prefix keeps it apart from everything else that the key is used for. */
function mac(eventId: string, key: SealKey): Buffer {
  return createHmac('sha256', key.bytes).update(`stet answer ${eventId}`).digest().subarray(0, 16)
}
