import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

/** A paper of one story with its alert still to come; the Redis that carries the queue is at hand. */
async function setup() {
  stet = await openStet()
  const { redis, newsroom, desk } = stet
  if (!redis) throw new Error('no Redis was started')
  newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  return { ...stet, redis, newsroom, desk }
}

async function toldOf(dead: number, { newsroom, desk, makeDue }: Pick<Stet, 'newsroom' | 'desk' | 'makeDue'>) {
  newsroom.stories.set('/flood', storyOf('flood', dead))
  await makeDue()
  const told = () => desk.received.some(({ event }) => event.data.line.includes(String(dead)))
  await until(`the alert of ${dead}`, told)
}

test('a Redis that evicts is refused by name, or taken with a warning when the settings say so', async () => {
  const { redis, start } = await setup()
  await redis.kill()
  await redis.start('--maxmemory-policy', 'allkeys-lru', '--appendonly', 'no')
  await expect(start()).rejects.toThrow(/allkeys-lru.*noeviction.*redis_evicts/)
  const worker = await start({ STET_REDIS_UNSAFE: 'warn' })
  const codes = worker.lines.filter(({ level }) => level === 'warn').map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(['redis_evicts', 'redis_forgets']))
})

test('a Redis that is not there at start is waited for, told, and used when it comes', async () => {
  const { redis, begin, checked, ...rest } = await setup()
  await redis.kill()
  const { worker, running } = begin()
  await until('a line about Redis', () =>
    worker.lines.some(({ msg, err }) => msg === 'queue error' && JSON.stringify(err).includes('ECONNREFUSED')),
  )
  await redis.start()
  await running
  await checked(1)
  await toldOf(21, rest)
  const another = begin()
  await another.running
  await redis.kill()
  expect(await another.worker.end('SIGTERM')).toBe(0)
})

test('killed, restarted empty, held and killed again with its file: each time the worker recovers by itself', async () => {
  const { redis, start, checked, ...rest } = await setup()
  await start()
  await checked(1)
  await toldOf(21, rest)
  await redis.kill()
  await rest.makeDue()
  await redis.start('--appendonly', 'no')
  await toldOf(31, rest)
  redis.signal('SIGSTOP')
  const held = toldOf(41, rest)
  await new Promise((resolve) => setTimeout(resolve, 8_000))
  redis.signal('SIGCONT')
  await held
  await redis.kill()
  await redis.start()
  await toldOf(51, rest)
  expect(new Set(rest.desk.received.map(({ webhookId }) => webhookId)).size).toBe(rest.desk.received.length)
})
