import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { createTestRedis, type TestRedis } from '../redis.ts'
import { type Desk, openDesk } from './desk.ts'
import { openTestLedger, type TestLedger } from './ledger.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const MAIN = join(ROOT, 'src', 'main.ts')

/** The program as its user has it: settings, a database, a paper to watch and a desk to tell. */
export interface Stet {
  database: TestLedger
  newsroom: Newsroom
  desk: Desk
  /** The Redis that carries the queue, where one does. */
  redis: TestRedis | null
  /** Throws away every job, whatever carries the queue. */
  emptyQueue(): Promise<void>
  /** Writes the settings' file anew, with these over those it was opened with. */
  settle(settings: Record<string, unknown>): void
  /** What the program is started with. */
  environment: Record<string, string | undefined>
  /** Runs a command to its end. */
  command(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }>
  commandWith(env: Record<string, string>, ...args: string[]): ReturnType<Stet['command']>
  /** Starts a command that goes on until `end`, which resolves with its exit code. */
  spawn(...args: string[]): { stdout(): string; end(): Promise<number | null> }
  /** Starts a worker; resolves when it says that it runs. */
  start(env?: Record<string, string>): Promise<Worker>
  /** Starts a worker whose start may wait; `running` resolves when it says that it runs. */
  begin(env?: Record<string, string>): { worker: Worker; running: Promise<void> }
  /** Adds the desk as an endpoint and tracks the stories at these paths. */
  watch(paths: string[]): Promise<void>
  /** Makes every article due now. */
  makeDue(): Promise<void>
  /** Resolves when every tracked article has been checked so many times. */
  checked(times: number): Promise<void>
  close(): Promise<void>
}

export interface Worker {
  process: ChildProcess
  lines: Array<Record<string, unknown>>
  /** Sends a signal and waits for the end; resolves with the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string | null>
}

/** On the backend that the project is tested on: a ledger of its own, and a Redis where that carries the queue. */
export async function openStet(settings: Record<string, unknown> = {}): Promise<Stet> {
  const folder = mkdtempSync(join(inject('folder'), 'stet-'))
  // The account of an embedded PostgreSQL walks through.
  chmodSync(folder, 0o755)
  const database = await openTestLedger(folder)
  const redis = inject('backend').queue === 'redis' ? await createTestRedis() : null
  await redis?.start()
  const newsroom = await openNewsroom()
  const desk = await openDesk()
  const file = join(folder, 'stet.yaml')
  const local = (port: number) => ({ cidr: '127.0.0.1/32', port })
  const settle = (own: Record<string, unknown>) =>
    writeFileSync(
      file,
      JSON.stringify({
        data_dir: folder,
        ...database.settings,
        ...(redis && { redis_url: redis.url }),
        http: { port: 0 },
        // Checks happen when a test makes them due, not by themselves.
        cadence: { min_minutes: 600 },
        politeness: { gap_ms: 0 },
        plan: { tick_ms: 100, claim_s: 3, lease_s: 6 },
        egress: {
          allow: [local(newsroom.port), local(desk.port)],
          resolve: { '*.quaylight.example': `127.0.0.1:${newsroom.port}`, 'desk.example': `127.0.0.1:${desk.port}` },
        },
        deliver: { allow_http: ['desk.example'], retry_s: [0, 1, 1, 1, 1] },
        ...settings,
        ...own,
      }),
    )
  settle({})
  const workers: Worker[] = []
  const running: ChildProcess[] = []
  const environment = {
    PATH: process.env['PATH'],
    STET_CONFIG: file,
    // Half of the time of a short command is compiling.
    NODE_COMPILE_CACHE: join(inject('folder'), 'compiled'),
  }

  const stet: Stet = {
    database,
    newsroom,
    desk,
    settle,
    environment,
    redis,
    async emptyQueue() {
      if (redis) return redis.flush()
      await database.pool.query('delete from bullmq.job')
    },
    command: (...args) => stet.commandWith({}, ...args),
    commandWith: (env, ...args) =>
      new Promise((resolve) => {
        execFile(process.execPath, [MAIN, ...args], { env: { ...environment, ...env } }, (error, stdout, stderr) =>
          resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
        )
      }),
    begin(env = {}) {
      const begun = beginWorker({ ...environment, ...env })
      workers.push(begun.worker)
      return begun
    },
    spawn(...args) {
      const child = spawn(process.execPath, [MAIN, ...args], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
      let stdout = ''
      child.stdout.on('data', (chunk) => {
        stdout += String(chunk)
      })
      const exited = new Promise<number | null>((resolve) => {
        child.once('exit', resolve)
      })
      running.push(child)
      return {
        stdout: () => stdout,
        end: () => {
          child.kill('SIGINT')
          return exited
        },
      }
    },
    async start(env = {}) {
      const { worker, running } = stet.begin(env)
      await running
      return worker
    },
    async watch(paths) {
      const added = await stet.command('endpoint', 'add', 'desk', 'http://desk.example/stet', '--json')
      if (added.code !== 0) throw new Error(added.stderr)
      desk.secret = (JSON.parse(added.stdout) as { secret: string }).secret
      const tracked = await stet.command(
        'track',
        ...paths.map((path, n) => `http://n${n % 5}.quaylight.example${path}`),
      )
      if (tracked.code !== 0) throw new Error(tracked.stderr)
    },
    async makeDue() {
      await database.pool.query('update articles set next_check_at = now() where untracked_at is null')
      await database.pool.query('update sites set due_at = now()')
    },
    checked: (times) =>
      until(`every article checked ${times} times`, async () => {
        const { rows } = await database.pool.query<{ behind: string }>(
          'select count(*) as behind from articles where check_no < $1',
          [times],
        )
        return rows[0]?.behind === '0'
      }),
    async close() {
      await Promise.all(workers.map((worker) => worker.end('SIGKILL')))
      for (const child of running) child.kill('SIGKILL')
      await redis?.close()
      await newsroom.close()
      await desk.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return stet
}

function beginWorker(env: Record<string, string | undefined>): { worker: Worker; running: Promise<void> } {
  const child = spawn(process.execPath, [MAIN, 'run'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: Worker['lines'] = []
  let rest = ''
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  child.stdout.on('data', (chunk) => {
    const parts = (rest + String(chunk)).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) lines.push(JSON.parse(part) as Record<string, unknown>)
  })
  const exited = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal))
  })
  const running = until('the worker runs', () => {
    if (child.exitCode !== null) throw new Error(`the worker ended with ${child.exitCode}: ${errors}`)
    return lines.some((line) => line['msg'] === 'stet is running')
  })
  const worker: Worker = {
    process: child,
    lines,
    async end(signal) {
      child.kill(signal)
      return exited
    },
  }
  return { worker, running }
}

/** Waits for a condition; says what was waited for when it does not come. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, withinMs = 60_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${withinMs / 1000} s in vain: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
