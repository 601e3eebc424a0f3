import type { DigestTimes, QuietHours } from './preferences.ts'

const HOUR_MS = 3_600_000
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The first time for a digest after `nowMs`, by the editors' own clock: 08:00 stays 08:00 when summer time begins. */
export function nextDigest(times: DigestTimes, nowMs: number): number {
  if ('every' in times) return (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS
  const today = zoned(nowMs, times.zone).toPlainDate()
  // A week and a day on, every weekday has come.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = today.add({ days: ahead })
    if (times.days && !times.days.includes(dayOf(date))) continue
    const due = times.at.map((time) => instant(date, time, times.zone)).filter((ms) => ms > nowMs)
    if (due.length > 0) return Math.min(...due)
  }
  return nowMs
}

/** When the quiet hours that `atMs` falls in end; null when it falls in none. */
export function quietUntil(quiet: QuietHours, atMs: number): number | null {
  const today = zoned(atMs, quiet.zone).toPlainDate()
  const overnight = quiet.to <= quiet.from
  for (const date of [today.subtract({ days: 1 }), today]) {
    if (quiet.days && !quiet.days.includes(dayOf(date))) continue
    const from = instant(date, quiet.from, quiet.zone)
    const to = instant(overnight ? date.add({ days: 1 }) : date, quiet.to, quiet.zone)
    if (atMs >= from && atMs < to) return to
  }
  return null
}

function zoned(ms: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
}

function instant(date: Temporal.PlainDate, time: string, zone: string): number {
  return date.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
}

function dayOf(date: Temporal.PlainDate): (typeof DAYS)[number] {
  return DAYS[date.dayOfWeek - 1] ?? 'mon'
}
