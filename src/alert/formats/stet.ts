import { cut, plain } from '../cut.ts'
import { EVENT_SCHEMA, type StetDigest, type StetEvent } from '../event.ts'
import { fitEvent, MAX_EVENT_BYTES } from '../fit-event.ts'
import { type Message, type Rendered, summaryLine, worstFirst } from '../message.ts'

/** An event needs about 1,300 bytes at the least. */
const MOST_EVENTS = 14
const MOST_OMITTED_IDS = 200
const MIN_EVENT_BYTES = 1_300

/** Stet's own JSON (schemas/stet-event.v1.json): one event as it is, several as a `digest`; at most 19,000 bytes. */
export function renderStet(message: Message): Rendered {
  const [only] = message.events
  const payload = message.events.length === 1 && only ? fitEvent(only) : digest(message)
  return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(payload) }
}

function digest(message: Message): StetDigest {
  const ranked = worstFirst(message.events)
  for (let kept = Math.min(ranked.length, MOST_EVENTS); kept > 0; kept--) {
    const payload = withEvents(message, ranked, kept)
    if (Buffer.byteLength(JSON.stringify(payload)) <= MAX_EVENT_BYTES) return payload
  }
  return withEvents(message, ranked, 0)
}

function withEvents(message: Message, ranked: readonly StetEvent[], kept: number): StetDigest {
  const omitted = ranked.slice(kept)
  const ids = omitted.slice(0, MOST_OMITTED_IDS).map((event) => event.data.id)
  const room = MAX_EVENT_BYTES - 1_500 - ids.length * 40
  const keep = new Set(ranked.slice(0, kept))
  const events = message.events.filter((event) => keep.has(event))
  const budgets = shares(events.map(sizeOf), room)
  return {
    type: 'digest',
    timestamp: message.releasedAt,
    data: {
      schema: EVENT_SCHEMA,
      severity: ranked[0]?.data.severity ?? 'none',
      line: cut(plain(summaryLine(message)), 300),
      reason: message.reason === 'single' ? 'digest' : message.reason,
      events: events.map((event, at) => fitEvent(event, budgets[at])),
      events_omitted: omitted.length,
      omitted_ids: ids,
    },
  }
}

function sizeOf(event: StetEvent): number {
  return Buffer.byteLength(JSON.stringify(event)) + 1
}

/** Room for each: the small ones get what they need, and what they leave is shared by the large ones. */
function shares(sizes: readonly number[], room: number): number[] {
  let left = room
  let open = sizes.length
  const given = new Map<number, number>()
  for (const [at, size] of [...sizes.entries()].sort(([, a], [, b]) => a - b)) {
    const share = Math.max(MIN_EVENT_BYTES, Math.min(size, Math.floor(left / Math.max(1, open)) - 1))
    given.set(at, share)
    left -= share
    open--
  }
  return sizes.map((_, at) => given.get(at) ?? MIN_EVENT_BYTES)
}
