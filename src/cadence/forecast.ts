/** The checks that a host will see in one hour, by what is planned now. */
export interface Load {
  host: string
  /** Start of the hour, ISO. */
  hour: string
  checks: number
}

const HOUR = 3_600_000

/**
 * Load by host and hour for `stet schedule --forecast`: each article's planned check, late ones in the first hour, and
 * after it the checks that its present interval would bring. Articles calm down as they age and new ones arrive, so the
 * later hours show what today's articles ask for if nothing happens.
 * @param planned `intervalMs` is from the last check to the planned one; resting articles are left out
 */
export function forecast(
  planned: ReadonlyArray<{ host: string; at: string | null; intervalMs: number }>,
  now: string,
  hours = 24,
): Load[] {
  const start = Math.floor(Date.parse(now) / HOUR) * HOUR
  const byHost = new Map<string, number[]>()
  for (const { host, at, intervalMs } of planned) {
    if (at === null) continue
    const checks = byHost.get(host) ?? Array<number>(hours).fill(0)
    byHost.set(host, checks)
    const first = Math.max(Date.parse(at), Date.parse(now))
    for (let hour = 0; hour < hours; hour++) {
      const from = start + hour * HOUR
      const until = from + HOUR
      if (first >= until) continue
      const planned = first >= from ? 1 : 0
      const after = Math.max(0, until - Math.max(first, from))
      checks[hour] = (checks[hour] ?? 0) + planned + after / Math.max(intervalMs, 1)
    }
  }
  return [...byHost]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([host, checks]) =>
      checks.map((count, hour) => ({
        host,
        hour: new Date(start + hour * HOUR).toISOString(),
        checks: Math.round(count * 10) / 10,
      })),
    )
}
