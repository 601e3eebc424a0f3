import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

const ISO = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
const TOPICS = ['ferry', 'bakery', 'comet', 'orchard', 'museum', 'tram']

/** Articles of one host, each seen once, and a desk that hears of the site's own trouble, too. */
async function openPaper(topics = TOPICS) {
  stet = await openStet()
  const { command, newsroom, database, desk } = stet
  const publish = () => {
    for (const topic of topics) newsroom.stories.set(`/${topic}`, storyOf(topic))
  }
  publish()
  desk.secret = JSON.parse(
    (await command('endpoint', 'add', 'desk', 'http://desk.example/stet', '--json')).stdout,
  ).secret
  await command('route', 'add', 'trouble', '--to', 'desk', '--type', 'site.broken')
  await command('track', ...topics.map((topic) => `http://n0.quaylight.example/${topic}`))
  await stet.start()
  await stet.checked(1)

  const ago = (column: string, minutes: string) => `${column} = ${column} - make_interval(mins => ${minutes})`
  const standingAgo = ['since', 'countedAt', 'askedAt'].map(
    (key) => `case when standing ? '${key}' then jsonb_build_object('${key}', to_char(
      ((standing->>'${key}')::timestamptz - make_interval(mins => $1)) at time zone 'UTC', '${ISO}')) else '{}' end`,
  )
  const looks = async () => {
    const { rows } = await database.pool.query<{ n: string }>('select count(*) as n from checks')
    return Number(rows[0]?.n)
  }
  return {
    ...stet,
    publish,
    /** So many minutes go by: all that is planned until then is carried out. Resolves with the number of looks. */
    async pass(minutes: number) {
      const before = await looks()
      await database.pool.query(
        `update articles set ${ago('next_check_at', '$1')}, ${ago('last_checked_at', '$1')},
           standing = standing || ${standingAgo.join(' || ')}`,
        [minutes],
      )
      await database.pool.query(`update sites set ${ago('due_at', '$1')}, ${ago('open_at', '$1')}`, [minutes])
      await until('nothing due', async () => {
        const { rows } = await database.pool.query(
          `select 1 from articles where next_check_at <= now() or taken or lease_until > now()`,
        )
        return rows.length === 0
      })
      return (await looks()) - before
    },
    /** An article is looked at out of turn. */
    async look(topic: string) {
      const before = await looks()
      await database.pool.query('update articles set next_check_at = now() where url like $1', [`%/${topic}`])
      await database.pool.query('update sites set due_at = now()')
      await until('the look', async () => (await looks()) > before)
    },
    types: () => desk.received.map(({ event }) => event.type),
    standings: async () => {
      const { rows } = await database.pool.query<{ outcome: string }>(
        `select standing->>'outcome' as outcome from articles order by id`,
      )
      return rows.map(({ outcome }) => outcome)
    },
  }
}

test('an article that is gone is told so once its neighbours were seen well after its third look', async () => {
  const { newsroom, desk, look, pass, types } = await openPaper()
  newsroom.stories.delete('/ferry')
  await look('ferry')
  expect(await pass(10)).toBe(1)
  // The second look is a lone one, and has two neighbours looked at beside it; the third asks all of them.
  expect(await pass(10)).toBe(3)
  expect(types()).toEqual([])
  // The article, and those of the five that were not looked at beside its third look.
  const looks = await pass(3)
  expect([4, 5, 6]).toContain(looks)
  // In a visit without pauses they may not be written down yet when the article's turn comes: its next look tells.
  await pass(10)
  await until('the removal', () => desk.received.length > 0)
  expect(await pass(60)).toBe(0)
  expect(types()).toEqual(['article.removed'])
})

test('an article of its own gone for a while, and then its whole host: nothing is told of the article', async () => {
  const { newsroom, desk, look, pass, types, standings, publish } = await openPaper()
  newsroom.stories.delete('/ferry')
  await look('ferry')
  await pass(10)
  // It would be back by now, but its third look falls into an outage of all.
  newsroom.stories.clear()
  await pass(10)
  await pass(3)
  await until('the event of the site', () => desk.received.length > 0)
  await pass(10)
  await pass(10)
  publish()
  await pass(60)
  expect(await standings()).toEqual(Array(6).fill('unchanged'))
  expect(types()).toEqual(['site.broken'])
})

test('an article that went in an outage is told of once the others are back', async () => {
  const { newsroom, desk, look, pass, types, publish } = await openPaper()
  newsroom.stories.clear()
  for (const topic of TOPICS) await look(topic)
  await pass(10)
  await pass(10)
  await until('the event of the site', () => desk.received.length > 0)
  publish()
  newsroom.stories.delete('/ferry')
  // The first to be looked at cannot know yet that the others are back; then its own looks count. Who is looked at
  // first when all are due is the planner's, so that one more look or two may be needed.
  for (const minutes of [60, 60, 10, 10, 3, 10, 10]) await pass(minutes)
  await until('the removal', () => desk.received.length > 1)
  expect(types()).toEqual(['site.broken', 'article.removed'])
})

test('an article that is gone for a while after an outage of its host: its looks in the outage do not count', async () => {
  const { newsroom, desk, look, pass, types, standings, publish } = await openPaper()
  newsroom.stories.clear()
  for (const topic of TOPICS) await look(topic)
  await pass(10)
  await pass(10)
  await until('the event of the site', () => desk.received.length > 0)
  publish()
  newsroom.stories.delete('/ferry')
  for (const minutes of [60, 60, 10]) await pass(minutes)
  publish()
  await pass(10)
  expect(await standings()).toEqual(Array(6).fill('unchanged'))
  expect(types()).toEqual(['site.broken'])
})

test('an outage in which one neighbour was looked at is enough for a look not to count', async () => {
  const { newsroom, look, pass, types, standings, publish } = await openPaper()
  newsroom.stories.delete('/ferry')
  await look('ferry')
  newsroom.stories.clear()
  await look('bakery')
  await pass(10)
  publish()
  newsroom.stories.delete('/ferry')
  await pass(10)
  await pass(3)
  publish()
  await pass(10)
  expect(await standings()).toEqual(Array(6).fill('unchanged'))
  expect(types()).toEqual([])
})

test('a host of three articles has too few to ask: what is gone is told at the third look', async () => {
  const { newsroom, desk, look, pass, types } = await openPaper(TOPICS.slice(0, 3))
  newsroom.stories.delete('/ferry')
  await look('ferry')
  await pass(10)
  expect(types()).toEqual([])
  await pass(10)
  await until('the removal', () => desk.received.length > 0)
  expect(types()).toEqual(['article.removed'])
})
