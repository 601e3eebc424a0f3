/** A due time nearer than this is a mistake somewhere: no article is asked for in a spin. */
const SOONEST_S = 1

/**
 * SQL for when an article is due again: the pause that a review asked for, counted from the database's own now, since
 * due times are judged by its clock and a worker's may be wrong. Null for one that rests or was untracked meanwhile.
 */
export function nextDue(nextCheckAt: string, at: string): string {
  const pause = `greatest(${nextCheckAt} - ${at}, interval '${SOONEST_S} s')`
  return `case when untracked_at is null and ${nextCheckAt} is not null then now() + ${pause} end`
}

/** SQL for how late a check was, in ms; what was due a month ago is not beyond the column. */
export function lateMs(at: string, dueAt: string): string {
  return `least(2147483647, greatest(0, extract(epoch from ${at} - ${dueAt}) * 1000))`
}
