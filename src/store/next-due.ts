/** A due time nearer than this is a mistake somewhere: no article is asked for in a spin. */
const SOONEST_S = 1

/** JavaScript's times end at the millisecond, the ledger's at the microsecond. */
const SAME_MS = 5
/** A due time moved by so little says that somebody asked; moved by less than a second, that `pulled` says for when. */
const ASKED_MS = 10
const NEAR_S = 1

/**
 * SQL for when an article is due again: the pause that a review asked for, counted from the database's own now, since
 * due times are judged by its clock and a worker's may be wrong. A due time later than the one that the check was
 * taken with was asked for meanwhile, by somebody who knows of an edit that this check may not have seen: the sooner of
 * the two holds. Null for one that rests or was untracked meanwhile. The updated table is to be called `a`.
 */
export function nextDue(nextCheckAt: string, at: string, takenDueAt: string): string {
  const soonest = `interval '${SOONEST_S} s'`
  const planned = `case when ${nextCheckAt} is not null then now() + greatest(${nextCheckAt} - ${at}, ${soonest}) end`
  const pulled = `case when a.next_check_at < ${takenDueAt} + interval '${NEAR_S} s'
    and (a.pulled->>'at')::timestamptz > ${takenDueAt} then (a.pulled->>'to')::timestamptz end`
  const asked = `case when a.next_check_at > ${takenDueAt} + interval '${SAME_MS} ms'
    then greatest(coalesce(${pulled}, a.next_check_at), now() + ${soonest}) end`
  return `case when a.untracked_at is null then least(${planned}, ${asked}) end`
}

/**
 * SQL for a due time brought forward. While a check is under way its due time is the past one that it was taken with,
 * and stays in the past, for a worker may be killed: one a trifle later is the word to `nextDue` that somebody asked.
 */
export function sooner(article: string, at: string): string {
  return `case when ${article}.taken and ${article}.lease_until > now() then least(${at}, ${article}.next_check_at + interval '${ASKED_MS} ms')
    else least(${article}.next_check_at, ${at}) end`
}

/** SQL for how late a check was, in ms; what was due a month ago is not beyond the column. */
export function lateMs(at: string, dueAt: string): string {
  return `least(2147483647, greatest(0, extract(epoch from ${at} - ${dueAt}) * 1000))`
}
