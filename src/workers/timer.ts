import { asError } from '../errors.ts'
import type { Log } from '../log.ts'

export interface Timer {
  stop(): Promise<void>
  /** When the last tick ended well; null before the first. */
  lastTickAt(): Date | null
}

/**
 * Work that every process does by the clock: planning, reporting, maintenance. Not queue jobs, for they must outlive a
 * flushed queue. Ticks never overlap; a failed tick is a line in the log and the next one tries again.
 * @param name stands in the log lines
 * @param tick returns what is worth a line, or null
 */
export function startTimer(name: string, tick: () => Promise<object | null>, everyMs: number, log: Log): Timer {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let lastTickAt: Date | null = null
  let failures = 0

  async function run(): Promise<void> {
    try {
      const done = await tick()
      lastTickAt = new Date()
      if (failures > 0) log.info({ timer: name, failures }, 'timer works again')
      failures = 0
      if (done) log.info({ timer: name, ...done }, 'timer done')
    } catch (error) {
      // An outage of the database must not fill the log: one line at its start, then one a minute.
      if (failures++ % Math.max(1, Math.round(60_000 / everyMs)) === 0) {
        log.error({ timer: name, err: asError(error), failures }, 'timer failed')
      }
    }
    if (!stopped) timer = setTimeout(() => (running = run()), everyMs)
  }

  running = run()
  return {
    lastTickAt: () => lastTickAt,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
