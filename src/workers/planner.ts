import { asError } from '../errors.ts'
import type { Log } from '../log.ts'

export interface Planner {
  stop(): Promise<void>
  /** When the last tick ended well; null before the first. */
  lastTickAt(): Date | null
}

/**
 * A timer that plans: claims what is due and rings for it. Not a queue job, for it must outlive a flushed queue.
 * Ticks never overlap; a failed tick is a line in the log and the next one tries again.
 */
export function startPlanner(tick: () => Promise<object | null>, everyMs: number, log: Log): Planner {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let lastTickAt: Date | null = null
  let failures = 0

  async function run(): Promise<void> {
    try {
      const planned = await tick()
      lastTickAt = new Date()
      if (failures > 0) log.info({ failures }, 'planning again')
      failures = 0
      if (planned) log.info(planned, 'planned')
    } catch (error) {
      // An outage of the database must not fill the log: one line at its start, then one a minute.
      if (failures++ % Math.max(1, Math.round(60_000 / everyMs)) === 0) {
        log.error({ err: asError(error), failures }, 'planning failed')
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
