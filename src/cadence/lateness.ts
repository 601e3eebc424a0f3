const HOUR = 3_600_000

/**
 * What is checked first when more is due than can be done, as after downtime: the likeliest to have changed and the
 * longest unseen. In SQL: `order by urge * extract(epoch from now() - last_checked_at) desc`.
 * @param urge as `nextCheck` returned it; an article never checked comes before all others
 */
export function lateRank(urge: number, lastCheckedAt: string | null, now: string): number {
  if (lastCheckedAt === null) return Number.POSITIVE_INFINITY
  return (urge * Math.max(0, Date.parse(now) - Date.parse(lastCheckedAt))) / HOUR
}
