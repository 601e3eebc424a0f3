/** Hours of the week during which a tag's articles may be checked, on the clock of a place. */
export interface Window {
  /** IANA name, e.g. `Europe/Amsterdam`. */
  zone: string
  /** 1 is Monday, 7 is Sunday. */
  days: readonly number[]
  /** `HH:MM`, from inclusive and to exclusive; to at or before from runs past midnight. */
  from: string
  to: string
}

/** Further than a week ahead every weekly window has come round. */
const DAYS_AHEAD = 8

/**
 * The first moment at or after a time that lies in one of the windows; the time itself when there are no windows.
 * Clock changes are the zone's: an opening hour that a spring night skips is the moment just after the skip.
 * @throws RangeError for an unknown zone or a time that is no `HH:MM`
 */
export function openAt(windows: readonly Window[], at: number): number {
  if (windows.length === 0) return at
  return Math.min(...windows.map((window) => nextOpening(window, at)))
}

function nextOpening(window: Window, at: number): number {
  const from = Temporal.PlainTime.from(window.from)
  const to = Temporal.PlainTime.from(window.to)
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(window.zone).toPlainDate()
  const overnight = Temporal.PlainTime.compare(to, from) <= 0
  // Yesterday's window may still be open.
  for (let day = -1; day <= DAYS_AHEAD; day++) {
    const date = today.add({ days: day })
    if (!window.days.includes(date.dayOfWeek)) continue
    const opens = date.toZonedDateTime({ timeZone: window.zone, plainTime: from }).epochMilliseconds
    const lastDay = overnight ? date.add({ days: 1 }) : date
    const closes = lastDay.toZonedDateTime({ timeZone: window.zone, plainTime: to }).epochMilliseconds
    if (at < closes) return Math.max(at, opens)
  }
  return Number.POSITIVE_INFINITY
}
