import {
  createPostgresBackend,
  DelayedError,
  type Processor,
  Queue,
  runMigrations,
  type Telemetry,
  Worker,
} from 'bullmq'
import type { Redis } from 'ioredis'
import pg from 'pg'
import { asError } from '../errors.ts'
import type { Log } from '../log.ts'
import { heed, inspectRedis, openRedis, QUEUE_REDIS, WORKER_REDIS } from './redis.ts'

type PostgresOptions = { host: string; port: number; user: string; database: string } | { connectionString: string }

/** Where the queue lives. */
export type CarrierConnection =
  | { kind: 'postgres'; options: PostgresOptions }
  | { kind: 'redis'; url: string; unsafe: 'refuse' | 'warn' }

/** Runs one job; `delay` puts it back for a time that is not counted as a try. */
type RunOne = (data: unknown, delay: (ms: number) => Promise<never>) => Promise<void>

/** What the rest of workers/ uses of a BullMQ queue and worker, the same on both backends. */
export type CarrierQueue = Pick<Queue, 'name' | 'addBulk' | 'getJobCounts' | 'close' | 'waitUntilReady'> & Emits
export type CarrierWorker = Pick<Worker, 'name' | 'run' | 'close' | 'waitUntilReady'> & Emits
type Emits = { on(event: 'error', listener: (error: Error) => void): unknown }

/** The one switch between BullMQ's backends, and the only file that builds its queues and workers. */
export interface Carrier {
  queue(name: string, signal: AbortSignal): Promise<CarrierQueue>
  worker(name: string, concurrency: number, run: RunOne, signal: AbortSignal): Promise<CarrierWorker>
  close(): Promise<void>
}

/** Connections of one queue and of one worker on PostgreSQL, beside one LISTEN each. */
const QUEUE_POOL = 2
const WORKER_POOL = 4

/** A stalled job is found within the lock plus two intervals: 10 + 2 x 5 s (research/bullmq-postgres.md, section 2). */
const WORKER_OPTIONS = {
  lockDuration: 10_000,
  stalledInterval: 5_000,
  // Jobs are idempotent: each run takes only what no other has taken. One that met five crashes may run again.
  maxStalledCount: 50,
  // The default of 15 s is what an outage then costs (rule 2 of that page).
  runRetryDelay: 1_000,
}

/** Opens the carrier: returns once its server answers and its schema is migrated, however long that takes. */
export async function openCarrier(
  connection: CarrierConnection,
  log: Log,
  signal: AbortSignal,
  telemetry?: Telemetry,
): Promise<Carrier> {
  const traced = telemetry ? { telemetry } : {}
  const clients = new Set<Redis>()
  const errors = limitedErrors(log)
  const redis = (url: string, options: Parameters<typeof openRedis>[1]) => {
    const client = openRedis(url, options, (error) => errors('redis', error))
    clients.add(client)
    return client
  }
  const postgres = (options: PostgresOptions, max: number) => ({
    ...options,
    schema: 'bullmq',
    max,
    application_name: 'stet-queue',
    connectionTimeoutMillis: 5_000,
  })
  const newQueue = (name: string): CarrierQueue =>
    connection.kind === 'redis'
      ? new Queue(name, { ...traced, connection: redis(connection.url, QUEUE_REDIS) })
      : new Queue(name, { ...traced, connection: postgres(connection.options, QUEUE_POOL) }, createPostgresBackend)
  const newWorker = (name: string, processor: Processor, concurrency: number): CarrierWorker => {
    const options = { ...WORKER_OPTIONS, ...traced, concurrency, autorun: false }
    return connection.kind === 'redis'
      ? new Worker(name, processor, { ...options, connection: redis(connection.url, WORKER_REDIS) })
      : new Worker(
          name,
          processor,
          { ...options, connection: postgres(connection.options, WORKER_POOL) },
          createPostgresBackend,
        )
  }

  const prepare = () =>
    connection.kind === 'redis' ? inspectRedis(connection.url) : migrateQueue(connection.options).then(() => null)
  const redisHealth = await patiently(prepare, signal, (error) => errors('queue', error))
  if (connection.kind === 'redis' && redisHealth) heed(redisHealth, connection.unsafe, log)

  return {
    queue: (name, stop) =>
      patiently(
        () => ready(newQueue(name), stop, errors),
        stop,
        (error) => errors(name, error),
      ),
    worker: (name, concurrency, run, stop) => {
      const processor: Processor = (job, token) =>
        run(job.data, async (ms) => {
          await job.moveToDelayed(Date.now() + ms, token)
          throw new DelayedError()
        })
      return patiently(
        () => ready(newWorker(name, processor, concurrency), stop, errors),
        stop,
        (error) => errors(name, error),
      )
    },
    async close() {
      // Queues and workers are closed: nothing is on its way, and a quit would wait for a Redis that is away.
      for (const client of clients) client.disconnect()
    },
  }
}

/** A queue or worker whose readiness failed remembers that for ever: it is closed, and the caller builds another. */
async function ready<T extends CarrierQueue | CarrierWorker>(
  one: T,
  stop: AbortSignal,
  errors: (source: string, error: Error) => void,
): Promise<T> {
  one.on('error', (error: Error) => errors(one.name, error))
  try {
    // On Redis it never fails, it waits: a stop must end that.
    await Promise.race([one.waitUntilReady(), aborted(stop)])
    return one
  } catch (error) {
    await one.close().catch(() => {})
    throw error
  }
}

async function aborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted()
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(asError(signal.reason)), { once: true })
  })
}

async function migrateQueue(options: PostgresOptions): Promise<void> {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: 5_000, application_name: 'stet-queue' })
  client.on('error', () => {})
  try {
    await client.connect()
    await runMigrations(client, 'bullmq')
  } finally {
    await client.end().catch(() => {})
  }
}

/** Tries until it works or `signal` aborts, with pauses of 0.1 s up to 2 s. */
async function patiently<T>(work: () => Promise<T>, signal: AbortSignal, failed: (error: Error) => void): Promise<T> {
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    try {
      return await work()
    } catch (error) {
      failed(asError(error))
      signal.throwIfAborted()
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }
}

/** An outage makes ten errors a second: one line in ten seconds per source is enough to see it. */
function limitedErrors(log: Log): (source: string, error: Error) => void {
  const lastAt = new Map<string, number>()
  return (source, error) => {
    const now = performance.now()
    if (now - (lastAt.get(source) ?? -Infinity) < 10_000) return
    lastAt.set(source, now)
    log.warn({ source, err: error }, 'queue error')
  }
}
