import type { Pool } from 'pg'

/** The ledger's own time, by which due times are judged: that of a worker, or of a person's machine, may be wrong. */
export async function ledgerNow(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ now: Date }>('select now() as now')
  return (rows[0]?.now ?? new Date()).toISOString()
}
