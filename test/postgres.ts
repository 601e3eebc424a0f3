import { globSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/store/embedded.ts'
import { migrate } from '../src/store/migrate.ts'
import { type Backend, lookForBackends } from './backends.ts'
import { createExternal, stopExternal } from './external-postgres.ts'

/** Where the tests' server is and the database to copy: what `createTestDatabase` needs. */
export type TestPostgres = { host: string; port: number; user: string; password?: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    backend: Backend
    postgres: TestPostgres
    /** End to end: the files of a migrated ledger, at rest, which each Stet copies for a server of its own. */
    cluster: string
    /** Where the run keeps its files: what is below is swept when the run is killed. */
    folder: string
  }
}

const PREFIX = 'stet-tests-'
const TEMPLATE = 'stet_template'
const quiet = { info() {}, warn() {} }

/**
 * vitest's globalSetup: PostgreSQL for a project, of the kind that it is to be tested on. The files of an integration
 * project share one server; end to end each Stet has its own, from a copy of its files.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep()
  const { backend } = project.getProvidedContext()
  const folder = join(tmpdir(), `${PREFIX}${process.pid}-${project.name}`)
  mkdirSync(folder)
  project.provide('folder', folder)
  const { server, stop } = backend.ledger === 'external' ? await external(folder) : await embedded(folder)
  const teardown = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const ownServers = project.name.startsWith('e2e')
  try {
    await createLedger(server, ownServers ? 'stet' : TEMPLATE)
    if (ownServers) await stop()
  } catch (thrown) {
    await teardown()
    throw thrown
  }
  project.provide('postgres', { ...server, template: TEMPLATE })
  project.provide('cluster', join(folder, backend.ledger === 'external' ? 'external' : 'postgres'))
  return ownServers ? async () => rmSync(folder, { recursive: true, force: true }) : teardown
}

type Started = { server: Omit<TestPostgres, 'template'>; stop(): Promise<void> }

async function embedded(folder: string): Promise<Started> {
  const { connection, stop } = await startEmbedded({ dataDir: folder, log: quiet })
  const { host, port, user } = connection
  return { server: { host, port, user }, stop }
}

async function external(folder: string): Promise<Started> {
  const { postgres } = lookForBackends()
  if (postgres === null) throw new Error('no PostgreSQL of the machine is installed')
  const { place, ...server } = await createExternal(postgres, folder)
  return { server, stop: () => stopExternal(place) }
}

/** A migrated database of that name. */
async function createLedger(server: Started['server'], database: string): Promise<void> {
  const admin = new pg.Client({ ...server, ssl: false, database: 'postgres' })
  await admin.connect()
  try {
    const found = await admin.query('select from pg_database where datname = $1', [database])
    if (found.rowCount === 0) await admin.query(`create database ${database}`)
  } finally {
    await admin.end()
  }
  const pool = new pg.Pool({ ...server, ssl: false, database, max: 1 })
  // A connection that is still taking its leave may be cut by the stop that follows.
  pool.on('error', () => {})
  await migrate(pool).finally(() => pool.end())
}

/** Servers and files of runs that were killed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    if (isAlive(Number.parseInt(name.slice(PREFIX.length), 10))) continue
    const dir = join(tmpdir(), name)
    try {
      for (const pid of postmasters(dir)) process.kill(pid, 'SIGQUIT')
      rmSync(dir, { recursive: true, force: true })
    } catch {
      // Another account's: not ours to sweep.
    }
  }
}

function postmasters(dir: string): number[] {
  return globSync('{.,*}/{postgres,external}/postmaster.pid', { cwd: dir })
    .map((file) => Number(readFileSync(join(dir, file), 'utf8').split('\n')[0]))
    .filter(isAlive)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
