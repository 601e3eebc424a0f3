import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { freePort } from './free-port.ts'

/** A Redis of a test's own, on a port of its own. */
export interface TestRedis {
  url: string
  /** Starts it, or starts it again; returns when it answers. */
  start(...options: string[]): Promise<void>
  /** Ends it as a crash would. */
  kill(): Promise<void>
  flush(): Promise<void>
  signal(signal: NodeJS.Signals): void
  close(): Promise<void>
}

/** Not yet started. By default as an operator should have it: append-only file, no eviction. */
export async function createTestRedis(): Promise<TestRedis> {
  const port = await freePort()
  const dir = mkdtempSync(join(tmpdir(), 'stet-redis-'))
  let server: ChildProcess | undefined
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    async start(...options) {
      const plain = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--save', '']
      server = spawn('redis-server', [...plain, '--appendonly', 'yes', ...options], { stdio: 'ignore' })
      await asked(port, (client) => client.ping())
    },
    async kill() {
      const dying = server
      server = undefined
      if (!dying || dying.exitCode !== null) return
      const ended = new Promise((resolve) => dying.once('exit', resolve))
      dying.kill('SIGKILL')
      await ended
    },
    flush: () => asked(port, (client) => client.flushall()),
    signal: (signal) => void server?.kill(signal),
    async close() {
      await redis.kill()
      rmSync(dir, { recursive: true, force: true })
    },
  }
  return redis
}

async function asked(port: number, work: (client: Redis) => Promise<unknown>): Promise<void> {
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 20, maxRetriesPerRequest: 500 })
  client.on('error', () => {})
  try {
    await work(client)
  } finally {
    client.disconnect()
  }
}
