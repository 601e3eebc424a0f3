import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { whyUnverified } from '../../src/alert/signature.ts'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

test('an endpoint that cannot be right is refused in clear words, and nothing of it is stored', async () => {
  stet = await openStet()
  const short = 'whsec_c2hvcnQ='
  for (const [url, why, ...more] of [
    ['https:/', 'endpoint_malformed'],
    ['ftp://hooks.example/', 'endpoint_malformed'],
    ['https://hooks.example/#x', 'endpoint_malformed'],
    ['https://me:pw@hooks.example/', 'endpoint_credentials'],
    ['http://hooks.example/', 'deliver.allow_http'],
    ['https://10.1.2.3/', 'endpoint_refused'],
    ['https://[::1]/', 'endpoint_refused'],
    ['https://0x7f000001/', 'endpoint_refused'],
    ['https://localhost/', 'endpoint_refused'],
    ['https://hooks.example/', 'secret_too_short', '--secret', short],
    ['https://hooks.example/', 'secret_malformed', '--secret', 'hunter2!'],
    ['https://hooks.example/', 'endpoint_format', '--format', 'pigeon'],
  ] as const) {
    const { code, stderr, stdout } = await stet.command('endpoint', 'add', 'desk', url, ...more)
    expect([url, code, stderr]).toEqual([url, 1, expect.stringContaining(why)])
    expect(stderr + stdout).not.toContain('c2hvcnQ')
    expect(stderr + stdout).not.toContain('hunter2')
  }
  const { rows } = await stet.database.pool.query(
    'select (select count(*) from endpoints)::int as endpoints, (select count(*) from routes)::int as routes',
  )
  expect(rows).toEqual([{ endpoints: 0, routes: 0 }])
})

test("an endpoint's secret and address stand nowhere in the open: not in the ledger, the log, or what commands print", async () => {
  stet = await openStet({ deliver: { allow_http: ['desk.example'], retry_s: [0, 0.1, 0.1, 0.1, 0.1], tell_after: 2 } })
  const { desk, database } = stet
  const added = await stet.command('endpoint', 'add', 'desk', 'http://desk.example/services/T0TOPSECRET', '--json')
  desk.secret = (JSON.parse(added.stdout) as { secret: string }).secret
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.command('track', 'http://n0.quaylight.example/flood')
  const worker = await stet.start()
  await stet.checked(1)
  desk.before = () => 500
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  const { command } = stet
  await until('the message to be given up', async () =>
    (await command('deliveries', '-s', 'dead')).stdout.includes('desk'),
  )
  const said: string[] = worker.lines.map((line) => JSON.stringify(line))
  for (const args of [
    ['endpoint', 'list'],
    ['endpoint', 'list', '--json'],
    ['endpoint', 'test', 'desk'],
    ['deliveries', 'list', '--json'],
    ['deliveries', 'show', '1'],
    ['status'],
    ['doctor'],
    ['route', 'list', '--json'],
  ]) {
    const { stdout, stderr } = await stet.command(...args)
    said.push(stdout, stderr)
  }
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  for (const { name } of tables) {
    const { rows } = await database.pool.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`)
    said.push(...rows.map(({ row }) => row))
  }
  const everything = said.join('\n')
  expect(everything).toContain('desk.example')
  expect(everything).toContain('s1.')
  expect(everything).not.toContain('T0TOPSECRET')
  expect(everything).not.toContain(desk.secret.slice('whsec_'.length))
})

test('a receiver may verify by a public key, and shares no secret', async () => {
  stet = await openStet()
  const { desk } = stet
  const added = await stet.command('endpoint', 'add', 'desk', 'http://desk.example/', '--ed25519', '--json')
  const { publicKey, secret } = JSON.parse(added.stdout) as { publicKey: string; secret: string }
  expect([publicKey.slice(0, 5), secret.slice(0, 5)]).toEqual(['whpk_', 'whsk_'])
  let why: string | null = 'nothing was heard'
  desk.heard = (body, headers) => {
    expect(headers['webhook-signature']).toMatch(/^v1a,/)
    why = whyUnverified({ headers, body, keys: [publicKey], nowMs: Date.now() })
    throw new Error('the desk itself knows shared secrets alone')
  }
  await stet.command('endpoint', 'test', 'desk')
  expect(why).toBeNull()
  expect(() => new Webhook(publicKey)).toThrow()
})
