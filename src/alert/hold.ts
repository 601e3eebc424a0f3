import { createHash } from 'node:crypto'
import type { StetEvent } from './event.ts'
import { nextDigest, quietUntil } from './office-hours.ts'
import type { Preferences } from './preferences.ts'
import { threadKey } from './thread.ts'

/** The same edit in so many articles of a site within the window is a storm: from the next one on they are collected. */
export const STORM_AFTER = 2
export const STORM_WINDOW_MS = 10 * 60_000

export interface Hold {
  /** Events with one key go into one open delivery of the endpoint; null: a delivery of its own. */
  key: string | null
  /** When a delivery opened for this event is released; one that is open keeps its own time. */
  releaseAtMs: number
  reason: 'immediate' | 'merged' | 'digest' | 'quiet' | 'storm' | 'rate'
}

/**
 * How long an event waits for an endpoint, out of kindness to its editors, and what it is collected with.
 * A test and an operator event never wait; nor does an event of `break_through` severity, unless its storm was told.
 *
 * @param releasedMs when the endpoint's deliveries of the last minute were released
 * @param storming other articles of the site told of the same edit (stormKey) to this endpoint within STORM_WINDOW_MS
 */
export function hold(asked: {
  event: StetEvent
  preferences: Preferences
  nowMs: number
  releasedMs?: readonly number[]
  storming?: number
}): Hold {
  const { event, preferences, nowMs } = asked
  const immediate: Hold = { key: null, releaseAtMs: nowMs, reason: 'immediate' }
  if (!event.type.startsWith('article.')) return immediate
  const breaks = preferences.break_through !== 'never' && RANK[event.data.severity] >= RANK[preferences.break_through]
  const storm = stormOf(asked)
  if (breaks) return storm ?? immediate
  const held = storm ?? beforeQuiet(asked)
  const quiet = preferences.quiet ? quietUntil(preferences.quiet, held.releaseAtMs) : null
  if (quiet === null) return held
  return held.reason === 'digest' || held.reason === 'storm'
    ? { ...held, releaseAtMs: quiet }
    : { key: 'quiet', releaseAtMs: quiet, reason: 'quiet' }
}

/** Names one edit over many articles of a site; null for events that are no edits. */
export function stormKey(event: StetEvent): string | null {
  if (event.type !== 'article.changed') return null
  const edits = event.data.changes.map((change) => JSON.stringify([change.field, change.kind, change.old, change.new]))
  if (edits.length === 0) return null
  const digest = createHash('sha256')
    .update(JSON.stringify([event.data.article.host, ...edits.sort()]))
    .digest('hex')
  return `storm:${digest.slice(0, 24)}`
}

/** Names what is told only once a day while an article flips between known states; null when it does not. */
export function flappingKey(event: StetEvent): string | null {
  return event.type === 'article.changed' && event.data.flapping ? `flapping:${event.data.article.id}` : null
}

const RANK = { none: 0, minor: 1, major: 2, critical: 3 } as const

/** Editors know of the edit already when two articles with it were told: the rest can come as one message. */
function stormOf({ event, nowMs, storming = 0 }: Parameters<typeof hold>[0]): Hold | null {
  const key = stormKey(event)
  if (key === null || storming < STORM_AFTER) return null
  return { key, releaseAtMs: nowMs + STORM_WINDOW_MS, reason: 'storm' }
}

function beforeQuiet(asked: Parameters<typeof hold>[0]): Hold {
  const { event, preferences, nowMs } = asked
  if (preferences.digest) return { key: 'digest', releaseAtMs: nextDigest(preferences.digest, nowMs), reason: 'digest' }
  const thread = threadKey(event)
  if (preferences.merge_minutes > 0 && thread !== null) {
    return { key: `merge:${thread}`, releaseAtMs: nowMs + preferences.merge_minutes * 60_000, reason: 'merged' }
  }
  const recent = (asked.releasedMs ?? []).filter((ms) => ms > nowMs - 60_000).sort((a, b) => a - b)
  const freed = recent[recent.length - preferences.per_minute]
  return freed === undefined
    ? { key: null, releaseAtMs: nowMs, reason: 'immediate' }
    : { key: 'rate', releaseAtMs: freed + 60_000, reason: 'rate' }
}
