import { Redis, type RedisOptions } from 'ioredis'
import { StetError } from '../errors.ts'
import type { Log } from '../log.ts'

type ClientOptions = Pick<RedisOptions, 'maxRetriesPerRequest' | 'enableOfflineQueue' | 'commandTimeout'>

/** A worker waits for a Redis that is away, however long: BullMQ asks for this. */
export const WORKER_REDIS = { maxRetriesPerRequest: null }

/** A bell that cannot be rung now is rung by a later tick: a producer fails at once instead of holding up the plan. */
export const QUEUE_REDIS = { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 5_000 }

/** How long to wait at most between two tries to connect. */
const RECONNECT_MS = 2_000

export function openRedis(url: string, options: ClientOptions, failed: (error: Error) => void): Redis {
  const all = {
    ...options,
    connectTimeout: 5_000,
    retryStrategy: (times: number) => Math.min(times * 100, RECONNECT_MS),
    // After a failover the old address may be a replica: dial again, the name may lead elsewhere now.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  }
  const client = new Redis(url, all)
  client.on('error', failed)
  return client
}

export interface RedisHealth {
  version: string
  /** What it does when its memory is full; only `noeviction` keeps a queue whole. */
  policy: string
  /** Whether it writes an append-only file. */
  appendOnly: boolean
  role: string
  usedBytes: number
}

/**
 * Asks a Redis how it keeps what it is given. By INFO: managed services forbid CONFIG.
 * @throws Error when it does not answer within 5 s, refuses, or is still loading its file
 */
export async function inspectRedis(url: string): Promise<RedisHealth> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    enableReadyCheck: false,
  })
  let failure: Error | null = null
  client.on('error', (error: Error) => {
    failure = error
  })
  try {
    await client.connect()
    const info = await client.info()
    const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? ''
    if (field('loading') === '1') throw new Error('Redis is still loading its data')
    return {
      version: field('redis_version'),
      policy: field('maxmemory_policy'),
      appendOnly: field('aof_enabled') === '1',
      role: field('role'),
      usedBytes: Number(field('used_memory')),
    }
  } catch (thrown) {
    // ioredis says "Connection is closed." and tells the reason as an event.
    throw failure ?? thrown
  } finally {
    client.disconnect()
  }
}

/** What is wrong with a Redis for a queue, each with its mend; `evicts` may lose jobs that were promised. */
export function redisFaults(health: RedisHealth): Array<{ code: 'redis_evicts' | 'redis_forgets'; message: string }> {
  return [
    ...(health.policy === 'noeviction' || health.policy === ''
      ? []
      : [
          {
            code: 'redis_evicts' as const,
            message: `Redis evicts keys when its memory is full (maxmemory-policy ${health.policy}): set it to noeviction, or set redis_unsafe: warn`,
          },
        ]),
    ...(health.appendOnly
      ? []
      : [
          {
            code: 'redis_forgets' as const,
            message:
              'Redis writes no append-only file: a restart empties the queue, and the ledger fills it again; set appendonly yes',
          },
        ]),
  ]
}

/** @throws StetError `redis_evicts` where the settings say refuse */
export function heed(health: RedisHealth, unsafe: 'refuse' | 'warn', log: Log): void {
  for (const { code, message } of redisFaults(health)) {
    if (code === 'redis_evicts' && unsafe === 'refuse') throw new StetError(code, message)
    log.warn({ code, policy: health.policy, append_only: health.appendOnly }, message)
  }
}
