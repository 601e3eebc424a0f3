import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { asError, StetError } from '../errors.ts'
import { startEmbedded } from './embedded.ts'
import type { EmbeddedLog } from './embedded-home.ts'

export type Store = {
  pool: pg.Pool
  /** For clients of their own (BullMQ): the same server, without this pool's limits. */
  connection: pg.ClientConfig
  /** Ends the pool, then the embedded server if nobody else needs it. Close other clients first. */
  close(): Promise<void>
}

/** PostgreSQL 15 brought what the SQL uses (`unique nulls not distinct`); older ones are out of care or nearly so. */
const OLDEST = 150_000
const PATIENCE_MS = 60_000
const CONNECT_MS = 5_000
/** No statement of Stet's takes a second on a healthy server; a longer one is a fault and shall not hold others up. */
const STATEMENT_MS = 30_000
const LOCK_MS = 10_000
const CLOSE_MS = 5_000

/**
 * The ledger's server, ready to be asked: embedded when `databaseUrl` is null, else the one named. Waits with back-off
 * for a server that is starting (`patienceMs`, a minute by default). Afterwards the pool recovers by itself when the
 * server restarts; a statement under way then fails and is its caller's to repeat.
 *
 * @throws StetError database_unreachable, database_refused, database_too_old, database_read_only, database_not_utf8,
 *   and those of startEmbedded
 */
export async function openStore(options: {
  databaseUrl: string | null
  dataDir: string
  log: EmbeddedLog
  applicationName: string
  poolSize?: number
  patienceMs?: number
  signal?: AbortSignal
}): Promise<Store> {
  const { databaseUrl, dataDir, log, applicationName, poolSize = 10, patienceMs = PATIENCE_MS, signal } = options
  const embedded = databaseUrl === null ? await startEmbedded({ dataDir, log }) : null
  const connection: pg.ClientConfig = {
    ...(embedded ? { ...embedded.connection, ssl: false } : { connectionString: databaseUrl ?? '' }),
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  }
  const pool = new pg.Pool({
    ...connection,
    max: poolSize,
    idleTimeoutMillis: 30_000,
    statement_timeout: STATEMENT_MS,
    // Also where the server no longer answers at all.
    query_timeout: STATEMENT_MS + 5_000,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
  })
  let told = 0
  pool.on('error', (error) => {
    // A restart cuts every idle connection at once: one line tells it.
    if (Date.now() - told > 1_000) log.warn({ err: error }, 'database connection lost')
    told = Date.now()
  })
  const close = async () => {
    await Promise.race([pool.end(), delay(CLOSE_MS, undefined, { ref: false })])
    await embedded?.stop()
  }
  try {
    await answer(pool, { log, patienceMs, signal })
  } catch (thrown) {
    await close()
    throw thrown
  }
  return { pool, connection, close }
}

async function answer(
  pool: pg.Pool,
  { log, patienceMs, signal }: { log: EmbeddedLog; patienceMs: number; signal: AbortSignal | undefined },
): Promise<void> {
  const until = Date.now() + patienceMs
  for (let pause = 100, told = false; ; pause = Math.min(pause * 2, 2_000)) {
    try {
      return await inspect(pool)
    } catch (thrown) {
      const error = asError(thrown)
      if (error instanceof StetError) throw error
      const server = nameOf(pool)
      if (isRefusal(error))
        throw new StetError('database_refused', `${server} refuses us (${error.message}): check DATABASE_URL`, {
          cause: error,
        })
      if (Date.now() + pause > until || signal?.aborted)
        throw new StetError(
          'database_unreachable',
          `no answer from ${server} within ${Math.round(patienceMs / 1000)} s (${reasonOf(error)}): check that it runs and that DATABASE_URL is right`,
          { cause: error },
        )
      if (!told) log.info({ server, reason: reasonOf(error) }, 'waiting for the database')
      told = true
      await delay(pause, undefined, { signal }).catch(() => {})
    }
  }
}

async function inspect(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; name: string; encoding: string; standby: boolean }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name,
            current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby`,
  )
  const server = nameOf(pool)
  const found = rows[0]
  if (!found) throw new Error('the server told nothing about itself')
  if (found.version < OLDEST)
    throw new StetError('database_too_old', `${server} is PostgreSQL ${found.name}; Stet needs 15 or newer`)
  if (found.standby)
    throw new StetError('database_read_only', `${server} is a read-only standby: give the primary in DATABASE_URL`)
  if (found.encoding !== 'UTF8')
    throw new StetError('database_not_utf8', `${server} stores ${found.encoding}: create it with encoding UTF8`)
}

/** Wrong password, role, database, TLS or protocol: waiting will not help. */
function isRefusal(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return (
    /^28|^3D000$|^08P01$|^ERR_TLS|CERT|SELF_SIGNED/.test(code) ||
    /does not support SSL|password must be/.test(error.message)
  )
}

/** Host, port and database: never the password. */
function nameOf(pool: pg.Pool): string {
  const { host, port, database } = new pg.Client(pool.options)
  return `the database "${database}" at ${host}${host.startsWith('/') ? '' : `:${port}`}`
}

function reasonOf(error: Error): string {
  return 'code' in error && error.code ? String(error.code) : error.message
}
