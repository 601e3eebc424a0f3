import type { Store } from '../store/open.ts'
import { listProcesses } from '../store/processes.ts'
import { readVitals } from '../store/vitals.ts'
import type { DiskGuard } from './disk.ts'

/** A host or a message waiting longer than this means that the line stands. */
const STANDING_S = 600

/** A planner that has not ticked for so long is stuck. */
const PLANNER_LATE_MS = 30_000

/** Why the line as a whole does not work; empty when it does. Failing endpoints are theirs, not ours. */
export async function whyStanding(store: Store, disk: DiskGuard): Promise<string[]> {
  const { oldestDueS, oldestOwedS } = await readVitals(store.pool)
  return [
    (await isPlanning(store)) ? null : 'nobody plans',
    disk.isLow() ? 'the disk is nearly full' : null,
    oldestDueS > STANDING_S ? `a host has been due for ${Math.round(oldestDueS)} s` : null,
    oldestOwedS > STANDING_S ? `a message has been owed for ${Math.round(oldestOwedS)} s` : null,
  ].filter((reason) => reason !== null)
}

/** Why this process is not ready: the ledger answers, and somebody plans; late work alone makes no process unready. */
export async function notReady(store: Store, disk: DiskGuard): Promise<string[]> {
  try {
    return [
      ...((await isPlanning(store)) ? [] : [`planner: nobody planned in the last ${PLANNER_LATE_MS / 1000} s`]),
      ...(disk.isLow() ? ['disk: nearly full'] : []),
    ]
  } catch (error) {
    return [`ledger: ${error instanceof Error ? error.message : String(error)}`]
  }
}

async function isPlanning({ pool }: Store): Promise<boolean> {
  const processes = await listProcesses(pool)
  return processes.some(({ plannedAt }) => plannedAt && Date.now() - Date.parse(plannedAt) < PLANNER_LATE_MS)
}
