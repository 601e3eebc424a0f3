import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventExamples } from '../../scripts/event-examples.ts'
import { eventId } from '../../src/alert/event-id.ts'
import type { EndpointId, Owed } from '../../src/article.ts'
import { ledgerCommands } from '../../src/compose/cli-deps.ts'
import { openLedger } from '../../src/compose/ledger.ts'
import { type Config, loadConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { Store } from '../../src/store/open.ts'

const FOLDER = join(import.meta.dirname, '..', '..')

export type Backend = 'postgres' | 'redis'

export interface Worker {
  process: ChildProcess
  running: Promise<void>
  /** Ends it by a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>
}

/** A real ledger with real endpoints on loopback, for the program's own workers to deliver from. */
export interface Ground {
  config: Config
  store: Store
  /** By name. */
  endpoints: Map<string, { id: EndpointId; secret: string }>
  startWorker(): Worker
  close(): Promise<void>
}

/** @param ports by endpoint's name: where it listens on loopback */
export async function openGround(asked: {
  backend: Backend
  ports: Map<string, number>
  deliver?: object
}): Promise<Ground> {
  const data = mkdtempSync(join(tmpdir(), 'stet-bench-'))
  const redis = asked.backend === 'redis' ? await startRedis(data) : null
  const file = join(data, 'stet.yaml')
  const names = [...asked.ports.keys()]
  const settings = JSON.stringify({
    data_dir: join(data, 'data'),
    redis_url: redis?.url ?? null,
    roles: ['plan', 'deliver'],
    log: { level: 'info' },
    egress: {
      allow: [...asked.ports.values()].map((port) => ({ cidr: '127.0.0.1/32', port })),
      resolve: Object.fromEntries(names.map((name) => [`${name}.example`, `127.0.0.1:${asked.ports.get(name)}`])),
    },
    deliver: { allow_http: names.map((name) => `${name}.example`), ...asked.deliver },
  })
  writeFileSync(file, settings)
  const config = loadConfig({
    defaults: readFileSync(join(FOLDER, 'config', 'default.yaml'), 'utf8'),
    file: { path: file, text: settings },
    env: {},
    readSecret: () => '',
  })
  const store = await openLedger(config, { folder: FOLDER, log: createLog('warn', 'stderr'), applicationName: 'bench' })
  const commands = ledgerCommands({ folder: FOLDER, version: 'bench', settings: () => config })
  const endpoints: Ground['endpoints'] = new Map()
  for (const name of names) {
    const url = `http://${name}.example/hook`
    const added = await commands.addEndpoint({ name, url, format: 'stet', secret: null })
    endpoints.set(name, { id: added.id as EndpointId, secret: added.secret ?? '' })
  }
  const workers = new Set<Worker>()
  return {
    config,
    store,
    endpoints,
    startWorker() {
      const worker = startWorker(file)
      workers.add(worker)
      return worker
    },
    async close() {
      await Promise.all([...workers].map((worker) => worker.end('SIGKILL')))
      await store.close()
      await redis?.stop()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** The nth alert: an invented article's change, owed to these endpoints at once. */
export function owedAlert(n: number, endpoints: readonly EndpointId[]): Owed & { eventId: string } {
  const [example] = eventExamples()
  if (example?.type !== 'article.changed') throw new Error('the first example is a change')
  const id = eventId('bench', String(n))
  const event = { ...example, data: { ...example.data, id, line: `${n}: ${example.data.line}` } }
  return {
    type: event.type,
    severity: event.data.severity,
    line: event.data.line,
    event,
    stormKey: null,
    flapping: false,
    endpoints: endpoints.map((endpoint) => ({ id: endpoint, releaseAt: new Date().toISOString(), key: null })),
    eventId: id,
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function startWorker(file: string): Worker {
  const child = spawn(process.execPath, [join(FOLDER, 'src', 'main.ts'), 'run'], {
    env: { PATH: process.env['PATH'], STET_CONFIG: file },
    stdio: ['ignore', 'pipe', 2],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const running = new Promise<void>((resolve, reject) => {
    let seen = ''
    child.stdout?.on('data', (chunk) => {
      if (seen === 'running') return
      seen += String(chunk)
      if (!seen.includes('stet is running')) return
      seen = 'running'
      resolve()
    })
    child.once('exit', (code) => reject(new Error(`the worker ended with ${code} before it ran`)))
  })
  running.catch(() => {})
  return {
    process: child,
    running,
    async end(signal) {
      child.kill(signal)
      await exited
    },
  }
}

async function startRedis(data: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort()
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', data, '--appendonly', 'yes']
  const child = spawn(process.env['REDIS_SERVER'] ?? 'redis-server', [...options, '--maxmemory-policy', 'noeviction'], {
    stdio: 'ignore',
  })
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (cause) => reject(new Error('redis-server is needed for --backend redis', { cause })))
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await Promise.race([pause(500), failed])
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}
