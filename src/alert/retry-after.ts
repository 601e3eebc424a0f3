/** Longest wait that a receiver can ask for. */
export const MAX_RETRY_AFTER_MS = 24 * 3_600_000

/**
 * Retry-After (RFC 9110, 10.2.3: seconds or a date; some send a fraction) in milliseconds from now, 0 to 24 h.
 * null when there is none or it cannot be read.
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (value === null) return null
  const text = value.trim()
  if (/^\d+(?:\.\d+)?$/.test(text)) return clamp(Math.ceil(Number(text) * 1000))
  // A date has letters; Date.parse would take "-5" for a year.
  const at = /^[A-Za-z]{3,9},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : clamp(at - nowMs)
}

function clamp(ms: number): number {
  return Math.min(MAX_RETRY_AFTER_MS, Math.max(0, ms))
}
