import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

test('a command whose reader has gone does its work to the end, and says nothing of it', async () => {
  stet = await openStet()
  const command = ['src/main.ts', 'track', 'http://n1.quaylight.example/a', 'http://n1.quaylight.example/b']
  const child = spawn(process.execPath, command, { env: stet.environment, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(errors).toBe('')
  expect((await stet.database.pool.query('select from articles')).rowCount).toBe(2)
})

test('with another master key nothing is sent and nothing lost: with the old one back it arrives', async () => {
  const mine = await openStet()
  stet = mine
  mine.newsroom.stories.set('/s0', storyOf('s0'))
  await mine.watch(['/s0'])
  const wrong = await mine.start({ STET_MASTER_KEY: randomBytes(32).toString('base64') })
  await mine.checked(1)
  mine.newsroom.stories.set('/s0', storyOf('s0', 21))
  await mine.makeDue()
  const attempt = async () =>
    (await mine.database.pool.query<{ error: string }>('select error from attempts where error is not null')).rows[0]
  await until('an attempt', async () => (await attempt()) !== undefined)
  expect((await attempt())?.error).toMatch(/^seal_key_unknown: endpoint\/desk/)
  expect(await wrong.end('SIGTERM')).toBe(0)
  expect(mine.desk.received).toEqual([])
  await mine.database.pool.query('update deliveries set next_attempt_at = now()')
  await mine.start()
  await until('the alert', () => mine.desk.received.length > 0)
  const { rows } = await mine.database.pool.query<{ tries: number }>('select tries from deliveries')
  expect(rows[0]?.tries).toBeLessThanOrEqual(1)
})

test('a worker told to stop before its ledger answers stops at once', async () => {
  stet = await openStet()
  const { worker, running } = stet.begin({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:9/nothing' })
  running.catch(() => {})
  await until('waiting for the database', () => worker.lines.some((line) => line['msg'] === 'waiting for the database'))
  expect(await worker.end('SIGTERM')).toBe(0)
})

test('workers of one role each do the whole together', async () => {
  stet = await openStet()
  const { newsroom, desk } = stet
  newsroom.stories.set('/s0', storyOf('s0'))
  await stet.watch(['/s0'])
  for (const roles of ['plan', 'check', 'deliver']) await stet.start({ STET_ROLES: roles })
  await stet.checked(1)
  newsroom.stories.set('/s0', storyOf('s0', 21))
  await stet.makeDue()
  await until('the alert', () => desk.received.length === 1)
})

test('while Redis is nowhere the start waits and says for what; a stop ends the wait', async () => {
  stet = await openStet()
  const { worker, running } = stet.begin({ REDIS_URL: 'redis://127.0.0.1:1' })
  const failed = expect(running).rejects.toThrow('ended with 0')
  await until('a line about Redis', () =>
    worker.lines.some(({ msg, err }) => msg === 'queue error' && JSON.stringify(err).includes('127.0.0.1:1')),
  )
  expect(await worker.end('SIGTERM')).toBe(0)
  await failed
})
