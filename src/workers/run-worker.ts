import { UnrecoverableError } from 'bullmq'
import { asError, JobError } from '../errors.ts'
import type { Job } from '../jobs/job.ts'
import type { Log } from '../log.ts'
import type { Carrier } from './carrier.ts'
import { inTime } from './in-time.ts'

/** Once its work is done a worker only takes leave of its server, which may be away. */
const CLOSE_MS = 5_000

export interface RunningWorker {
  /** Takes no more jobs, waits for those at work up to `deadlineMs`, then cuts them short. */
  stop(deadlineMs: number): Promise<void>
}

/** Turns a declaration into a BullMQ worker: payload parsed, deadline and shutdown as one signal, one log line a job. */
export async function runWorker<Payload, Deps>(
  { job, deps, concurrency }: { job: Job<Payload, Deps>; deps: Deps; concurrency: number },
  carrier: Carrier,
  log: Log,
  signal: AbortSignal,
): Promise<RunningWorker> {
  const running = new Set<AbortController>()
  let cut = false
  const atWork = new Set<Promise<void>>()

  async function runOne(data: unknown, delay: (ms: number) => Promise<never>): Promise<void> {
    const startedAt = performance.now()
    // A controller of its own: a composite of signals costs each of its listeners several times as much.
    const controller = new AbortController()
    const deadline = setTimeout(() => controller.abort(overdue(job)), job.timeoutMs)
    running.add(controller)
    if (cut) controller.abort()
    const fields = () => ({ job: job.name, took_ms: Math.round(performance.now() - startedAt) })
    try {
      const payload = job.payload.parse(data)
      const result = await job.run(payload, deps, { signal: controller.signal })
      log.info({ ...fields(), ...result }, 'job done')
    } catch (thrown) {
      const error = asError(thrown)
      log.error({ ...fields(), data, err: error }, 'job failed')
      if (error instanceof JobError && error.disposition.kind === 'never') throw new UnrecoverableError(plain(error))
      if (error instanceof JobError && error.disposition.kind === 'after') await delay(error.disposition.delayMs)
      throw new Error(plain(error), { cause: error })
    } finally {
      clearTimeout(deadline)
      running.delete(controller)
    }
  }

  const worker = await carrier.worker(
    job.name,
    concurrency,
    (data, delay) => {
      const run = runOne(data, delay)
      const settled = run.catch(() => {}).finally(() => atWork.delete(settled))
      atWork.add(settled)
      return run
    },
    signal,
  )
  worker.run().catch((error) => log.error({ job: job.name, err: asError(error) }, 'worker ended'))

  return {
    async stop(deadlineMs) {
      const closing = worker.close()
      const deadline = setTimeout(() => {
        cut = true
        for (const controller of running) controller.abort()
      }, deadlineMs)
      await Promise.all(atWork)
      await inTime(closing, CLOSE_MS)
      clearTimeout(deadline)
    },
  }
}

function overdue({ name, timeoutMs }: { name: string; timeoutMs: number }): DOMException {
  return new DOMException(`${name} took more than ${timeoutMs} ms`, 'TimeoutError')
}

/** PostgreSQL refuses NUL and lone surrogates; in an error's message they would leave the job active for ever (rule 3). */
function plain(error: Error): string {
  return error.message.replaceAll('\0', '').toWellFormed().slice(0, 2_000)
}
