import { Webhook } from 'standardwebhooks'
import { afterEach, expect, test } from 'vitest'
import { type Desk, openDesk } from './desk.ts'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
let ops: Desk | undefined
afterEach(async () => {
  await stet?.close()
  await ops?.close()
  ops = undefined
})

async function setup(): Promise<Stet> {
  stet = await openStet()
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  return stet
}

async function edit(stet: Stet, figure: number): Promise<void> {
  stet.newsroom.stories.set('/flood', storyOf('flood', figure))
  await stet.makeDue()
}

test('preferences are set, shown and kept: edits within the merge window come as one message', async () => {
  const stet = await setup()
  const set = await stet.command('endpoint', 'set', 'desk', '--merge-minutes', '60', '--break-through', 'never')
  expect(set.stdout).toContain('merged over 60 min')
  const quiet = ['endpoint', 'set', 'desk', '--quiet', '22:00-07:00']
  expect((await stet.command(...quiet)).stderr).toContain('--zone')
  expect((await stet.command(...quiet, '--zone', 'Moon/Base')).stderr).toContain('preferences_malformed')
  expect((await stet.command('endpoint', 'set', 'nobody', '--per-minute', '5')).stderr).toContain('no_such_endpoint')
  expect((await stet.command('endpoint', 'list')).stdout).toMatch(/merged over 60 min; never breaks through/)
  await stet.start()
  await stet.checked(1)
  await edit(stet, 21)
  await stet.checked(2)
  await edit(stet, 34)
  await stet.checked(3)
  expect(JSON.parse((await stet.command('deliveries', '--json')).stdout)).toMatchObject({ state: 'open' })
  await stet.database.pool.query(`update deliveries set next_attempt_at = now(), release_at = now()`)
  await until('the message', () => stet.desk.received.length === 1)
  const { type, data } = JSON.parse(stet.desk.received[0]?.body ?? '')
  expect({ type, events: data.events.length }).toEqual({ type: 'digest', events: 2 })
})

test('while a secret is rotated the receiver verifies with either, afterwards only with the new one', async () => {
  const stet = await setup()
  const old = stet.desk.secret
  const rotated = await stet.command('endpoint', 'rotate', 'desk', '--overlap', '24h', '--json')
  const { secret, oldUntil } = JSON.parse(rotated.stdout) as { secret: string; oldUntil: string }
  expect(Date.parse(oldUntil) - Date.now()).toBeGreaterThan(23 * 3_600_000)
  let verified = 0
  stet.desk.heard = (body, headers) => {
    for (const one of [old, secret]) if (new Webhook(one).verify(body, headers)) verified++
  }
  await stet.start()
  await stet.checked(1)
  await edit(stet, 21)
  await until('the alert', () => stet.desk.received.length === 1)
  expect(verified).toBe(2)
  expect((await stet.command('endpoint', 'rotate', 'desk', '--secret', 'whsec_c2hvcnQ=')).stderr).toContain('too_short')

  expect((await stet.command('endpoint', 'rotate', 'desk', '--overlap', '0m', '--secret', secret)).code).toBe(0)
  stet.desk.heard = (body, headers) => expect(() => new Webhook(old).verify(body, headers)).toThrow()
  stet.desk.secret = secret
  await edit(stet, 34)
  await until('the second alert', () => stet.desk.received.length === 2)
  expect(stet.desk.refused).toBe(0)
})

test('a failing endpoint is told to another one, and is disabled before it is removed', async () => {
  const stet = await setup()
  ops = await openDesk()
  const local = (port: number) => `127.0.0.1:${port}`
  stet.settle({
    egress: {
      allow: [stet.newsroom.port, stet.desk.port, ops.port].map((port) => ({ cidr: '127.0.0.1/32', port })),
      resolve: {
        '*.quaylight.example': local(stet.newsroom.port),
        'desk.example': local(stet.desk.port),
        'ops.example': local(ops.port),
      },
    },
    deliver: { allow_http: ['desk.example', 'ops.example'], retry_s: [0, 0.1, 0.1, 0.1, 600] },
  })
  const added = await stet.command('endpoint', 'add', 'ops', 'http://ops.example/', '--json')
  ops.secret = (JSON.parse(added.stdout) as { secret: string }).secret
  const trouble = ['route', 'add', 'trouble', '--to', 'ops', '--type', 'endpoint.*', 'site.broken', 'disk.low']
  expect((await stet.command(...trouble)).code).toBe(0)
  expect((await stet.command('route', 'remove', 'ops')).code).toBe(0)
  stet.desk.before = () => 500
  await stet.start()
  await stet.checked(1)
  await edit(stet, 21)
  const told = ops.received
  await until('word of the failing desk', () => told.length === 1)
  expect(told[0]?.event).toMatchObject({
    type: 'endpoint.failing',
    data: { failures: 4, endpoint: { name: 'desk' }, line: expect.stringContaining('desk.example') },
  })
  expect(told[0]?.body).not.toContain('http://desk.example/stet')

  const kept = await stet.command('endpoint', 'remove', 'desk')
  expect(kept).toMatchObject({ code: 1, stdout: expect.stringContaining('owed 1 messages: disabled') })
  expect((await stet.command('endpoint', 'remove', 'desk')).stdout).toContain('removed desk')
  expect((await stet.command('endpoint', 'list', '--json')).stdout).not.toContain('"desk"')
  expect((await stet.command('route', 'list', '--json')).stdout).not.toContain('"desk"')
})

test('attempts are followed: the last ones, then each as it ends', async () => {
  const stet = await setup()
  await stet.start()
  await stet.checked(1)
  await edit(stet, 21)
  await until('the alert', () => stet.desk.received.length === 1)
  const following = stet.spawn('deliveries', 'follow', '--json')
  const lines = () => following.stdout().trim().split('\n').filter(Boolean)
  await until('what was before', () => lines().length === 1)
  await edit(stet, 34)
  await until('what comes', () => lines().length === 2)
  expect(JSON.parse(lines()[1] ?? '')).toMatchObject({ endpoint: 'desk', no: 1, status: 204, state: 'delivered' })
  expect(await following.end()).toBe(0)
})
