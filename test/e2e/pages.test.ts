import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openRelay, type Relay } from './relay.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
let relay: Relay | undefined
afterEach(async () => {
  await stet?.close()
  await relay?.close()
})

const BASE = 'https://stet.example/news'

/** A story with one alert told, by webhook and by mail; returns where the program's own pages are. */
async function told(settings: Record<string, unknown>): Promise<{ stet: Stet; relay: Relay; web: string }> {
  relay = await openRelay()
  const smtp = { url: `smtp://127.0.0.1:${relay.port}`, from: 'Stet <stet@paper.example>' }
  stet = await openStet({ public_url: BASE, smtp, ...settings })
  stet.newsroom.stories.set('/flood', storyOf('Storm &lt;b&gt;Ada'))
  await stet.watch(['/flood'])
  await stet.command('endpoint', 'add', 'mail', 'mailto:desk@paper.example', '--format', 'email')
  const worker = await stet.start()
  await stet.checked(1)
  stet.newsroom.stories.set('/flood', storyOf('Storm &lt;b&gt;Ada', 21))
  await stet.makeDue()
  const [{ desk }, { received }] = [stet, relay]
  await until('the alert by webhook and by mail', () => desk.received.length === 1 && received.length === 1)
  return { stet, relay, web: String(worker.lines.find((line) => line['http'])?.['http']) }
}

/** The addresses in a mail's plain text. */
function linksIn(source: string): string[] {
  const text = source.replace(/=\r\n/g, '').replace(/=3D/g, '=')
  return [...new Set(text.match(/https:\/\/stet\.example\/[^\s"<>&]+/g))]
}

test('the links of an alert open as they arrive, in the webhook and in the mail, and lead on', async () => {
  const { stet, relay, web } = await told({})
  const { links } = JSON.parse(stet.desk.received[0]?.body ?? '').data
  expect(Object.keys(links).sort()).toEqual(['answer', 'article', 'diff', 'from', 'to'])
  const mailed = linksIn(relay.received[0]?.source ?? '')
  expect(mailed.some((link) => link.includes('/diff/1/2?key='))).toBe(true)
  expect(mailed.some((link) => link.includes('/answer/'))).toBe(true)

  const seen = new Map<string, string>()
  const waiting = [...Object.values<string>(links), ...mailed].map((link) => link.replace(BASE, web))
  for (let link = waiting.pop(); link !== undefined; link = waiting.pop()) {
    if (seen.has(link)) continue
    const page = await fetch(link)
    expect([link, page.status]).toEqual([link, 200])
    const html = await page.text()
    seen.set(link, html)
    // What the page itself links to opens as well, with the same key.
    const onwards = [...html.matchAll(/href="([^"#]+)"/g)].map(
      ([, href = '']) => new URL(href.replaceAll('&amp;', '&'), link).href,
    )
    waiting.push(...onwards.filter((href) => href.startsWith(web)))
  }
  expect(mailed.some((link) => link.includes('/unsubscribe/'))).toBe(true)
  const pages = [...seen].flatMap(([link, html]) => (link.includes('/unsubscribe/') ? [] : [html]))
  expect(pages.length).toBeGreaterThanOrEqual(5)
  for (const html of pages) {
    expect(html).toContain('Storm &lt;b&gt;Ada')
    expect(html).not.toContain('<b>Ada')
  }
  const compared = pages.find((html) => html.includes('Side by side</h2>')) ?? ''
  expect(compared).toContain('<del>12</del>')
  expect(compared).toContain('<ins>21</ins>')
  const history = pages.find((html) => html.includes('What happened')) ?? ''
  expect(history).toMatch(/critical[\s\S]*12 to 21[\s\S]*Version 1/)
  expect(history).toContain('Next check')
})

test('pages are for who has the link, are kept out of caches and search engines, and refuse in plain words', async () => {
  const { stet, web } = await told({})
  const { links } = JSON.parse(stet.desk.received[0]?.body ?? '').data
  const diff = String(links.diff).replace(BASE, web)
  const page = await fetch(diff)
  expect(Object.fromEntries(page.headers)).toMatchObject({
    'content-security-policy': expect.stringMatching(/^default-src 'none'; style-src 'sha256-/),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': expect.stringContaining('noindex'),
    'cache-control': 'private, no-cache',
  })
  const etag = page.headers.get('etag') ?? ''
  expect((await fetch(diff, { headers: { 'if-none-match': etag } })).status).toBe(304)
  const head = await fetch(diff, { method: 'HEAD' })
  expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag])

  const status = async (link: string) => (await fetch(link)).status
  expect(await status(diff.replace(/key=.*/, ''))).toBe(403)
  expect(await status(diff.replace('/articles/1/', '/articles/2/'))).toBe(403)
  expect(await status(diff.replace(/key=.*/, 'key=1.AAAAAAAAAAAAAAAAAAAAAA'))).toBe(403)
  expect(await status(diff.replace('/diff/1/2', '/diff/1/9'))).toBe(404)
  expect(await status(diff.replace('/diff/1/2', '/versions/999999999'))).toBe(404)
  expect(await status(diff.replace('/diff/1/2', '/versions/99999999999999999999'))).toBe(404)
  expect(await status(diff.replace('/articles/1/', '/articles/9999999999999999999999/'))).toBe(404)
  const shown = (await stet.command('show', '1')).stdout
  expect(await status(/page (\S+)/.exec(shown)?.[1]?.replace(BASE, web) ?? '')).toBe(200)
  const sorry = await (await fetch(diff.replace(/key=.*/, ''))).text()
  expect(sorry).toContain('open by the link of one of its alerts alone')
  expect(sorry).not.toContain('Ada')
  expect((await fetch(diff, { method: 'POST' })).status).toBe(405)

  await stet.command('forget', '1', '--yes')
  expect(await status(diff)).toBe(404)
  expect(await (await fetch(String(links.article).replace(BASE, web))).text()).toContain('was erased')
})

test('behind a log-in of its operator the pages are open, and alerts carry no key', async () => {
  const { stet, web } = await told({ pages: { access: 'open' } })
  const { links } = JSON.parse(stet.desk.received[0]?.body ?? '').data
  expect(links.diff).toBe(`${BASE}/articles/1/diff/1/2`)
  expect((await fetch(links.diff.replace(BASE, web))).status).toBe(200)
  expect((await fetch(`${web}/articles/7`)).status).toBe(404)
})
