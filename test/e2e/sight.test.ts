import { afterEach, expect, inject, test } from 'vitest'
import { freePort } from '../free-port.ts'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until, type Worker } from './stet.ts'

const backend = inject('backend')
let stet: Stet | undefined
afterEach(() => stet?.close())

const urlOf = (worker: Worker) => String(worker.lines.find((line) => line['msg'] === 'stet is running')?.['http'])

test('health and metrics tell the truth while the ledger comes and goes', async () => {
  stet = await openStet()
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  const url = urlOf(await stet.start())
  await stet.checked(1)
  const get = async (path: string) => {
    const response = await fetch(url + path)
    return { status: response.status, text: await response.text() }
  }
  expect(await get('/livez')).toMatchObject({ status: 200 })
  await until('ready', async () => (await get('/readyz')).status === 200)
  stet.newsroom.stories.set('/flood', storyOf('flood', 21))
  await stet.makeDue()
  await until('the alert', () => stet?.desk.received.length === 1)
  await until('the metrics', async () => {
    const { text } = await get('/metrics')
    return [
      /^stet_checks_total\{outcome="new_version",site_class="normal"\} 2$/m,
      /^stet_alerts_total\{type="article.changed",severity="\w+"\} 1$/m,
      /^stet_delivery_attempt_seconds_count\{format="stet",result="delivered"\} 1$/m,
      /^stet_ledger_up 1$/m,
      /^stet_deliveries\{state="pending"\} 0$/m,
      /^stet_queue_jobs\{queue="check-site",state="waiting"\} 0$/m,
    ].every((line) => line.test(text))
  })
  expect(await get('/nowhere')).toMatchObject({ status: 404 })
  // A process that nobody hears of any more is not counted on.
  await stet.database.pool.query("update processes set planned_at = now() - interval '1 hour'")
  await stet.database.pool.query('alter table processes rename to gone')
  await until('not ready', async () => (await get('/readyz')).status === 503)
  await stet.database.pool.query('alter table gone rename to processes')
  await until('ready again', async () => (await get('/readyz')).status === 200)
})

test('status and doctor see the worker, its work and what is wrong', async () => {
  stet = await openStet()
  const { command, commandWith } = stet
  const doctorSays = async () => {
    const { code, stdout } = await command('doctor', '--json')
    const findings = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { level: string; what: string })
    const of = (level: string) => findings.filter((one) => one.level === level).map(({ what }) => what)
    return { code, fails: of('fail'), warns: of('warn') }
  }
  expect(await doctorSays()).toMatchObject({ code: 1, fails: ['plan', 'check', 'deliver'] })
  stet.newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood', '/gone'])
  await stet.start()
  await stet.checked(1)
  await until('a well worker', async () => (await doctorSays()).code === 0)
  const shown = JSON.parse((await command('status', '--json')).stdout)
  expect(shown).toMatchObject({
    processes: [{ roles: ['plan', 'check', 'deliver', 'maintain', 'web'] }],
    standings: { tracked: 2, checks: expect.arrayContaining([{ outcome: 'new_version', count: 1 }]) },
    queue: { backend: backend.queue, jobs: { 'check-site': { active: 0 } } },
    disk: backend.ledger === 'embedded' ? { minFreeBytes: 500_000_000 } : null,
  })
  expect((await command('status')).stdout).toMatch(/2 tracked on 2 hosts/)
  await command('endpoint', 'disable', 'desk')
  expect((await doctorSays()).warns).toContain('endpoint')
  const other = await commandWith({ STET_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') }, 'doctor')
  expect(other).toMatchObject({ code: 1, stdout: expect.stringMatching(/fail\s+key.*desk[\s\S]*fix:.*master\.key/) })
  const away = await commandWith(
    { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x', STET_DATABASE_WAIT_MS: '500' },
    'doctor',
  )
  expect(away).toMatchObject({ code: 1, stdout: expect.stringMatching(/fail\s+ledger.*127\.0\.0\.1/) })
  expect((await commandWith({ STET_HTTP_PORT: 'x' }, 'doctor')).stdout).toMatch(/fail\s+settings/)
  const nobody = `127.0.0.1:${await freePort()}`
  const lonely = { STET_SMTP_URL: `smtp://${nobody}`, OTEL_EXPORTER_OTLP_ENDPOINT: `http://${nobody}` }
  const without = (await commandWith(lonely, 'doctor')).stdout
  expect(without).toMatch(/warn +mail .*ECONNREFUSED[\s\S]*fix:.*smtp\.url/)
  expect(without).toMatch(/warn +traces .*ECONNREFUSED[\s\S]*fix:.*traces\.endpoint/)
})
