import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

/** A worker that watches these stories of one site, each read once. */
async function watching(paths: string[], ...preferences: string[]): Promise<Stet> {
  stet = await openStet()
  const { newsroom, command } = stet
  for (const path of paths) newsroom.stories.set(path, storyOf(path.slice(1)))
  await stet.watch(paths.slice(0, 1))
  await command('track', ...paths.map((path) => `http://n0.quaylight.example${path}`))
  if (preferences.length > 0) await command('endpoint', 'set', 'desk', ...preferences)
  await stet.start()
  await stet.checked(1)
  return stet
}

/** What waits with others, and how many alerts it holds. */
async function waiting({ database }: Stet): Promise<Array<{ collects: string; alerts: number }>> {
  const { rows } = await database.pool.query(
    `select split_part(collects, ':', 1) as collects, count(*)::int as alerts
     from deliveries d join delivery_alerts a on a.delivery_id = d.id where state = 'open' group by d.id order by d.id`,
  )
  return rows
}

/** The time for what waits has come. */
async function release({ database }: Stet): Promise<void> {
  await database.pool.query(`update deliveries set next_attempt_at = now(), release_at = now() where state = 'open'`)
}

test('the same edit over many articles of a site is two messages and then one', async () => {
  const paths = ['/a', '/b', '/c', '/d', '/e', '/f']
  const stet = await watching(paths)
  for (const path of paths) stet.newsroom.stories.set(path, storyOf(path.slice(1), 21))
  await stet.makeDue()
  await stet.checked(2)
  await until('the first two', () => stet.desk.received.length === 2)
  expect(await waiting(stet)).toEqual([{ collects: 'storm', alerts: 4 }])
  await release(stet)
  await until('the storm', () => stet.desk.received.length === 3)
  const { type, data } = JSON.parse(stet.desk.received[2]?.body ?? '')
  expect({ type, reason: data.reason, events: data.events.length }).toEqual({
    type: 'digest',
    reason: 'storm',
    events: 4,
  })
  expect(data.line).toMatch(/^4 articles changed in the same way: .*12 to 21/)
})

test('an article that flips to and fro is told of once, and is told to flip', async () => {
  const stet = await watching(['/flood'])
  const told = () => stet.desk.received.map(({ event }) => event.data as unknown as { flapping: boolean })
  for (let check = 2; check <= 9; check++) {
    stet.newsroom.stories.set('/flood', storyOf('flood', check % 2 === 0 ? 21 : 12))
    await stet.makeDue()
    await stet.checked(check)
  }
  const alerts = (await stet.command('alerts', '--json')).stdout.trim().split('\n')
  await until('what is told', () => told().some(({ flapping }) => flapping))
  expect(told().filter(({ flapping }) => flapping)).toHaveLength(1)
  expect(told().length).toBeLessThan(alerts.length)
  expect(await waiting(stet)).toEqual([])
})

test('what goes beyond the rate of an endpoint comes together a minute later', async () => {
  const paths = ['/a', '/b', '/c', '/d']
  const stet = await watching(paths, '--per-minute', '2', '--break-through', 'never')
  for (const [at, path] of paths.entries()) stet.newsroom.stories.set(path, storyOf(path.slice(1), 21 + at))
  await stet.makeDue()
  await stet.checked(2)
  await until('the first two', () => stet.desk.received.length === 2)
  expect(await waiting(stet)).toEqual([{ collects: 'rate', alerts: 2 }])
  await release(stet)
  await until('the others', () => stet.desk.received.length === 3)
})

test('a digest waits for its time, and a grave alert does not wait', async () => {
  const stet = await watching(['/flood'], '--digest', 'hour', '--break-through', 'never')
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await stet.checked(2)
  expect(await waiting(stet)).toEqual([{ collects: 'digest', alerts: 1 }])
  const [open] = (await stet.command('deliveries', '--json')).stdout.trim().split('\n')
  const due = new Date(JSON.parse(open ?? '').nextAttemptAt)
  expect([due.getUTCMinutes() % 60, due.getTime() > Date.now()]).toEqual([0, true])
  await stet.command('endpoint', 'set', 'desk', '--break-through', 'minor')
  // The worker reads its rules again every two seconds.
  let dead = 30
  await until('an alert at once', async () => {
    stet.newsroom.stories.set('/flood', storyOf('flood', ++dead))
    await stet.makeDue()
    return stet.desk.received.length > 0
  })
})
