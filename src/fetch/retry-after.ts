/** No server may silence us for longer: its hint bounds our policy and never replaces it. */
export const LONGEST_WAIT_MS = 24 * 3_600_000

/**
 * `Retry-After` in milliseconds from now, 0..24 h; null when it is absent or nonsense.
 * Seconds (whole, or with decimals as some services send them) or a date in any of the three forms of RFC 9110
 * 5.6.7, counted from the answer's own `Date` so that a wrong clock on either side does not matter.
 */
export function retryAfterMs(headers: Record<string, string>, now: Date): number | null {
  const value = headers['retry-after']?.trim()
  if (!value) return null
  if (/^\d+(?:\.\d+)?$/.test(value)) return Math.min(Math.ceil(Number(value)) * 1000, LONGEST_WAIT_MS)
  const until = httpDate(value, now)
  if (until === null) return null
  const from = httpDate(headers['date'] ?? '', now) ?? now.getTime()
  return Math.min(Math.max(0, until - from), LONGEST_WAIT_MS)
}

/** An HTTP date as epoch milliseconds: IMF-fixdate, RFC 850 or asctime, all in GMT; null for anything else. */
export function httpDate(value: string, now: Date): number | null {
  const parts =
    /^[A-Z][a-z]{2}, (?<d>\d{1,2}) (?<m>[A-Z][a-z]{2}) (?<y>\d{4}) (?<t>\d\d:\d\d:\d\d) (?:GMT|UTC)$/.exec(value) ??
    /^[A-Z][a-z]{5,8}, (?<d>\d{1,2})-(?<m>[A-Z][a-z]{2})-(?<y>\d{2}) (?<t>\d\d:\d\d:\d\d) (?:GMT|UTC)$/.exec(value) ??
    /^[A-Z][a-z]{2} (?<m>[A-Z][a-z]{2}) {1,2}(?<d>\d{1,2}) (?<t>\d\d:\d\d:\d\d) (?<y>\d{4})$/.exec(value)
  const { d = '', m = '', y = '', t = '' } = parts?.groups ?? {}
  const month = MONTHS.indexOf(m)
  if (month < 0) return null
  const [hour = 0, minute = 0, second = 0] = t.split(':').map(Number)
  const time = Date.UTC(y.length === 2 ? fullYear(Number(y), now) : Number(y), month, Number(d), hour, minute, second)
  return Number.isNaN(time) ? null : time
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** RFC 9110 5.6.7: two digits that would lie more than 50 years ahead are of the century before. */
function fullYear(short: number, now: Date): number {
  const year = now.getUTCFullYear() - (now.getUTCFullYear() % 100) + short
  return year > now.getUTCFullYear() + 50 ? year - 100 : year
}
