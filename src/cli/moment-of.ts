import { InvalidArgumentError } from 'commander'

const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A time in the past as people type it: an ISO time, or how long ago (90m, 24h, 7d). */
export function ago(text: string): string {
  return momentOf(text, -1)
}

/** A time to come: an ISO time, or in how long (90m, 24h, 7d). */
export function ahead(text: string): string {
  const at = momentOf(text, 1)
  if (Date.parse(at) <= Date.now()) throw new InvalidArgumentError('must be a time to come')
  return at
}

function momentOf(text: string, sign: 1 | -1): string {
  const span = spanMs(text)
  if (span !== null) return new Date(Date.now() + sign * span).toISOString()
  if (Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('must be an ISO time, or 90m, 24h, 7d')
  return new Date(text).toISOString()
}

/** A length of time such as 90m, 24h or 7d, in milliseconds. */
export function span(text: string): number {
  const ms = spanMs(text)
  if (ms === null) throw new InvalidArgumentError('must be a length of time such as 90m, 24h or 7d')
  return ms
}

function spanMs(text: string): number | null {
  const [, count, unit] = /^(\d{1,4})([mhd])$/.exec(text) ?? []
  return count && unit ? Number(count) * (UNITS[unit] ?? 0) : null
}
