import type { Job } from '../jobs/job.ts'
import type { Log } from '../log.ts'
import type { Carrier } from './carrier.ts'
import { inTime } from './in-time.ts'
import type { Traces } from './traces.ts'

/** A queue has nothing to finish: it only takes leave of its server, which may be away. */
const CLOSE_MS = 2_000

export interface Bell<Payload> {
  /** Enqueues jobs; a payload whose job is still unfinished is left out. */
  ring(payloads: Payload[]): Promise<void>
  /** Jobs waiting and at work, for status and metrics. */
  depth(): Promise<{ waiting: number; active: number; failed: number }>
  close(): Promise<void>
}

/**
 * The producer's side of a job. A bell that cannot be rung is a line in the log and nothing more: what it stood for
 * is a row in the ledger, and the next tick rings again.
 */
export async function openBell<Payload>(
  job: Pick<Job<Payload, never>, 'name' | 'payload' | 'options' | 'key'>,
  carrier: Carrier,
  log: Log,
  signal: AbortSignal,
  traces: Traces | null = null,
): Promise<Bell<Payload>> {
  const queue = await carrier.queue(job.name, signal)
  return {
    async ring(payloads) {
      if (payloads.length === 0) return
      try {
        await queue.addBulk(
          payloads.map((payload) => ({
            name: job.name,
            data: job.payload.parse(payload),
            opts: {
              ...job.options,
              deduplication: { id: job.key(payload) },
              removeOnComplete: true,
              removeOnFail: { count: 100 },
              ...(traces && { telemetry: { metadata: traces.carry(job.name, { 'stet.key': job.key(payload) }) } }),
            },
          })),
        )
      } catch (error) {
        log.warn({ job: job.name, count: payloads.length, err: error }, 'bell not rung')
      }
    },
    async depth() {
      const counts = await queue.getJobCounts()
      // Without arguments each backend counts every state; only the name of "waiting" differs by version.
      const of = (...states: string[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0)
      return {
        waiting: of('wait', 'waiting', 'paused', 'delayed', 'prioritized'),
        active: of('active'),
        failed: of('failed'),
      }
    },
    close: () => inTime(queue.close(), CLOSE_MS),
  }
}
