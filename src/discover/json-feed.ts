import { httpUrl, titleOf } from './entry.ts'
import { feedDate } from './feed-date.ts'
import { MOST_RECORDS } from './outline.ts'
import type { SourceContent } from './read-source.ts'

/** A JSON Feed (1.0 and 1.1, jsonfeed.org); null for JSON that is none. */
export function readJsonFeed(text: string, { url, now }: { url: string; now: number }): SourceContent | null {
  const feed = parsed(text)
  if (!isMap(feed) || !Array.isArray(feed['items'])) return null
  const items: unknown[] = feed['items']
  const entries = items.slice(0, MOST_RECORDS).flatMap((item) => {
    if (!isMap(item)) return []
    const at = httpUrl(word(item['url']), url) ?? httpUrl(word(item['id']), null)
    if (at === null) return []
    const times = [item['date_modified'], item['date_published']].map((date) => feedDate(word(date), now))
    const latest = Math.max(...times.filter((time) => time !== null))
    const touched = Number.isFinite(latest) ? new Date(latest).toISOString() : null
    return [{ url: at, title: titleOf(word(item['title'])), at: touched }]
  })
  const left = Math.max(0, items.length - MOST_RECORDS)
  return {
    kind: 'json_feed',
    title: titleOf(word(feed['title'])),
    ttlMs: null,
    entries,
    nameless: items.length - left - entries.length,
    left,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}
