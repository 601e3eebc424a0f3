import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

const PATHS = Array.from({ length: 10 }, (_, n) => `/s${n}`)

/** Ten stories at version 1, each then edited and due. */
async function setup(): Promise<Stet> {
  stet = await openStet()
  for (const path of PATHS) stet.newsroom.stories.set(path, storyOf(path.slice(1)))
  await stet.watch(PATHS)
  return stet
}

async function edit(stet: Stet): Promise<void> {
  for (const path of PATHS) stet.newsroom.stories.set(path, storyOf(path.slice(1), 21))
  await stet.makeDue()
}

/** Each story's alert came, and what came twice came with the same id and bytes. */
function expectEachOnce({ desk }: Stet): void {
  const bodies = new Map<string, string>()
  const articles = new Map<string, string>()
  for (const { webhookId, body, event } of desk.received) {
    expect(bodies.get(webhookId) ?? body).toBe(body)
    bodies.set(webhookId, body)
    const { url } = event.data.article
    expect(articles.get(url) ?? webhookId).toBe(webhookId)
    articles.set(url, webhookId)
  }
  expect(articles.size).toBe(PATHS.length)
}

const allTold = (stet: Stet) =>
  until('an alert for each story', () => {
    return new Set(stet.desk.received.map(({ event }) => event.data.article.url)).size === PATHS.length
  })

const nothingOwed = (stet: Stet) =>
  until('nothing owed', async () => {
    const { rows } = await stet.database.pool.query(`select 1 from deliveries where state in ('open', 'pending')`)
    return rows.length === 0
  })

test('a worker killed in mid-check loses nothing', async () => {
  const stet = await setup()
  const worker = await stet.start()
  await stet.checked(1)
  let fetches = 0
  stet.newsroom.before = async () => {
    fetches++
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
  await edit(stet)
  await until('checks under way', () => fetches >= 3)
  await worker.end('SIGKILL')
  await stet.start()
  await allTold(stet)
  await nothingOwed(stet)
  expectEachOnce(stet)
})

test('a worker killed in mid-delivery sends again with the same id and bytes', async () => {
  const stet = await setup()
  const worker = await stet.start()
  await stet.checked(1)
  stet.desk.before = async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    return 204
  }
  await edit(stet)
  await until('deliveries under way', () => stet.desk.received.length >= 3)
  await worker.end('SIGKILL')
  stet.desk.before = () => 204
  // The leases of what was cut off stand for a while: they are ended as time would.
  await stet.database.pool.query('update deliveries set lease_until = now()')
  await stet.start()
  await allTold(stet)
  await nothingOwed(stet)
  expectEachOnce(stet)
  expect(stet.desk.received.length).toBeGreaterThan(PATHS.length)
})

test('a queue emptied while running loses nothing', async () => {
  const stet = await setup()
  await stet.start()
  await stet.checked(1)
  stet.newsroom.before = () => new Promise((resolve) => setTimeout(resolve, 100))
  await edit(stet)
  for (let n = 0; n < 20; n++) {
    await stet.emptyQueue()
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await allTold(stet)
  await nothingOwed(stet)
  expectEachOnce(stet)
})

test('every database connection cut: the worker recovers by itself', async () => {
  const stet = await setup()
  await stet.start()
  await stet.checked(1)
  for (let n = 0; n < 3; n++) {
    await stet.database.pool
      .query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
      )
      .catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  await edit(stet)
  await allTold(stet)
  await nothingOwed(stet)
  expectEachOnce(stet)
})

test('two workers share the work: no article is checked twice in one lease, no alert doubled', async () => {
  const stet = await setup()
  await Promise.all([stet.start(), stet.start()])
  await stet.checked(1)
  expect(stet.newsroom.hits).toHaveLength(PATHS.length)
  await edit(stet)
  await allTold(stet)
  await nothingOwed(stet)
  await stet.checked(2)
  expect(stet.newsroom.hits).toHaveLength(2 * PATHS.length)
  expect(stet.desk.received).toHaveLength(PATHS.length)
})

test('a stop in the middle of the work ends well, and what was cut short is not counted as tried', async () => {
  const stet = await setup()
  const worker = await stet.start()
  await stet.checked(1)
  stet.desk.before = async () => {
    await new Promise((resolve) => setTimeout(resolve, 500))
    return 204
  }
  await edit(stet)
  await until('deliveries under way', () => stet.desk.received.length >= 1)
  expect(await worker.end('SIGTERM')).toBe(0)
  await stet.start()
  await allTold(stet)
  await nothingOwed(stet)
  expectEachOnce(stet)
  expect(stet.desk.received).toHaveLength(PATHS.length)
})
