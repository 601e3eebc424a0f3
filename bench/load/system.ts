import { type ChildProcess, fork, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openLedger } from '../../src/compose/ledger.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { Store } from '../../src/store/open.ts'

const FOLDER = join(import.meta.dirname, '..', '..')

/** The program as it runs for its user, on an embedded database of its own. */
export interface LoadSystem {
  store: Store
  config: Config
  /** The project's folder, and the system's own. */
  root: string
  folder: string
  /** Starts a worker, with options for Node such as `--cpu-prof`; resolves when it says that it runs. */
  start(node?: readonly string[], env?: Record<string, string>): Promise<ChildProcess>
  /** A statement that may take minutes. */
  long(sql: string, values?: unknown[]): Promise<void>
  /** Ends all workers as an operator does. */
  endAll(): Promise<void>
  close(): Promise<void>
}

/** @param ports of loopback that may be dialled; `*.load.example` leads to the first of them */
export async function openSystem(ports: readonly number[], settings: Record<string, unknown>): Promise<LoadSystem> {
  const folder = mkdtempSync(join(tmpdir(), 'stet-load-'))
  // PostgreSQL runs as another user here when the bench is root's, and must be able to enter.
  chmodSync(folder, 0o755)
  const settingsFile = join(folder, 'stet.yaml')
  const text = JSON.stringify({
    data_dir: join(folder, 'data'),
    http: { port: 0 },
    ...settings,
    egress: {
      allow: ports.map((port) => ({ cidr: '127.0.0.1/32', port })),
      resolve: { '*.load.example': `127.0.0.1:${ports[0]}`, 'desk.example': `127.0.0.1:${ports[1] ?? ports[0]}` },
    },
  })
  writeFileSync(settingsFile, text)
  const config = loadConfig({
    defaults: readFileSync(join(FOLDER, 'config', 'default.yaml'), 'utf8'),
    file: { path: settingsFile, text },
    env: {},
    readSecret: () => '',
  })
  const store = await openLedger(config, { folder: FOLDER, log: createLog('warn', 'stderr'), applicationName: 'bench' })
  const workers = new Set<ChildProcess>()
  const endAll = async () => {
    await Promise.all([...workers].map(ended))
  }
  return {
    store,
    config,
    root: FOLDER,
    folder,
    async start(node = [], env = {}) {
      const child = spawn(process.execPath, [...node, join(FOLDER, 'src', 'main.ts'), 'run'], {
        cwd: FOLDER,
        env: { PATH: process.env['PATH'], STET_CONFIG: settingsFile, ...startEnv(), ...env },
        stdio: ['ignore', 'pipe', 2],
      })
      workers.add(child)
      await running(child)
      return child
    },
    async long(sql, values = []) {
      const client = new pg.Client(store.connection)
      await client.connect()
      await client.query(sql, values).finally(() => client.end())
    },
    endAll,
    async close() {
      await endAll()
      await store.close()
      // The server may still be writing its last words.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
    },
  }
}

/** The variables that `npm start` sets for the worker (package.json). */
function startEnv(): Record<string, string> {
  const { scripts } = JSON.parse(readFileSync(join(FOLDER, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return Object.fromEntries(
    [...scripts.start.matchAll(/\b([A-Z_]+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Starts a bench's own helper process and resolves with its first message. */
export async function forkHelper<News>(
  file: string,
  args: string[] = [],
): Promise<{ child: ChildProcess; news: News }> {
  const child = fork(join(import.meta.dirname, file), args, { stdio: ['ignore', 2, 2, 'ipc'] })
  const news = await new Promise<News>((resolve, reject) => {
    child.once('message', (message) => resolve(message as News))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
  })
  return { child, news }
}

/** Sends an order to a helper and waits for its answer. */
export function order<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  return new Promise((resolve) => {
    child.once('message', (answer) => resolve(answer as Answer))
    child.send(message)
  })
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function running(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen: string | null = ''
    child.stdout?.on('data', (chunk) => {
      if (seen === null) return
      seen += String(chunk)
      if (!seen.includes('stet is running')) return
      seen = null
      resolve()
    })
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await exited
}
