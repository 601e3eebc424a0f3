import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

async function setup(): Promise<Stet> {
  stet = await openStet()
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  const worker = await stet.start()
  await stet.checked(1)
  await worker.end('SIGTERM')
  return stet
}

const HOST = 'n0.quaylight.example'

test('schedule says in words when an article is checked next, and why', async () => {
  const stet = await setup()
  const told = await stet.command('schedule', '1')
  expect(told.code).toBe(0)
  expect(told.stdout).toMatch(/next check \d{4}-\d\d-\d\d/)
  expect(told.stdout).toMatch(/first seen .* ago, never edited since; about .* expected/)
})

test('schedule --now brings a check forward and wakes an article that rests', async () => {
  const stet = await setup()
  await stet.database.pool.query('update articles set next_check_at = null')
  const pulled = await stet.command('schedule', '1', '--now', '--json')
  expect(JSON.parse(pulled.stdout)).toMatchObject({ id: '1', moved: true, woken: true })
  const { rows } = await stet.database.pool.query(
    `select next_check_at <= now() as due, woken_at is not null as woken, due_at <= now() as site_due
     from articles join sites using (host)`,
  )
  expect(rows).toEqual([{ due: true, woken: true, site_due: true }])
})

test('schedule --forecast counts the checks to come by host and hour', async () => {
  const stet = await setup()
  const { stdout } = await stet.command('schedule', '--forecast', '--hours', '24', '--json')
  const { load, delays } = JSON.parse(stdout) as { load: Array<{ host: string; checks: number }>; delays: unknown[] }
  expect(load).toHaveLength(24)
  expect(load.reduce((sum, hour) => sum + hour.checks, 0)).toBeGreaterThan(1)
  expect(delays).toMatchObject([{ host: HOST, articles: 1 }])
  expect((await stet.command('schedule')).code).toBe(2)
})

test('site shows what is known of a host and sets its own rules', async () => {
  const stet = await setup()
  const shown = await stet.command('site', HOST)
  expect(shown.stdout).toMatch(/articles +1, 0 due/)
  expect(shown.stdout).toMatch(/robots.txt +none, all is open \(status 404\)/)

  const options = [
    '--gap',
    '1500',
    '--day-requests',
    '40',
    '--ignore-robots',
    'yes',
    '--header',
    'cookie: consent=1',
    '--json',
  ]
  const set = await stet.command('site', HOST, ...options)
  const expected = {
    gapMs: 1500,
    ownGap: true,
    requestsPerDay: 40,
    ownRequests: true,
    proxy: null,
    ignoresRobots: true,
    headers: ['cookie'],
  }
  expect(JSON.parse(set.stdout)).toMatchObject(expected)
  expect(set.stderr).toContain('site set by the operator')
  expect(set.stderr).not.toContain('consent=1')

  const undone = await stet.command(
    'site',
    HOST,
    '--gap',
    'default',
    '--day-requests',
    'default',
    '--header',
    'cookie:',
    '--json',
  )
  expect(JSON.parse(undone.stdout)).toMatchObject({
    ownGap: false,
    ownRequests: false,
    ignoresRobots: true,
    headers: [],
  })
  const anew = JSON.parse((await stet.command('site', HOST, '--anew', '--json')).stdout)
  expect(anew).toMatchObject({ politeness: ['never asked'], robots: 'not read yet' })
  expect((await stet.command('site', 'unknown.example')).stderr).toContain('no_such_site')
  expect((await stet.command('site', HOST, '--gap', 'soon')).code).toBe(2)
})
