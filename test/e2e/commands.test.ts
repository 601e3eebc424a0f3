import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

async function setup(): Promise<Stet> {
  stet = await openStet()
  return stet
}

test('what cannot be tracked is refused in one line that names it, and nothing is tracked', async () => {
  const { command } = await setup()
  for (const [url, word] of [
    ['ftp://news.example/x', 'ftp'],
    ['http://10.0.0.1/', '10.0.0.1'],
    ['http://[::1]/', '::1'],
    ['news.example/x', 'news.example'],
    ['http://user:secret@news.example/', 'user'],
  ] as const) {
    const refused = await command('track', 'http://good.quaylight.example/', url)
    expect(refused, url).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr.trim().split('\n'), url).toHaveLength(1)
    expect(refused.stderr).toContain(word)
    expect(refused.stderr).not.toContain('secret@')
  }
  expect((await command('list', '--json')).stdout).toBe('')
})

test('endpoints that cannot be are refused, and nothing is stored', async () => {
  const { command } = await setup()
  const cases = [
    ['x', 'not a url', 'endpoint_malformed'],
    ['x', 'http://plain.example/', 'endpoint_insecure'],
    ['x', 'https://127.0.0.1/', 'endpoint_refused'],
    ['x', 'https://good.example/', '--secret', 'whsec_c2hvcnQ=', 'secret_too_short'],
    ['x', 'https://good.example/', '--format', 'pigeon', 'endpoint_format'],
    ['', 'https://good.example/', 'endpoint_name'],
  ]
  for (const [...args] of cases) {
    const code = args.pop() ?? ''
    const refused = await command('endpoint', 'add', ...args)
    expect(refused.code, code).toBe(1)
    expect(refused.stderr, code).toContain(code)
    expect(refused.stderr).not.toContain('c2hvcnQ')
  }
  expect((await command('endpoint', 'list', '--json')).stdout).toBe('')
})

test('bad settings are all told at once, with 78', async () => {
  const { commandWith } = await setup()
  const bad = { STET_HTTP_PORT: 'ninety', STET_ROLES: 'plan,sing', STET_NONSENSE: '1' }
  const refused = await commandWith(bad, 'list')
  expect(refused.code).toBe(78)
  for (const word of ['STET_HTTP_PORT', 'roles', 'STET_NONSENSE']) expect(refused.stderr).toContain(word)
})

test('a database that does not answer is named, and the command fails', async () => {
  const { commandWith } = await setup()
  const refused = await commandWith({ DATABASE_URL: 'postgresql://stet@127.0.0.1:1/stet' }, 'list')
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('127.0.0.1')
  expect(refused.stderr).toContain('database_unreachable')
})

test('an article from first sight to tombstone: check, list, show, diff, untrack, forget', async () => {
  const stet = await setup()
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  const checked = await stet.command('check', 'http://n0.quaylight.example/flood', '--json')
  expect(JSON.parse(checked.stdout)).toMatchObject({ outcome: 'new_version', fetch: { status: 200 }, alerts: [] })
  await stet.watch(['/flood'])
  await stet.start()
  await stet.checked(1)
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  const dry = JSON.parse((await stet.command('check', '1', '--json')).stdout) as { alerts: Array<{ line: string }> }
  expect(dry.alerts[0]?.line).toContain('12 to 21')
  expect(stet.desk.received).toEqual([])
  await stet.makeDue()
  await until('the alert', () => stet.desk.received.length === 1)

  const { stdout: listed } = await stet.command('list', '--json')
  expect(JSON.parse(listed)).toMatchObject({ id: '1', versionNo: 2 })
  const shown = await stet.command('show', '1')
  expect(shown.stdout).toMatch(/version 2[\s\S]*12[\s\S]*21[\s\S]*version 1/)
  const diff = await stet.command('diff', '1')
  expect(diff.stdout).toMatch(/^- .*\[-12-\].*\n\+ .*\{\+21\+\}/m)
  expect((await stet.command('deliveries', 'list', '--json')).stdout).toContain('"state":"delivered"')
  const about = ['deliveries', '--article', 'http://n0.quaylight.example/flood', '--since', '1h', '--json']
  expect((await stet.command(...about)).stdout.trim().split('\n')).toHaveLength(1)
  expect((await stet.command(...about, '--since', '2999-01-01')).stdout).toBe('')
  expect((await stet.command('deliveries', '--state', 'lost')).code).toBe(2)
  expect((await stet.command('diff', '1', '7')).stderr).toContain('no_such_version')

  expect((await stet.command('untrack', '1')).code).toBe(0)
  expect((await stet.command('list', '--json')).stdout).toBe('')
  expect((await stet.command('forget', '1')).code).toBe(2)
  expect((await stet.command('forget', '1', '--yes')).code).toBe(0)
  const { rows } = await stet.database.pool.query(
    `select (select count(*) from versions) as versions,
       (select count(*) from versions where content is not null or headline is not null) as texts,
       (select count(*) from snapshots where body is not null) as bodies,
       (select count(*) from deliveries where body like '%Quay%') as messages,
       (select count(*) from alerts where event::text like '%Quay%') as alerts`,
  )
  expect(rows[0]).toEqual({ versions: '2', texts: '0', bodies: '0', messages: '0', alerts: '0' })
})

test('a dead endpoint uses up its tries, and a replay sends the same id and bytes once it lives again', async () => {
  const stet = await setup()
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  stet.desk.before = () => 500
  await stet.start({ STET_DELIVER_RETRY_S: '[0, 0.1]' })
  await stet.checked(1)
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await until('the delivery to be given up', async () => {
    return (await stet.command('deliveries', 'list', '--state', 'dead', '--json')).stdout !== ''
  })
  expect(stet.desk.received).toHaveLength(2)
  stet.desk.before = () => 204
  expect((await stet.command('deliveries', 'replay', '--dead-since', '1h')).stdout).toContain('sending again: 1')
  await until('the replay', () => stet.desk.received.length === 3)
  const ids = new Set(stet.desk.received.map(({ webhookId, body }) => webhookId + body))
  expect(ids.size).toBe(1)
})
