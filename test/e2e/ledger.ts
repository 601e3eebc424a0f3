import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { startEmbedded } from '../../src/store/embedded.ts'
import { lookForBackends } from '../backends.ts'
import { startExternal, stopExternal } from '../external-postgres.ts'

/** The ledger of one Stet, of the kind that the project is tested on. */
export interface TestLedger {
  pool: pg.Pool
  /** What the program is told of it: nothing, where it finds the embedded one in its data folder. */
  settings: { database_url?: string }
  /**
   * The whole server stops and comes back, as when its machine is patched; every connection is cut. An embedded one is
   * back before anybody can look; an external one is away for as long as `meanwhile` takes.
   */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  drop(): Promise<void>
}

/** @param dataDir the data folder of the Stet, where an embedded server keeps its files */
export async function openTestLedger(dataDir: string): Promise<TestLedger> {
  const { ledger } = inject('backend')
  // As they are: the account of the server owns them.
  execFileSync('cp', ['-a', inject('cluster'), dataDir])
  return ledger === 'external' ? external(dataDir) : embedded(dataDir)
}

async function external(folder: string): Promise<TestLedger> {
  const { postgres: bin } = lookForBackends()
  const { place, ...server } = await startExternal({ bin: bin ?? '', dataDir: join(folder, 'external') })
  const { host, port, user, password } = server
  const pool = openPool(server)
  return {
    pool,
    settings: { database_url: `postgresql://${user}:${encodeURIComponent(password)}@${host}:${port}/${DATABASE}` },
    async restart(meanwhile) {
      await stopExternal(place)
      await meanwhile?.()
      await startExternal(place, port)
    },
    async drop() {
      await pool.end()
      await stopExternal(place)
    },
  }
}

async function embedded(dataDir: string): Promise<TestLedger> {
  const { connection, stop } = await startEmbedded({ dataDir, log: { info() {}, warn() {} } })
  const pool = openPool(connection)
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  const signal = (signal: NodeJS.Signals) => process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), signal)
  return {
    pool,
    settings: {},
    // Whoever of its users is first starts it again.
    async restart() {
      await pool.query('select 1')
      const lost = new Promise((resolve) => pool.once('error', resolve))
      signal('SIGINT')
      await lost
    },
    async drop() {
      await pool.end()
      await stop()
      try {
        // Left running for a worker that was killed a moment ago.
        signal('SIGQUIT')
      } catch {
        // It has stopped.
      }
    },
  }
}

const DATABASE = 'stet'

function openPool(server: pg.ClientConfig): pg.Pool {
  const pool = new pg.Pool({ ...server, database: DATABASE, ssl: false, max: 5 })
  // A test that restarts the server must not end the test process.
  pool.on('error', () => {})
  return pool
}
