import { afterEach, expect, test } from 'vitest'
import { type Desk, openDesk } from './desk.ts'
import { storyOf } from './newsroom.ts'
import { openRelay, type Relay } from './relay.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
let relay: Relay | undefined
afterEach(async () => {
  await stet?.close()
  await relay?.close()
})

let ops: Desk | undefined
afterEach(async () => {
  await ops?.close()
  ops = undefined
})

const ADD = ['endpoint', 'add', 'mail', 'mailto:desk@paper.example', '--format', 'email']

test('an endpoint of format email needs a relay, and takes a mailbox alone', async () => {
  stet = await openStet()
  expect((await stet.command(...ADD)).stderr).toContain('smtp_not_set')
  stet.settle({ smtp: { url: 'smtp://127.0.0.1:9', from: 'stet@paper.example' } })
  const web = await stet.command('endpoint', 'add', 'mail', 'https://paper.example/', '--format', 'email')
  expect(web.stderr).toContain('endpoint_malformed')
  expect((await stet.command('endpoint', 'list', '--json')).stdout).toBe('')
  const bad = await stet.commandWith({ STET_SMTP_FROM: 'Stet <a@b.example>\nBcc: x@y.example' }, 'list')
  expect(bad).toMatchObject({ code: 78, stderr: expect.stringContaining('smtp.from') })
})

test('alerts come by mail: a refused one again with the same id, those of one article in one thread', async () => {
  stet = await openStet()
  relay = await openRelay()
  const { received } = relay
  stet.settle({ smtp: { url: `smtp://127.0.0.1:${relay.port}`, from: 'Stet <stet@paper.example>' } })
  expect((await stet.command('doctor')).stdout).toMatch(/ok +mail .*127\.0\.0\.1:\d+ answers/)
  expect((await stet.command(...ADD)).stdout).not.toContain('secret')
  expect((await stet.command('endpoint', 'test', 'mail')).stdout).toContain('took the test message: 250')
  expect(received[0]).toMatchObject({ from: 'stet@paper.example', to: 'desk@paper.example' })

  const refused: string[] = []
  relay.reply = ({ headers }) => {
    if (refused.push(headers['message-id'] ?? '') === 1) return '451 try again later'
    return '250 queued'
  }
  received.length = 0
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.command('track', 'http://n0.quaylight.example/flood')
  await stet.start()
  await stet.checked(1)
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await until('the mail', () => received.length === 1)
  stet.newsroom.stories.set('/flood', storyOf('flood', 34))
  await stet.makeDue()
  await until('the second mail', () => received.length === 2)

  const [first, second] = received
  expect(refused.slice(0, 2)).toEqual([first?.headers['message-id'], first?.headers['message-id']])
  expect(first?.headers).toMatchObject({
    from: 'Stet <stet@paper.example>',
    'message-id': expect.stringMatching(/^<msg_[0-9a-f]{32}@paper\.example>$/),
    references: '<thread.1@paper.example>',
    'auto-submitted': 'auto-generated',
    subject: expect.stringContaining('12 to 21'),
  })
  expect(second?.headers['references']).toBe(first?.headers['references'])
  expect(second?.headers['message-id']).not.toBe(first?.headers['message-id'])
  const shown = await stet.command('deliveries', 'show', '1')
  expect(shown.stdout).toMatch(/451[\s\S]*250/)

  relay.reply = () => '550 no such mailbox'
  stet.newsroom.stories.set('/flood', storyOf('flood', 55))
  await stet.makeDue()
  const { command } = stet
  await until('the mail to be given up', async () =>
    (await command('deliveries', 'list', '--state', 'dead')).stdout.includes('smtp_550'),
  )
})

test('a mailbox unsubscribes with one click of its mail program, and its operator is told', async () => {
  stet = await openStet()
  relay = await openRelay()
  ops = await openDesk()
  const local = (port: number) => ({ cidr: '127.0.0.1/32', port })
  stet.settle({
    public_url: 'https://stet.example',
    smtp: { url: `smtp://127.0.0.1:${relay.port}`, from: 'Stet <stet@paper.example>' },
    egress: { allow: [local(ops.port)], resolve: { 'ops.example': `127.0.0.1:${ops.port}` } },
    deliver: { allow_http: ['ops.example'] },
  })
  await stet.command(...ADD)
  const added = await stet.command('endpoint', 'add', 'ops', 'http://ops.example/', '--json')
  ops.secret = (JSON.parse(added.stdout) as { secret: string }).secret
  await stet.command('route', 'add', 'trouble', '--to', 'ops', '--type', 'endpoint.*')
  const worker = await stet.start()
  await stet.command('endpoint', 'test', 'mail')
  const headers: Record<string, string> = relay.received[0]?.headers ?? {}
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click')
  const [link = ''] = /(?<=<)https:[^>]+/.exec(headers['list-unsubscribe'] ?? '') ?? []
  const url = link.replace('https://stet.example', String(worker.lines.find((line) => line['http'])?.['http']))
  const state = async () => JSON.parse((await stet?.command('endpoint', 'list', '--json'))?.stdout.split('\n')[0] ?? '')

  const asked = await fetch(url)
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('d…@paper.example')])
  expect((await fetch(`${url.slice(0, -4)}AAAA`, { method: 'POST', body: 'List-Unsubscribe=One-Click' })).status).toBe(
    404,
  )
  expect((await fetch(url, { method: 'POST', body: 'hello' })).status).toBe(400)
  expect(await state()).toMatchObject({ name: 'mail', disabledAt: null })

  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  expect((await fetch(url, { method: 'POST', body: form, redirect: 'error' })).status).toBe(200)
  expect(await state()).toMatchObject({ name: 'mail', disabledReason: 'unsubscribed by its reader' })
  const told = ops.received
  await until('word of it', () => told.length === 1)
  expect(told[0]?.event).toMatchObject({ type: 'endpoint.disabled', data: { endpoint: { name: 'mail' } } })
  expect((await fetch(url, { method: 'POST', body: 'List-Unsubscribe=One-Click' })).status).toBe(200)
  expect(told).toHaveLength(1)
})
