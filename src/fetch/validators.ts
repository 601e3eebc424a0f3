import type { Validators } from '../article.ts'
import { httpDate } from './retry-after.ts'

/**
 * The conditions of a request, byte for byte as the server once wrote them: nginx by default answers 200 to an
 * `If-Modified-Since` that is not equal to its own `Last-Modified`, even when the ETag matches.
 */
export function conditions({ etag, lastModified }: Validators): Record<string, string> {
  const headers: Record<string, string> = {}
  if (etag !== null) headers['if-none-match'] = etag
  if (lastModified !== null) headers['if-modified-since'] = lastModified
  return headers
}

/**
 * The validators of a response that are worth keeping: an ETag of printable characters, at most 1 KB and not
 * empty; a `Last-Modified` that is a date and does not lie in the future (such a page would never change again).
 */
export function validatorsOf(headers: Record<string, string>, now: Date): Validators {
  return { etag: etagOf(headers['etag']), lastModified: lastModifiedOf(headers['last-modified'], now) }
}

function etagOf(said: string | undefined): string | null {
  const etag = said?.trim() ?? ''
  const empty = /^(?:W\/)?(?:"")?$/.test(etag)
  return !empty && etag.length <= MOST_ETAG && PRINTABLE.test(etag) ? etag : null
}

function lastModifiedOf(said: string | undefined, now: Date): string | null {
  const lastModified = said?.trim() ?? ''
  if (!/[a-z]/i.test(lastModified) || !PRINTABLE.test(lastModified)) return null
  const changed = httpDate(lastModified, now) ?? Date.parse(lastModified)
  return changed <= now.getTime() + CLOCK_SKEW_MS ? lastModified : null
}

/**
 * Whether a 304 can be believed: we asked with a condition, and the ETag it names is the one we hold, apart from
 * the weakness mark and the suffix that some servers add per content coding. One that fails is asked again without.
 */
export function isHonest304(sent: Validators, headers: Record<string, string>): boolean {
  if (sent.etag === null && sent.lastModified === null) return false
  const named = headers['etag']?.trim()
  return !named || sent.etag === null || named === sent.etag || opaque(named) === opaque(sent.etag)
}

const MOST_ETAG = 1024
const CLOCK_SKEW_MS = 24 * 3_600_000
const PRINTABLE = /^[\x20-\x7e]+$/

function opaque(etag: string): string {
  return etag.replace(/^W\//i, '').replace(/[-;:](?:gzip|br|zstd|deflate|df)"?$/, '"')
}
