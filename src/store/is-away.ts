import pg from 'pg'

/**
 * SQLSTATE classes of a server that is away, starting, stopping, full, locked or refusing everybody: the same work
 * will succeed later. Of the rest (a value out of range, a broken constraint) the row itself is the cause.
 */
const AWAY = /^(08|25|28|3D|40|53|55|57|58)/
/** pg's own words for connections that were lost or not had; they carry no code. */
const LOST = /connection|timeout|pool|not queryable/i

/** Whether a failed statement is the database's fault and not that of the row. */
export function isAway(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return AWAY.test(error.code ?? '')
  if (!(error instanceof Error)) return false
  return ('code' in error && /^E[A-Z]+$/.test(String(error.code))) || LOST.test(error.message)
}
