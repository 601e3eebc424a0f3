import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until, type Worker } from './stet.ts'

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
      /^stet_queue_jobs\{job="check-site",state="waiting"\} 0$/m,
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
