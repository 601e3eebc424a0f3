import { cut, excerptPair, plain } from './cut.ts'
import type { EventChange, StetEvent } from './event.ts'

/** Standard Webhooks advises less than 20 kB; the rest is room for what a proxy or a queue wraps around. */
export const MAX_EVENT_BYTES = 19_000

interface Step {
  /** Longest text in code units, most changes, most tags. */
  text: number
  changes: number
  tags: number
}

/** Tried in turn until the event fits. */
const STEPS: readonly Step[] = [
  { text: 1_200, changes: 40, tags: 20 },
  { text: 600, changes: 40, tags: 20 },
  { text: 300, changes: 25, tags: 20 },
  { text: 160, changes: 12, tags: 10 },
  { text: 120, changes: 5, tags: 5 },
  { text: 80, changes: 2, tags: 3 },
  { text: 40, changes: 1, tags: 0 },
]

/** An address is worth nothing when cut, so it may be longer than a text; past this it is cut, with the mark. */
const MAX_URL = 2_048
const ADDRESSES = new Set(['url', 'from_url', 'to_url', 'article', 'diff', 'from', 'to', 'answer'])

/**
 * The event with its texts cleaned and, where needed, cut so that its JSON has at most `maxBytes` bytes of UTF-8 (from
 * 3,000 upwards that always can be done). What was cut is said: `cut`, the mark in the text, `changes_omitted`.
 */
export function fitEvent<E extends StetEvent>(event: E, maxBytes: number = MAX_EVENT_BYTES): E {
  const whole = cleaned(event)
  let fitted = whole
  for (const step of STEPS) {
    fitted = shrink(whole, step, maxBytes)
    if (Buffer.byteLength(JSON.stringify(fitted)) <= maxBytes) return fitted
  }
  return fitted
}

/** Every text made plain, and no more changes than the first step keeps. */
function cleaned<E extends StetEvent>(event: E): E {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return plain(value)
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner)]))
  }
  const most = STEPS[0]?.changes ?? 0
  if (event.type !== 'article.changed' || event.data.changes.length <= most) return { ...event, data: walk(event.data) }
  const { changes, changes_omitted } = event.data
  const fewer = {
    ...event.data,
    changes: changes.slice(0, most),
    changes_omitted: changes_omitted + changes.length - most,
  }
  return { ...event, data: walk(fewer) }
}

function shrink<E extends StetEvent>(event: E, { text, changes, tags }: Step, maxBytes: number): E {
  const seen = { cut: event.data.cut }
  // the last step must fit whatever the script an address is written in
  const urlMax = Math.min(MAX_URL, Math.floor(maxBytes / (tags === 0 ? 24 : 8)))
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return note(value, ADDRESSES.has(key) ? urlMax : text, seen)
    if (Array.isArray(value)) {
      if (key === 'tags' && value.length > tags) seen.cut = true
      return (key === 'tags' ? value.slice(0, tags) : value).map((item) => walk(item, key === 'tags' ? 'tag' : ''))
    }
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]))
  }
  const kept: StetEvent =
    event.type === 'article.changed'
      ? {
          ...event,
          data: {
            ...event.data,
            changes: event.data.changes.slice(0, changes).map((change) => shrinkChange(change, text, seen)),
            changes_omitted: event.data.changes_omitted + Math.max(0, event.data.changes.length - changes),
          },
        }
      : event
  const data = { ...(walk(kept.data, '') as E['data']), cut: false }
  return { ...event, data: { ...data, cut: seen.cut } }
}

function shrinkChange(change: EventChange, max: number, seen: { cut: boolean }): EventChange {
  const values = excerptPair(change.old, change.new, max)
  const sentences = excerptPair(change.before, change.after, max)
  const longest = Math.max(...[change.old, change.new, change.before, change.after].map((text) => text?.length ?? 0))
  if (longest > max) seen.cut = true
  return { ...change, old: values.before, new: values.after, before: sentences.before, after: sentences.after }
}

function note(text: string, max: number, seen: { cut: boolean }): string {
  if (text.length <= max) return text
  seen.cut = true
  return cut(text, max)
}
