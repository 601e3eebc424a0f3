import { statfs } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { DoctorDeps, Examination } from '../cli/doctor.ts'
import type { Status, StatusDeps } from '../cli/status.ts'
import type { Config } from '../config.ts'
import { greetRelay } from '../deliver/send-mail.ts'
import { asError } from '../errors.ts'
import { checkSite } from '../jobs/check-site.ts'
import { deliver } from '../jobs/deliver.ts'
import { createLog, type Log } from '../log.ts'
import { listEndpoints } from '../store/endpoints.ts'
import type { Store } from '../store/open.ts'
import { listProcesses } from '../store/processes.ts'
import { readStandings } from '../store/status.ts'
import { readVitals } from '../store/vitals.ts'
import { openBell } from '../workers/bell.ts'
import { openCarrier } from '../workers/carrier.ts'
import { askCollector } from '../workers/collector.ts'
import { inspectRedis, redisFaults } from '../workers/redis.ts'
import type { CliParts, WithLedger } from './cli-deps.ts'
import { dataDir, openLedger } from './ledger.ts'
import { masterKey } from './master-key.ts'
import { carrierOf, collectorOf } from './open.ts'
import { openEndpoint } from './sealed-endpoint.ts'

/** A queue that has not answered by then is told as one that does not. */
const QUEUE_PATIENCE_MS = 4_000
/** A person who asks what is wrong waits no minute for a server that is away. */
const PATIENCE_MS = 5_000

/** What `stet status` and `stet doctor` look at. */
export function statusDeps(parts: CliParts, withLedger: WithLedger): StatusDeps & DoctorDeps {
  return {
    status: ({ everyMs, show }) =>
      withLedger(async ({ store, config, log }) => {
        const stopped = new AbortController()
        if (everyMs !== null) process.once('SIGINT', () => stopped.abort())
        do {
          show({ ...(await look(parts, config, store)), queue: await lookAtQueue(config, store, log) })
          if (everyMs !== null) await delay(everyMs, undefined, { signal: stopped.signal }).catch(() => {})
        } while (everyMs !== null && !stopped.signal.aborted)
      }),
    examine: () => examine(parts),
  }
}

async function look({ folder, version }: CliParts, config: Config, store: Store): Promise<Omit<Status, 'queue'>> {
  const vitals = await readVitals(store.pool)
  return {
    version,
    at: new Date(vitals.nowMs).toISOString(),
    processes: await listProcesses(store.pool),
    vitals,
    standings: await readStandings(store.pool),
    disk: config.database_url === null ? await diskUnder(dataDir(config, folder), config) : null,
  }
}

async function diskUnder(folder: string, config: Config): Promise<Status['disk']> {
  const { bavail, bsize } = await statfs(folder)
  return { freeBytes: bavail * bsize, minFreeBytes: config.disk.min_free_mb * 1_000_000 }
}

async function lookAtQueue(config: Config, store: Store, log: Log): Promise<Status['queue']> {
  const backend = config.redis_url === null ? 'postgres' : 'redis'
  return { backend, jobs: await depths(config, store, log).catch(() => null) }
}

async function depths(config: Config, store: Store, log: Log): Promise<NonNullable<Status['queue']['jobs']>> {
  const signal = AbortSignal.timeout(QUEUE_PATIENCE_MS)
  const connection = carrierOf(config, store)
  // To look is no use of it: what is wrong with a Redis is doctor's to say.
  const carrier = await openCarrier(
    connection.kind === 'redis' ? { ...connection, unsafe: 'warn' } : connection,
    log,
    signal,
  )
  try {
    const bells = [await openBell(checkSite, carrier, log, signal), await openBell(deliver, carrier, log, signal)]
    const [checks, deliveries] = await Promise.all(bells.map((bell) => bell.depth()))
    await Promise.all(bells.map((bell) => bell.close()))
    const none = { waiting: 0, active: 0, failed: 0 }
    return { [checkSite.name]: checks ?? none, [deliver.name]: deliveries ?? none }
  } finally {
    await carrier.close()
  }
}

/** Looks at each dependency for itself: what is broken must not hide the rest. */
async function examine(parts: CliParts): Promise<Examination> {
  const found: Examination = {
    node: process.versions.node,
    settings: { error: '' },
    ledger: null,
    queue: null,
    mail: null,
    traces: null,
    key: null,
  }
  let config: Config
  try {
    config = parts.settings()
  } catch (error) {
    return { ...found, settings: { error: asError(error).message } }
  }
  found.settings = { roles: config.roles, contact: config.contact }
  const silent = createLog('silent', 'stderr')
  const { url: relay } = config.smtp
  const collector = collectorOf(config)
  if (relay !== null) found.mail = await answerOf(() => greetRelay({ url: relay }, PATIENCE_MS))
  if (collector !== null) found.traces = await answerOf(() => askCollector(collector))
  let store: Store
  try {
    const patienceMs = Math.min(config.database_wait_ms, PATIENCE_MS)
    const about = { folder: parts.folder, log: silent, applicationName: 'stet-doctor', patienceMs }
    store = await openLedger(config, about)
  } catch (error) {
    found.ledger = { error: asError(error).message }
    if (config.redis_url !== null) found.queue = await examineRedis(config.redis_url, 'the ledger is away')
    return found
  }
  try {
    found.ledger = await look(parts, config, store)
      .then((status) => ({ ...status, ownNowMs: Date.now() }))
      .catch((error) => ({ error: asError(error).message }))
    found.queue = await examineQueue(config, store, silent)
    found.key = await examineKey(parts, config, store, silent).catch((error) => ({ error: asError(error).message }))
    return found
  } finally {
    await store.close()
  }
}

async function answerOf(ask: () => Promise<string>): Promise<Examination['mail']> {
  try {
    return { detail: await ask() }
  } catch (thrown) {
    const error = asError(thrown)
    return { error: error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message }
  }
}

async function examineQueue(config: Config, store: Store, log: Log): Promise<Examination['queue']> {
  const { redis_url } = config
  try {
    if (redis_url !== null) await inspectRedis(redis_url)
    const jobs = Object.entries(await depths(config, store, log))
    const detail = jobs.map(([job, { waiting, active }]) => `${job} ${waiting} waiting ${active} active`).join(', ')
    const failed = jobs.reduce((sum, [, job]) => sum + job.failed, 0)
    return redis_url === null
      ? { backend: 'PostgreSQL', faults: [], detail, failed }
      : await examineRedis(redis_url, detail, failed)
  } catch (error) {
    return { error: asError(error).message }
  }
}

async function examineRedis(url: string, detail: string, failed = 0): Promise<Examination['queue']> {
  try {
    const health = await inspectRedis(url)
    return { backend: `Redis ${health.version} (${health.role})`, faults: redisFaults(health), detail, failed }
  } catch (error) {
    return { error: asError(error).message }
  }
}

async function examineKey(parts: CliParts, config: Config, store: Store, log: Log): Promise<Examination['key']> {
  const key = masterKey({ master_key: config.master_key, dataDir: dataDir(config, parts.folder) }, log)
  const endpoints = await listEndpoints(store.pool)
  const unreadable = endpoints.filter((endpoint) => {
    try {
      openEndpoint(endpoint, key)
      return false
    } catch {
      return true
    }
  })
  return { endpoints: endpoints.length, unreadable: unreadable.map(({ name }) => name) }
}
