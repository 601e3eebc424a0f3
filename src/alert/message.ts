import type { StetEvent } from './event.ts'
import { stormKey } from './hold.ts'
import { threadKey } from './thread.ts'

/** What one delivery says: one event, or several that were merged, collected for a digest, or are one storm. */
export interface Message {
  /** At least one, oldest first. */
  events: readonly StetEvent[]
  reason: 'single' | 'merged' | 'digest' | 'storm'
  /** When the bytes are frozen. */
  releasedAt: string
}

/** The bytes of a delivery: frozen once, the same on every try. */
export interface Rendered {
  contentType: string
  body: string
}

/**
 * A message of these events, oldest first. Why they come together shows in them: one edit over several articles is a
 * storm, several edits of one article were merged, anything else is a digest.
 */
export function messageOf(events: readonly StetEvent[], releasedAt: string): Message {
  if (events.length < 2) return { events, reason: 'single', releasedAt }
  const about = new Set(events.map((event) => threadKey(event)))
  const edits = new Set(events.map((event) => stormKey(event)))
  if (about.size === 1 && !about.has(null)) return { events, reason: 'merged', releasedAt }
  return { events, reason: edits.size === 1 && !edits.has(null) ? 'storm' : 'digest', releasedAt }
}

const RANK = { critical: 3, major: 2, minor: 1, none: 0 } as const

/** The worst first; among equals the oldest. */
export function worstFirst(events: readonly StetEvent[]): StetEvent[] {
  return events.toSorted((a, b) => RANK[b.data.severity] - RANK[a.data.severity])
}

/** One line over several events. */
export function summaryLine(message: Message): string {
  const [first] = worstFirst(message.events)
  const count = message.events.length
  if (count === 1 || !first) return first?.data.line ?? ''
  const articles = new Set(
    message.events.map((event) => ('article' in event.data ? event.data.article.id : event.data.id)),
  )
  if (message.reason === 'storm') return `${count} articles changed in the same way: ${first.data.line}`
  if (articles.size === 1) return `${count} changes to one article: ${first.data.line}`
  return `${count} alerts on ${articles.size} articles, first: ${first.data.line}`
}

/** What a message is about, where that is one article: its headline as last told. Null where its line says it already. */
export function headlineOf(message: Message): string | null {
  const articles = message.events.map((event) => ('article' in event.data ? event.data.article : null))
  const ids = new Set(articles.map((article) => article?.id))
  const headline = articles.at(-1)?.headline?.trim() ?? ''
  return ids.size !== 1 || headline === '' || summaryLine(message).includes(headline) ? null : headline
}
