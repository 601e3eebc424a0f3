import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

/** A story with one alert told; returns where the program's own pages are. */
async function told(settings: Record<string, unknown>, topic: string): Promise<{ stet: Stet; web: string }> {
  stet = await openStet(settings)
  stet.newsroom.stories.set('/flood', storyOf(topic))
  await stet.watch(['/flood'])
  const worker = await stet.start()
  await stet.checked(1)
  stet.newsroom.stories.set('/flood', storyOf(topic, 21))
  await stet.makeDue()
  const { desk } = stet
  await until('the alert', () => desk.received.length === 1)
  return { stet, web: String(worker.lines.find((line) => line['http'])?.['http']) }
}

function post(url: string, body: string, type = 'application/x-www-form-urlencoded') {
  return fetch(url, { method: 'POST', body, headers: { 'content-type': type } })
}

test('an alert links to a page that asks, stores only what is posted, and is escaped', async () => {
  const { stet, web } = await told({ public_url: 'https://stet.example/news/' }, 'Storm &lt;b&gt;Ada')
  const { answer } = JSON.parse(stet.desk.received[0]?.body ?? '').data.links
  expect(answer).toMatch(/^https:\/\/stet\.example\/news\/answer\/evt_[0-9a-f]{32}\./)
  const link = answer.replace('https://stet.example/news', web)
  const answers = async () => (await stet.database.pool.query('select answer from answers')).rows

  const page = await fetch(link)
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(html).toContain('Storm &lt;b&gt;Ada')
  expect(html).not.toContain('<b>Ada')
  expect(html.match(/<button/g)).toHaveLength(4)
  expect(await answers()).toEqual([])

  expect((await post(link, 'answer=perhaps')).status).toBe(400)
  expect((await post(link, '{"answer":"right"}', 'application/json')).status).toBe(400)
  expect((await post(`${link.slice(0, -3)}AAA`, 'answer=right')).status).toBe(404)
  expect((await fetch(link, { method: 'DELETE' })).status).toBe(405)
  expect(await answers()).toEqual([])

  expect(await (await post(link, 'answer=wrong')).text()).toContain('Noted: it is wrong')
  expect(await answers()).toEqual([{ answer: 'wrong' }])
  expect((await post(link, 'answer=mute_rule')).status).toBe(200)
  expect(await answers()).toEqual([{ answer: 'mute_rule' }])
  expect((await stet.command('mute', 'list')).stdout).toMatch(/article 1, rule \w+/)
})

test('that an article was removed can be answered too, but there is no rule to silence', async () => {
  const { stet, web } = await told({ public_url: 'https://stet.example' }, 'flood')
  const { rows } = await stet.database.pool.query<{ event: { data: { id: string; line: string } } }>(
    `update alerts set type = 'article.removed', event = jsonb_set(jsonb_set(event, '{type}', '"article.removed"'), '{data}',
       (event->'data') || '{"state": null, "detail": null, "since": "2031-03-01T14:00:00.000Z", "last_seen_at": null}')
     returning event`,
  )
  expect(rows).toHaveLength(1)
  const { answer } = JSON.parse(stet.desk.received[0]?.body ?? '').data.links
  const link = answer.replace('https://stet.example', web)
  const html = await (await fetch(link)).text()
  expect(html.match(/<button/g)).toHaveLength(3)
  const history = /href="(\.\.\/articles[^"]+)"/.exec(html)?.[1] ?? ''
  expect((await fetch(new URL(history, link))).status).toBe(200)
  expect((await post(link, 'answer=mute_rule')).status).toBe(400)
  expect(await (await post(link, 'answer=wrong')).text()).toContain('Noted: it is wrong')
  await stet.database.pool.query(
    `update alerts set event = jsonb_set(event, '{timestamp}', '"2026-01-01T00:00:00.000Z"')`,
  )
  const old = /href="(\.\.\/articles[^"]+)"/.exec(await (await fetch(link)).text())?.[1] ?? ''
  const over = await fetch(new URL(old, link))
  expect([over.status, await over.text()]).toEqual([403, expect.stringContaining('This link has run out')])
})

test('answers given by command are exported as labelled revisions', async () => {
  const { stet, web } = await told({}, 'flood')
  expect(stet.desk.received[0]?.body).not.toContain('/answer/')
  expect((await fetch(`${web}/answer/x`)).status).toBe(404)
  expect((await stet.command('answer', '1', 'perhaps')).code).toBe(2)
  expect((await stet.command('answer', '9', 'right')).stderr).toContain('no_such_alert')
  expect((await stet.command('answer', '1', 'not-news')).code).toBe(0)
  expect((await stet.command('answer', '1', 'right')).stdout).toContain('12 to 21')
  const rows = (await stet.command('answers', 'export')).stdout.trim().split('\n')
  expect(rows.map((row) => JSON.parse(row))).toMatchObject([
    {
      source: 'editor',
      url: 'http://n0.quaylight.example/flood',
      old: { body: expect.stringContaining('killed 12') },
      new: { body: expect.stringContaining('killed 21') },
      labels: { alert: true, kinds: ['number'] },
      answer: 'right',
    },
  ])
  expect((await stet.command('alerts')).stdout).toMatch(/desk +right/)
})
