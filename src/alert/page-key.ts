import { createHmac, timingSafeEqual } from 'node:crypto'
import type { SealKey } from './seal.ts'

/**
 * The right to open one article's pages, as it stands in the links of its alerts: `<last day>.<MAC>`. Whoever has such a
 * link may see that article, its versions and comparisons, and nothing else; it opens nothing once its day is over.
 * Days are counted from 1970-01-01 (UTC) in base 36; 0 is for ever.
 */
export function pageKey(articleId: string, lastDay: number, key: SealKey): string {
  const day = lastDay.toString(36)
  return `${day}.${mac(articleId, day, key).toString('base64url')}`
}

/** What a key that came with a request is worth for this article. */
export function judgePageKey(
  given: string,
  articleId: string,
  keys: readonly SealKey[],
  nowMs: number,
): 'good' | 'over' | 'wrong' {
  const [, day = '', signed = ''] = /^([0-9a-z]{1,5})\.([\w-]{22})$/.exec(given) ?? []
  const bytes = Buffer.from(signed, 'base64url')
  const good = keys.some((key) => {
    const expected = mac(articleId, day, key)
    return bytes.length === expected.length && timingSafeEqual(bytes, expected)
  })
  if (!good) return 'wrong'
  const lastDay = Number.parseInt(day, 36)
  return lastDay === 0 || Math.floor(nowMs / DAY_MS) <= lastDay ? 'good' : 'over'
}

const DAY_MS = 86_400_000

/** The day until which a link that is made now opens its pages; 0 days is for ever. */
export function lastDayOf(nowMs: number, days: number): number {
  return days === 0 ? 0 : Math.floor(nowMs / DAY_MS) + days
}

/** Links to an article's pages with the key that opens them; an answer's link has its own. */
export function keyedLinks<L extends object>(links: L, key: string): L {
  const keyed = Object.entries(links).map(([name, url]) => [name, OF_PAGES.has(name) ? `${url}?key=${key}` : url])
  return { ...links, ...Object.fromEntries(keyed) }
}

const OF_PAGES = new Set(['article', 'diff', 'from', 'to'])

/** 128 bits; the prefix keeps it apart from everything else that the key is used for. */
function mac(articleId: string, day: string, key: SealKey): Buffer {
  return createHmac('sha256', key.bytes).update(`stet page ${articleId} ${day}`).digest().subarray(0, 16)
}
