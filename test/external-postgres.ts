import { execFile } from 'node:child_process'
import { chmodSync, chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort } from './free-port.ts'

const run = promisify(execFile)

/** A PostgreSQL of the machine's own as an operator gives it: over TCP, with a password. */
export interface ExternalPostgres {
  host: string
  port: number
  user: string
  password: string
  /** What pg_ctl needs. */
  place: { bin: string; dataDir: string }
}

/** PostgreSQL runs as nobody where the tests run as root. */
const ACCOUNT = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

const [USER, PASSWORD] = ['stet', 'p@ss word']

/**
 * Makes a cluster in `folder` and starts it; returns when it answers.
 * @param bin folder of initdb and pg_ctl
 */
export async function createExternal(bin: string, folder: string): Promise<ExternalPostgres> {
  chmodSync(folder, 0o755)
  if (ACCOUNT.uid !== undefined) chownSync(folder, ACCOUNT.uid, ACCOUNT.gid)
  const dataDir = join(folder, 'external')
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, PASSWORD, { mode: 0o644 })
  const words = [`--pgdata=${dataDir}`, `--username=${USER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  await run(join(bin, 'initdb'), [...words, '--encoding=UTF8', '--locale=C', '--no-sync'], { ...ACCOUNT, cwd: '/' })
  const settings = [
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'max_connections = 200',
    // What a power cut would cost is not asked here, and the embedded one is durable.
    'fsync = off',
  ]
  writeFileSync(join(dataDir, 'postgresql.auto.conf'), `${settings.join('\n')}\n`)
  return startExternal({ bin, dataDir })
}

/** Starts the cluster, by default at a free port. */
export async function startExternal(place: ExternalPostgres['place'], at?: number): Promise<ExternalPostgres> {
  const port = at ?? (await freePort())
  await control(place, 'start', '--log', join(place.dataDir, 'server.log'), '--options', `-p ${port}`)
  return { host: '127.0.0.1', port, user: USER, password: PASSWORD, place }
}

/** Every connection is cut. */
export async function stopExternal(place: ExternalPostgres['place']): Promise<void> {
  await control(place, 'stop', '--mode=fast')
}

async function control({ bin, dataDir }: ExternalPostgres['place'], act: string, ...options: string[]): Promise<void> {
  await run(join(bin, 'pg_ctl'), [act, '--pgdata', dataDir, '--wait', '--silent', ...options], { ...ACCOUNT, cwd: '/' })
}
