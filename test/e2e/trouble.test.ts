import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

const HOST = 'n0.quaylight.example'
const TOPICS = ['ferry', 'bakery', 'comet', 'orchard', 'museum']

/** A story long enough that a third of it is well under a half. */
function longStory(topic: string, dead = 12) {
  const { headline, paragraphs } = storyOf(topic, dead)
  const more = [1, 2, 3, 4, 5].map(
    (n) =>
      `In part ${n} of the ${topic} report the harbour office lists what was lost at the quay and who will pay for it.`,
  )
  return { headline, paragraphs: [...paragraphs, ...more] }
}

/** Five articles of one host, checked once, with a desk that hears of broken sites, too. */
async function openPaper() {
  stet = await openStet()
  const { command, newsroom, database, desk } = stet
  for (const topic of TOPICS) newsroom.stories.set(`/${topic}`, longStory(topic))
  desk.secret = JSON.parse(
    (await command('endpoint', 'add', 'desk', 'http://desk.example/stet', '--json')).stdout,
  ).secret
  await command('route', 'add', 'trouble', '--to', 'desk', '--type', 'site.broken')
  await command('track', ...TOPICS.map((topic) => `http://${HOST}/${topic}`))
  const worker = await stet.start()
  await stet.checked(1)
  let looks = 1
  return {
    ...stet,
    worker,
    /** Looks at every article, half an hour after the last time. */
    async look() {
      await database.pool.query(
        `update articles set standing = standing || jsonb_build_object(
           'countedAt', ((standing->>'since')::timestamptz - interval '30 minutes')::text)`,
      )
      await stet?.makeDue()
      await stet?.checked(++looks)
    },
    outcomes: async () =>
      (
        await database.pool.query<{ outcome: string }>(
          "select standing->>'outcome' as outcome from articles order by id",
        )
      ).rows.map(({ outcome }) => outcome),
    versions: async () =>
      (await database.pool.query<{ n: string }>('select count(*) as n from versions where not technical')).rows[0]?.n,
    types: () => desk.received.map(({ event }) => event.type),
  }
}

test('a new template of a site is one event for its operator; edits made meanwhile are told once it reads well again', async () => {
  const paper = await openPaper()
  const { newsroom, desk, command, look } = paper
  newsroom.template = 'shortened'
  await look()
  expect(await paper.outcomes()).toEqual(Array(5).fill('suspect'))
  await look()
  await until('the event', () => desk.received.length > 0)
  await look()
  expect(await paper.outcomes()).toEqual(Array(5).fill('suspect'))
  expect(paper.types()).toEqual(['site.broken'])
  expect(desk.received[0]?.event.data).toMatchObject({ host: HOST, state: 'halved', articles: 5 })
  expect(await paper.versions()).toBe('5')
  const shown = (await command('site', HOST)).stdout
  expect(shown).toMatch(/broken .*halved on 5 of 5 articles .*their alerts are held/)
  expect(shown).toMatch(/extraction .*lost half of their text \(\d+ %\)/)
  expect((await command('status')).stdout).toMatch(new RegExp(`broken\\s+${HOST}: halved on 5 of 5`))

  newsroom.stories.set('/ferry', longStory('ferry', 21))
  newsroom.template = 'whole'
  await look()
  await until('the edit', () => desk.received.length > 1)
  expect(paper.types()).toEqual(['site.broken', 'article.changed'])
  expect(desk.received[1]?.event.data.line).toMatch(/12 to 21/)
  expect(await paper.outcomes()).toEqual(Array(5).fill('unchanged'))
  // Maintenance ends it: its next turn, or that of a fresh start.
  await paper.worker.end('SIGTERM')
  await paper.start()
  await until(
    'the end of the trouble',
    async () => JSON.parse((await command('site', HOST, '--json')).stdout).trouble === null,
  )
})

test('the operator accepts a new look, and nothing of it is told', async () => {
  const paper = await openPaper()
  const { newsroom, desk, command, look, database } = paper
  newsroom.template = 'shortened'
  await look()
  await look()
  await until('the event', () => desk.received.length > 0)
  expect((await command('site', HOST, '--resume', 'accept')).stdout).toContain('resumed by the operator (accept)')
  await paper.checked(4)
  const { rows } = await database.pool.query('select technical from versions where no = 2')
  expect(rows).toEqual(Array(5).fill({ technical: true }))
  newsroom.stories.set('/ferry', longStory('ferry', 21))
  await paper.makeDue()
  await until('the edit', () => desk.received.length > 1)
  expect(paper.types()).toEqual(['site.broken', 'article.changed'])
  expect((await command('site', 'other.example', '--gap', '1', '--resume', 'tell')).stderr).toContain('not_broken')
})

test('one article that loses half of its text is told after a second look', async () => {
  const paper = await openPaper()
  const { newsroom, desk, look } = paper
  const { headline, paragraphs } = longStory('ferry')
  newsroom.stories.set('/ferry', { headline, paragraphs: paragraphs.slice(0, 3) })
  await look()
  expect((await paper.outcomes())[0]).toBe('suspect')
  await look()
  await until('the alert', () => desk.received.length > 0)
  expect(paper.types()).toEqual(['article.changed'])
})

test('a site whose pages hold no text any more is one event for its operator, and nothing for editors', async () => {
  const { newsroom, desk, look, types, command } = await openPaper()
  newsroom.template = 'shell'
  for (let n = 0; n < 4; n += 1) await look()
  await until('the event', () => desk.received.length > 0)
  await look()
  expect(types()).toEqual(['site.broken'])
  expect(desk.received[0]?.event.data).toMatchObject({ state: 'failed', articles: 5 })
  newsroom.template = 'whole'
  newsroom.stories.set('/comet', longStory('comet', 21))
  await look()
  await until('the edit', () => desk.received.length > 1)
  expect(types()).toEqual(['site.broken', 'article.changed'])
  expect((await command('site', HOST)).stdout).toMatch(/extraction .*: (?:1[5-9]|2\d) failed/)
})
