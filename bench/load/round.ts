import { loadavg } from 'node:os'
import { cpuMs, serverCpuMs } from './cpu.ts'
import { makeDue, written } from './ledger.ts'
import type { OriginOrder } from './origin.ts'
import { type LoadSystem, pause } from './system.ts'

/** A running system with its origin: who is asked, and who answers. */
export interface Bench {
  system: LoadSystem
  live: number
  pid: number | undefined
  told(next: OriginOrder): Promise<unknown>
}

/** What a round of checks took, the worker's and the server's CPU apart. */
export interface Spent {
  checks: number
  cpuMs: number
  serverMs: number
  tookMs: number
  walBytes: number
}

/** Has every live article checked once, answered as ordered. */
export async function round({ system, live, pid, told }: Bench, next: OriginOrder): Promise<Spent> {
  await told(next)
  await pause(500)
  const before = { cpu: cpuMs(pid), at: performance.now(), ...(await written(system)) }
  const since = await clock(system)
  await makeDue(system, live)
  const server = serverCpuMs(system.config.data_dir)
  await checkedSince(system, live, since)
  const tookMs = performance.now() - before.at
  const serverMs = serverCpuMs(system.config.data_dir) - server
  const after = { cpu: cpuMs(pid), ...(await written(system)) }
  const due = await dueWal(system, live)
  const walBytes = after.walBytes - before.walBytes - due
  return { checks: live, cpuMs: after.cpu - before.cpu, serverMs, tookMs, walBytes }
}

/** What making the articles due writes itself, so that it is not counted as checking. */
async function dueWal(system: LoadSystem, live: number): Promise<number> {
  const { walBytes } = await written(system)
  await system.long(`update articles set next_check_at = next_check_at where id <= $1`, [live])
  return (await written(system)).walBytes - walBytes
}

export function summed(spent: readonly Spent[]) {
  const total = (read: (one: Spent) => number) => spent.reduce((sum, one) => sum + read(one), 0)
  const checks = total((one) => one.checks)
  return {
    checks,
    per_s: Math.round((checks * 1000) / total((one) => one.tookMs)),
    cpu_ms_per_check: thousandths(total((one) => one.cpuMs) / checks),
    server_cpu_ms_per_check: thousandths(total((one) => one.serverMs) / checks),
    wal_bytes_per_check: Math.round(total((one) => one.walBytes) / checks),
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}

export async function clock({ store }: LoadSystem): Promise<Date> {
  const { rows } = await store.pool.query<{ now: Date }>('select clock_timestamp() as now')
  return rows[0]?.now ?? new Date()
}

const PATIENCE_MS = 600_000

export async function checkedSince({ store }: LoadSystem, live: number, since: Date, everyMs = 100): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const { rows } = await store.pool.query<{ behind: string }>(
      'select count(*) as behind from articles where id <= $1 and coalesce(last_checked_at, $2) <= $2',
      [live, since],
    )
    if (rows[0]?.behind === '0') return
    if (Date.now() > end) throw new Error(`${rows[0]?.behind} articles still wait after ${PATIENCE_MS / 1000} s`)
    await pause(everyMs)
  }
}

export function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000
}
