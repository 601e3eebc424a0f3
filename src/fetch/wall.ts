import type { Obstacle } from '../article.ts'
import { GEO_MARKS, MAINTENANCE_MARKS, PAYWALL_MARKS, WALL_HEADERS, WALL_MARKS, WALL_SERVERS } from './wall-marks.ts'

interface Met {
  outcome: Obstacle
  state: string
}

/** A wall that the headers alone give away, whatever the status; null when they do not. */
export function wallInHeaders(headers: Record<string, string>): Met | null {
  return WALL_HEADERS.some(({ name, value }) => value.test(headers[name] ?? '')) ? BOT_WALL : null
}

/**
 * What the answer to a refused request says more exactly than its status: a bot wall, a geo block, maintenance, a
 * paywall. Only statuses that such answers come with are looked into; a 404 stays a 404.
 *
 * @param text the beginning of the body, markup and all
 */
export function refine(status: number, headers: Record<string, string>, text: string): Met | null {
  if (status === 451) return GEO_MARKS.test(text) ? GEO_BLOCK : null
  if (REFUSALS.has(status)) {
    if (WALL_MARKS.test(text) || WALL_SERVERS.test(headers['server'] ?? '')) return BOT_WALL
    if (status === 429 || status === 503) return MAINTENANCE_MARKS.test(text) ? MAINTENANCE : null
    if (GEO_MARKS.test(text)) return GEO_BLOCK
    if (status === 401 || status === 403) return PAYWALL_MARKS.test(text) ? PAYWALL : null
    return null
  }
  return status >= 500 && MAINTENANCE_MARKS.test(text) ? MAINTENANCE : null
}

const BOT_WALL: Met = { outcome: 'blocked', state: 'bot_wall' }
const GEO_BLOCK: Met = { outcome: 'blocked', state: 'geo_block' }
const PAYWALL: Met = { outcome: 'paywalled', state: 'paywall' }
const MAINTENANCE: Met = { outcome: 'retry', state: 'maintenance' }
/** 202 and 405 are what AWS WAF answers, 406 ModSecurity, 429 Kasada, 503 older Cloudflare. */
const REFUSALS = new Set([202, 401, 403, 405, 406, 418, 429, 503, 999])
