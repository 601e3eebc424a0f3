import { statfs } from 'node:fs/promises'
import { diskLow } from '../alert/operator-event.ts'
import type { Log } from '../log.ts'
import { owe } from '../review/owe.ts'
import type { Rules } from '../review/rules.ts'
import { oweEvent } from '../store/delivery-log.ts'
import type { Store } from '../store/open.ts'

export interface DiskGuard {
  /** Looks at the disk; when it falls below the limit the operator is told, once until it recovers. */
  look(): Promise<void>
  isLow(): boolean
  /** Free bytes at the last look; null where there is no disk of ours. */
  free(): number | null
}

/** How much must be free again before a low disk counts as recovered: no flapping at the limit. */
const RECOVERED = 1.1

/** Watches the disk under the embedded database: a full one would stop the ledger, so fetching stops before. */
export function watchDisk(parts: {
  /** Null where the ledger is elsewhere. */
  folder: string | null
  minFreeBytes: number
  store: Store
  rules(): Promise<Rules>
  log: Log
}): DiskGuard {
  let low = false
  let told = false
  let free: number | null = null
  return {
    isLow: () => low,
    free: () => free,
    async look() {
      if (parts.folder === null) return
      const disk = await statfs(parts.folder)
      free = disk.bavail * disk.bsize
      if (low ? free > parts.minFreeBytes * RECOVERED : free >= parts.minFreeBytes) {
        if (low) parts.log.info({ free_bytes: free }, 'disk recovered: fetching again')
        low = false
        told = false
        return
      }
      if (!low) {
        parts.log.error({ free_bytes: free, folder: parts.folder }, 'disk low: fetching stops until space is free')
      }
      low = true
      if (told) return
      const now = new Date().toISOString()
      const event = diskLow({ freeBytes: free, totalBytes: disk.blocks * disk.bsize, now })
      try {
        await oweEvent(parts.store.pool, owe(event, [], await parts.rules(), now))
        told = true
      } catch (error) {
        // Too full even for that: the next look tries again.
        parts.log.warn({ err: error }, 'disk low not told')
      }
    },
  }
}
