/** A feed that says more than a day ahead is wrong, and one from before the web was, too. */
const AHEAD_MS = 86_400_000
const FIRST = Date.UTC(1990, 0, 1)

/**
 * A moment as feeds write it, ms since 1970; null for what cannot be one. RFC 3339 and W3C dates, RFC 822 and what is
 * written in their place: no weekday or a wrong one, no seconds, whole names of months, years of two digits, a blank
 * for the "T", seconds since 1970. Without a zone it is UTC; a date alone is the last moment of its day, since what
 * moved on that day may have moved at its end.
 */
export function feedDate(text: string, now: number): number | null {
  const trimmed = text.trim().slice(0, 64)
  const time = iso(trimmed) ?? rfc822(trimmed) ?? epoch(trimmed)
  return time === null || Number.isNaN(time) || time < FIRST || time > now + AHEAD_MS ? null : time
}

const ISO =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]| +)(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)? *([Zz]|[A-Za-z]{2,4}|[+-]\d\d:?(?:\d\d)?)?)?$/

function iso(text: string): number | null {
  const [found, year, month, day, hour, minute, second, fraction, zone] = ISO.exec(text) ?? []
  if (found === undefined) return null
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day))
  if (!isDay(date, Number(month), Number(day))) return null
  if (hour === undefined) return date + 86_399_999
  const ms = Math.trunc(Number(`0.${fraction ?? '0'}`) * 1000)
  return withTime(date, { hour, minute, second }, zone, ms)
}

const RFC822 =
  /^(?:[\p{L}.]+ *,? +)?(\d\d?)[ -]+(\p{L}{3,9})\.?[ -]+(\d{4}|\d\d)(?:,? +(\d\d?):(\d\d)(?::(\d\d))?(?: *([A-Za-z]{1,4}|(?:GMT|UTC)?[+-]\d\d?:?(?:\d\d)?))?)?(?: *\(.*\))?$/u
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function rfc822(text: string): number | null {
  const [found, day, name, year, hour, minute, second, zone] = RFC822.exec(text) ?? []
  if (found === undefined) return null
  const month = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase())
  const full = year?.length === 2 ? Number(year) + (Number(year) < 70 ? 2000 : 1900) : Number(year)
  const date = Date.UTC(full, month, Number(day))
  if (month < 0 || !isDay(date, month + 1, Number(day))) return null
  if (hour === undefined) return date + 86_399_999
  return withTime(date, { hour, minute, second }, zone?.replace(/^(?:GMT|UTC)(?=[+-])/, ''), 0)
}

function epoch(text: string): number | null {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  return /^\d{13}$/.test(text) ? Number(text) : null
}

function isDay(date: number, month: number, day: number): boolean {
  const read = new Date(date)
  return read.getUTCMonth() + 1 === month && read.getUTCDate() === day
}

function withTime(
  date: number,
  { hour, minute, second = '0' }: { hour: string; minute: string | undefined; second: string | undefined },
  zone: string | undefined,
  ms: number,
): number | null {
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  const offset = offsetOf(zone)
  if (h > 24 || m > 59 || s > 60 || offset === null) return null
  return date + ((h * 60 + m - offset) * 60 + s) * 1000 + ms
}

/** Names of RFC 822 and of the papers' home zones; one that is not known is taken for UTC, which is off by hours at most. */
const ZONES: Record<string, number> = {
  ...{ EST: -300, EDT: -240, CST: -360, CDT: -300, MST: -420, MDT: -360, PST: -480, PDT: -420, AST: -240, ADT: -180 },
  ...{ BST: 60, IST: 330, WET: 0, WEST: 60, CET: 60, CEST: 120, MET: 60, MEST: 120, EET: 120, EEST: 180, MSK: 180 },
  ...{ JST: 540, KST: 540, HKT: 480, SGT: 480, AEST: 600, AEDT: 660, NZST: 720, NZDT: 780 },
}

/** Minutes ahead of UTC; null where the numbers are none of a zone. */
function offsetOf(zone: string | undefined): number | null {
  if (zone === undefined) return 0
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d?):?(\d\d)?$/.exec(zone) ?? []
  if (sign === undefined) return ZONES[zone.toUpperCase()] ?? 0
  const offset = Number(hours) * 60 + Number(minutes)
  return offset > 14 * 60 ? null : sign === '-' ? -offset : offset
}
