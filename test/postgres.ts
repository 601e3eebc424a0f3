import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/store/embedded.ts'
import { migrate } from '../src/store/migrate.ts'

/** Where the tests' server is and the database to copy: what `createTestDatabase` needs. */
export type TestPostgres = { host: string; port: number; user: string; template: string }

declare module 'vitest' {
  interface ProvidedContext {
    postgres: TestPostgres
  }
}

const PREFIX = 'stet-test-'
const TEMPLATE = 'stet_template'
const quiet = { info() {}, warn() {} }

/** vitest's globalSetup: one embedded server for the whole run, however many projects ask for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep()
  const dataDir = join(tmpdir(), PREFIX + process.pid)
  const embedded = await startEmbedded({ dataDir, log: quiet })
  const { host, port, user } = embedded.connection
  const teardown = async () => {
    await embedded.stop()
    if (postmaster(dataDir) === null) rmSync(dataDir, { recursive: true, force: true })
  }
  try {
    await createTemplate({ host, port, user, ssl: false })
  } catch (thrown) {
    await teardown()
    throw thrown
  }
  project.provide('postgres', { host, port, user, template: TEMPLATE })
  return teardown
}

async function createTemplate(server: pg.ClientConfig): Promise<void> {
  const admin = new pg.Client({ ...server, database: 'stet' })
  await admin.connect()
  try {
    // Two projects set up in the same process: the lock lets the second find the first one's work.
    await admin.query('select pg_advisory_lock(1)')
    const found = await admin.query('select from pg_database where datname = $1', [TEMPLATE])
    if (found.rowCount !== 0) return
    await admin.query(`create database ${TEMPLATE}_draft`)
    const pool = new pg.Pool({ ...server, database: `${TEMPLATE}_draft`, max: 1 })
    await migrate(pool).finally(() => pool.end())
    await admin.query(`alter database ${TEMPLATE}_draft rename to ${TEMPLATE}`)
  } finally {
    await admin.end()
  }
}

/** Servers and files of runs that were killed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue
    const dir = join(tmpdir(), name)
    try {
      const pid = postmaster(dir)
      if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGQUIT')
      rmSync(dir, { recursive: true, force: true })
    } catch {
      // Another account's: not ours to sweep.
    }
  }
}

function postmaster(dataDir: string): number | null {
  const file = join(dataDir, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
