/** A due time nearer than this is a mistake somewhere: no article is asked for in a spin. */
const SOONEST_S = 1

/** JavaScript's times end at the millisecond, the ledger's at the microsecond. */
const SAME_MS = 5

/**
 * SQL for when an article is due again: the pause that a review asked for, counted from the database's own now, since
 * due times are judged by its clock and a worker's may be wrong. Who asked for it while it was being checked (`asked`),
 * or moved its due time, may know of an edit that this check came too early to see: the sooner of the two holds. Null
 * for one that rests or was untracked meanwhile. The updated table is to be called `a`, its `check_no` not counted on yet.
 */
export function nextDue(nextCheckAt: string, at: string, takenDueAt: string): string {
  const soonest = `interval '${SOONEST_S} s'`
  const planned = `case when ${nextCheckAt} is not null then now() + greatest(${nextCheckAt} - ${at}, ${soonest}) end`
  const wanted = `case when (a.pulled->>'after')::bigint > a.check_no then greatest((a.pulled->>'to')::timestamptz, now() + ${soonest})
    when a.next_check_at > ${takenDueAt} + interval '${SAME_MS} ms' then greatest(a.next_check_at, now() + ${soonest}) end`
  return `case when a.untracked_at is null then least(${planned}, ${wanted}) end`
}

/**
 * SQL for a due time brought forward. While a check is under way it stays the past one that the check was taken with,
 * for its worker may be killed: `asked` is the word to `nextDue`.
 */
export function sooner(article: string, at: string): string {
  return `case when ${article}.taken then ${article}.next_check_at else least(${article}.next_check_at, ${at}) end`
}

/**
 * SQL for `PulledBy`. `after` is the checks made or under way when it was asked for: the first one beyond them is the
 * first that can have seen what was pointed at, whatever clocks say.
 */
export function asked(
  article: string,
  {
    hint,
    by,
    at,
    to,
    came,
    second,
  }: { hint: string; by: string; at: string; to: string; came: string; second: string },
): string {
  return `jsonb_build_object('hint', ${hint}, 'by', ${by}, 'at', ${at}, 'to', ${to}, 'came', ${came}, 'second', ${second},
    'after', ${article}.check_no + ${article}.taken::int)`
}

/** SQL for how late a check was, in ms; what was due a month ago is not beyond the column. */
export function lateMs(at: string, dueAt: string): string {
  return `least(2147483647, greatest(0, extract(epoch from ${at} - ${dueAt}) * 1000))`
}
