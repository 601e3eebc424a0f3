import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

async function setup(): Promise<Stet> {
  stet = await openStet()
  return stet
}

/** One story, edited so often as there are figures, each edit found. */
async function told(stet: Stet, ...figures: number[]): Promise<void> {
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  await stet.start()
  await stet.checked(1)
  for (const [at, figure] of figures.entries()) {
    stet.newsroom.stories.set('/flood', storyOf('flood', figure))
    await stet.makeDue()
    await stet.checked(at + 2)
  }
}

test('routes are added, listed, explained, tested, snoozed, muted and removed', async () => {
  const stet = await setup()
  const { command } = stet
  await told(stet, 21)
  await until('the alert', () => stet.desk.received.length === 1)

  const added = await command(
    'route',
    'add',
    'casualties',
    '--to',
    'desk',
    '--kind',
    'number',
    '--min-severity',
    'major',
  )
  expect(added.stdout).toMatch(/route casualties tells desk: .*kinds number/)
  expect(added.stdout).toContain('stet route remove "desk"')
  expect((await command('route', 'add', 'sport', '--to', 'desk', '--tag', 'sport', '--word', 'goal*')).code).toBe(0)
  expect((await command('route', 'add', 'sport', '--to', 'desk')).stderr).toContain('route_exists')
  expect((await command('route', 'add', 'x', '--to', 'nobody')).stderr).toContain('no_such_endpoint')
  expect((await command('route', 'add', 'x', '--to', 'desk', '--kind', 'nmber')).stderr).toContain('route_malformed')

  const alerts = await command('alerts', '--json')
  const { id, eventId } = JSON.parse(alerts.stdout) as { id: string; eventId: string }
  for (const alert of [id, eventId]) {
    const explained = JSON.parse((await command('route', 'explain', alert, '--json')).stdout)
    expect(explained.routes).toEqual([
      { name: 'casualties', matched: true, reason: expect.stringContaining('number in body'), endpoints: ['desk'] },
      { name: 'desk', matched: true, reason: expect.any(String), endpoints: ['desk'] },
      { name: 'sport', matched: false, reason: 'tags are none', endpoints: ['desk'] },
    ])
  }
  expect((await command('route', 'explain', '77')).stderr).toContain('no_such_alert')

  const tested = JSON.parse((await command('route', 'test', 'casualties', '--since', '1d', '--json')).stdout)
  expect(tested).toMatchObject({
    edits: 1,
    articles: 1,
    alerts: 1,
    sent: [{ line: expect.stringContaining('12 to 21') }],
  })
  const unmet = await command('route', 'test', 'sport', '--since', '1d')
  expect(unmet.stdout).toContain('1 alerts, of which route sport would have sent 0')
  const rule = stet.desk.received[0]?.event.data.changes[0]?.['rule']
  const light = await command('route', 'test', 'desk', '--weight', `${rule}=-50`, 'number=-50', '--json')
  expect(JSON.parse(light.stdout)).toMatchObject({ edits: 1, alerts: 0, sent: [] })

  expect((await command('route', 'snooze', 'casualties', '--until', '2h')).stdout).toContain('silent until')
  expect((await command('route', 'mute', 'desk')).code).toBe(0)
  const listed = (await command('route', 'list')).stdout
  expect(listed).toMatch(/casualties +desk +snoozed until/)
  expect(listed).toMatch(/desk +desk +muted/)
  const silent = JSON.parse((await command('route', 'explain', id, '--json')).stdout)
  expect(silent.routes.filter((one: { matched: boolean }) => one.matched)).toEqual([])
  expect((await command('route', 'snooze', 'casualties', '--off')).code).toBe(0)
  expect((await command('route', 'remove', 'sport')).code).toBe(0)
  expect((await command('route', 'remove', 'sport')).stderr).toContain('no_such_route')
  expect((await command('route', 'list', '--json')).stdout.trim().split('\n')).toHaveLength(2)
})

test('a muted article is checked but not told of, until the mute ends', async () => {
  const stet = await setup()
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  const added = await stet.command('mute', 'add', '--article', 'http://n0.quaylight.example/flood', '--until', '2h')
  expect(added.stdout).toContain('article 1 until')
  await stet.start()
  await stet.checked(1)
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await stet.checked(2)
  const alert = JSON.parse((await stet.command('alerts', '--json')).stdout)
  expect(alert).toMatchObject({ endpoints: [], line: expect.stringContaining('12 to 21') })
  expect((await stet.command('route', 'explain', alert.id)).stdout).toContain('muted')

  expect((await stet.command('mute', 'list')).stdout).toContain('article 1')
  expect((await stet.command('mute', 'remove', '1')).code).toBe(0)
  expect((await stet.command('mute', 'remove', '1')).stderr).toContain('no_such_mute')
  expect((await stet.command('mute', 'add')).code).toBe(2)
  // The worker reads its rules again every two seconds.
  let dead = 21
  await until('an edit to be told', async () => {
    stet.newsroom.stories.set('/flood', storyOf('flood', ++dead))
    await stet.makeDue()
    return stet.desk.received.length > 0
  })
})
