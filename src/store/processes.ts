import type { Pool } from 'pg'

export interface ProcessRow {
  id: string
  host: string
  pid: number
  version: string
  roles: string[]
  startedAt: string
  seenAt: string
  plannedAt: string | null
}

/** A process that was not seen for so long is gone; its row is removed. */
const GONE_S = 60

/** Says that a process is at work, and clears away those that are not any more. */
export async function reportProcess(
  pool: Pool,
  own: { id: string; host: string; pid: number; version: string; roles: string[]; plannedAt: Date | null },
): Promise<void> {
  await pool.query(
    `insert into processes (id, host, pid, version, roles, planned_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set seen_at = now(), planned_at = excluded.planned_at`,
    [own.id, own.host, own.pid, own.version, own.roles, own.plannedAt],
  )
  await pool.query('delete from processes where seen_at < now() - make_interval(secs => $1)', [GONE_S])
}

export async function removeProcess(pool: Pool, id: string): Promise<void> {
  await pool.query('delete from processes where id = $1', [id])
}

export async function listProcesses(pool: Pool): Promise<ProcessRow[]> {
  const { rows } = await pool.query<{
    id: string
    host: string
    pid: number
    version: string
    roles: string[]
    started_at: Date
    seen_at: Date
    planned_at: Date | null
  }>('select * from processes where seen_at > now() - make_interval(secs => $1) order by started_at', [GONE_S])
  return rows.map((row) => ({
    id: row.id,
    host: row.host,
    pid: row.pid,
    version: row.version,
    roles: row.roles,
    startedAt: row.started_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
    plannedAt: row.planned_at?.toISOString() ?? null,
  }))
}
