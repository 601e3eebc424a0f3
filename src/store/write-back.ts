import { asError } from '../errors.ts'
import { isAway } from './is-away.ts'

export interface WriteBack<T> {
  /** Resolves when it is written, to whether the ledger took it; rejects when it could not be written. */
  add(record: T): Promise<boolean>
  /** Writes what is waiting now. */
  flush(): Promise<void>
}

/**
 * Collects records and writes them together: 100 rows a commit cost a twentieth of a commit each
 * (research/limits.md, section 3).
 * @param write returns those of the records that the ledger took
 */
export function createWriteBack<T>(
  write: (records: T[]) => Promise<T[]>,
  { rows = 100, waitMs = 50 }: { rows?: number; waitMs?: number } = {},
): WriteBack<T> {
  let waiting: Array<{ record: T; resolve: (taken: boolean) => void; reject: (error: Error) => void }> = []
  let timer: NodeJS.Timeout | undefined

  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      const records = batch.map((one) => one.record)
      const taken = await write(records)
      const all = taken.length === records.length
      for (const one of batch) one.resolve(all || taken.includes(one.record))
    } catch (error) {
      // One row that cannot be must not take the others with it.
      if (batch.length > 1 && !isAway(error)) await Promise.all(batch.map(writeAlone))
      else for (const one of batch) one.reject(asError(error))
    }
  }

  function writeAlone({ record, resolve, reject }: (typeof waiting)[number]): Promise<void> {
    return write([record]).then(
      (taken) => resolve(taken.length > 0),
      (error) => reject(asError(error)),
    )
  }

  return {
    flush,
    add(record) {
      return new Promise((resolve, reject) => {
        waiting.push({ record, resolve, reject })
        if (waiting.length >= rows) void flush()
        else timer ??= setTimeout(() => void flush(), waitMs)
      })
    },
  }
}
