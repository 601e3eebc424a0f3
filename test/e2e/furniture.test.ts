import { afterEach, expect, test } from 'vitest'
import { TEASERS, WALL } from '../unit/review/pages.ts'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

test('a box that turns by itself is quarantined, shown, and told again once the operator releases it', async () => {
  stet = await openStet()
  const { command, newsroom, database, desk } = stet
  // Two teasers make a paragraph as long as the article's own, which no look at one page tells from it.
  const shows = (n: number, dead = 12) => {
    const { headline, paragraphs } = storyOf('flood', dead)
    const box = `${TEASERS[n % 6]} ${TEASERS[(n + 3) % 6]}`
    newsroom.stories.set('/flood', { headline, paragraphs: [...paragraphs, ...WALL.slice(-1)], box })
  }
  const versions = async () => (await database.pool.query('select 1 from versions')).rowCount
  const site = async (...options: string[]) =>
    JSON.parse((await command('site', 'n0.quaylight.example', '--json', ...options)).stdout).furniture as Array<{
      key: string
      state: string
    }>
  let looks = 0
  const look = async () => {
    await stet?.makeDue()
    await stet?.checked(++looks)
  }
  shows(0)
  await stet.watch(['/flood'])
  await stet.start()
  await stet.checked(++looks)
  for (const n of [1, 2, 3]) {
    shows(n)
    await look()
  }
  expect(await site()).toMatchObject([
    {
      state: 'quarantined',
      place: expect.stringMatching(/div\.insert > p$/),
      reason: expect.stringMatching(/^had other text 3 times in 3 looks at article 1/),
    },
  ])
  const before = { versions: await versions(), alerts: desk.received.length }
  for (const n of [4, 5, 4]) {
    shows(n)
    await look()
  }
  expect({ versions: await versions(), alerts: desk.received.length }).toEqual(before)
  const checked = await command('check', '1', '--explain')
  expect(checked.stdout).toMatch(/quarantined as furniture of the site\n\s+place:\w+ {2}Museum unveils/)
  expect(checked.stdout).toMatch(/silent: furniture: the place .*had other text 3 times/)

  // A real edit is told alone, whatever the box shows meanwhile.
  shows(1, 21)
  await look()
  await until('the alert', () => desk.received.length > before.alerts)
  expect(desk.received.at(-1)?.event.data.line).toMatch(/12 to 21/)
  expect(desk.received.at(-1)?.event.data.changes).toHaveLength(1)

  const [held] = await site()
  expect(await site('--release', held?.key ?? '')).toMatchObject([{ key: held?.key, state: 'released' }])
  const released = await versions()
  for (const n of [2, 3, 4, 5]) {
    shows(n, 21)
    await look()
  }
  expect(await versions()).toBe((released ?? 0) + 4)
  expect(await site()).toMatchObject([{ state: 'released' }])
  expect((await command('site', 'n0.quaylight.example', '--release', 'place:0')).stderr).toContain('no_such_furniture')
})

test('a paragraph that stands on three articles of a site goes from one without an alert, and stays in its version', async () => {
  stet = await openStet()
  const { command, newsroom, database, desk } = stet
  const background =
    'Police said on Friday that 340 homes were destroyed; “nobody warned us of the wave before it came”, said the fisherman Odo Brandt.'
  const paths = ['/a', '/b', '/c', '/d', '/e']
  for (const [n, path] of paths.entries()) {
    const { headline, paragraphs } = storyOf(['ferry', 'bakery', 'comet', 'orchard', 'museum'][n] ?? '')
    newsroom.stories.set(path, {
      headline,
      paragraphs: [...paragraphs.slice(0, 3), background, `${headline} and then on.`],
      // A page that is thought about twice, and was handed over the first time.
      heavy: true,
    })
  }
  await command('endpoint', 'add', 'desk', 'http://desk.example/stet', '--json').then(({ stdout }) => {
    desk.secret = JSON.parse(stdout).secret
  })
  await command('track', ...paths.map((path) => `http://n0.quaylight.example${path}`))
  await stet.start()
  await stet.checked(1)
  expect((await command('site', 'n0.quaylight.example')).stdout).toMatch(
    /text:\w+ {2}quarantined: stands on 5 articles/,
  )

  const drop = (path: string) => {
    const story = newsroom.stories.get(path)
    if (story) story.paragraphs = story.paragraphs.filter((text) => text !== background)
  }
  drop('/a')
  await stet.makeDue()
  await stet.checked(2)
  const { rows } = await database.pool.query(
    "select content->'blocks' @> $1 as has from versions where article_id = 1 order by no",
    [JSON.stringify([{ text: background }])],
  )
  expect(rows).toEqual([{ has: true }, { has: false }])
  expect(desk.received).toEqual([])

  // An edit of it is no coming or going.
  const story = newsroom.stories.get('/b')
  if (story)
    story.paragraphs = story.paragraphs.map((text) => (text === background ? text.replace('340', '430') : text))
  await stet.makeDue()
  await stet.checked(3)
  await until('the alert', () => desk.received.length === 1)
  expect(desk.received[0]?.event.data.line).toMatch(/340 to 430/)

  const { furniture } = JSON.parse((await command('site', 'n0.quaylight.example', '--json')).stdout)
  const { key } = furniture.find(({ text }: { text: string }) => text === background)
  await command('site', 'n0.quaylight.example', '--release', key)
  drop('/c')
  await stet.makeDue()
  await stet.checked(4)
  await until('the alert', () => desk.received.length === 2)
  expect(desk.received[1]?.body).toContain('340 homes were destroyed')
})

test('a page that differs in links and numbers alone is not read again, until an edit or another day', async () => {
  stet = await openStet()
  const { newsroom, database, desk } = stet
  newsroom.stories.set('/quay', { ...storyOf('quay'), heavy: true })
  await stet.watch(['/quay'])
  await stet.start()
  let looks = 0
  const look = async () => {
    if (looks > 0) await stet?.makeDue()
    await stet?.checked(++looks)
    const { rows } = await database.pool.query('select known_page as known, check_no from articles')
    return rows[0].known as { day: string; missed: number } | null
  }
  expect(await look()).toBeNull()
  const known = await look()
  expect(known).toMatchObject({ missed: 0 })
  // Had they been read, they would have been missed.
  expect([await look(), await look()]).toEqual([known, known])
  await database.pool.query(`update articles set known_page = jsonb_set(known_page, '{day}', '"2031-01-01"')`)
  newsroom.validators = true
  expect(await look()).toEqual({ ...known, day: expect.not.stringContaining('2031') })
  expect(newsroom.hits.at(-1)).toMatchObject({ conditional: false, status: 200 })
  await look()
  expect(newsroom.hits.at(-1)).toMatchObject({ conditional: true, status: 304 })
  newsroom.validators = false
  newsroom.stories.set('/quay', { ...storyOf('quay', 21), heavy: true })
  expect(await look()).toBeNull()
  await until('the alert', () => desk.received.length === 1)
  expect(desk.received[0]?.event.data.line).toMatch(/12 to 21/)
})
