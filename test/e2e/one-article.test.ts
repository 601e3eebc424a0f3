import { createServer, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { listen, shut } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.reverse()) await close()
  open = []
})

interface Paper {
  /** Path to the text of its article, and the address that the page names as its own. */
  pages: Map<string, { dead: number; canonical: string | null }>
  redirects: Map<string, string>
  asked: string[]
}

/** A paper whose pages name their address, and a worker whose looks count as soon as they are made. */
async function setup(): Promise<{ stet: Stet; paper: Paper }> {
  const paper: Paper = { pages: new Map(), redirects: new Map(), asked: [] }
  const server: Server = createServer((request, response) => {
    const path = request.url ?? ''
    if (path !== '/robots.txt') paper.asked.push(path)
    const to = paper.redirects.get(path)
    const page = paper.pages.get(path)
    if (to) return response.writeHead(301, { location: to }).end()
    if (!page) return response.writeHead(404).end()
    const said = page.canonical === null ? '' : `<link rel="canonical" href="${page.canonical}">`
    const headline = `Storm kills ${page.dead} in Port Quay`
    const body = Array.from(
      { length: 6 },
      (_, n) => `<p>Sentence ${n}: ${page.dead} people died in the storm that hit.</p>`,
    )
    const html = `<!doctype html><html lang="en"><head><title>${headline}</title>${said}</head><body><article><h1>${headline}</h1>${body.join('')}</article></body></html>`
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  })
  const port = await listen(server)
  open.push(() => shut(server))
  const stet = await openStet()
  stet.settle({
    outcome: { confirm_minutes: 0.0001, retry_minutes: 10 },
    egress: {
      allow: [
        { cidr: '127.0.0.1/32', port },
        { cidr: '127.0.0.1/32', port: stet.desk.port },
      ],
      resolve: { '*.quaylight.example': `127.0.0.1:${port}`, 'desk.example': `127.0.0.1:${stet.desk.port}` },
    },
  })
  open.push(() => stet.close())
  return { stet, paper }
}

const SITE = 'http://www.quaylight.example'
const list = async (stet: Stet) =>
  (await stet.command('list', '--json', '--untracked')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; url: string; tags: string[]; mergedInto: string | null })

async function look(stet: Stet, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    const { rows } = await stet.database.pool.query<{ least: string }>(
      'select min(check_no) as least from articles where untracked_at is null',
    )
    await stet.makeDue()
    await until('one more look at each', async () => {
      const { rows: behind } = await stet.database.pool.query(
        'select 1 from articles where untracked_at is null and check_no <= $1',
        [rows[0]?.least],
      )
      return behind.length === 0
    })
  }
}

test('an article whose page names another address moves there, told once, and its edits are still found', async () => {
  const { stet, paper } = await setup()
  paper.pages.set('/old-slug', { dead: 12, canonical: `${SITE}/new-slug` })
  paper.pages.set('/new-slug', { dead: 12, canonical: `${SITE}/new-slug` })
  const added = await stet.command('endpoint', 'add', 'desk', 'http://desk.example/stet', '--json')
  stet.desk.secret = (JSON.parse(added.stdout) as { secret: string }).secret
  const checked = await stet.command('check', `${SITE}/old-slug`)
  expect(checked.stdout).toContain(`points to ${SITE}/new-slug, look 1 of 3`)
  await stet.command('track', `${SITE}/old-slug?utm_source=mail`, '--tag', 'storm')
  await stet.start()
  await stet.checked(1)
  await look(stet, 3)
  expect(await list(stet)).toMatchObject([{ url: `${SITE}/new-slug`, tags: ['storm'] }])
  const again = await stet.command('track', `${SITE}/old-slug#comments`)
  expect(again.stdout).toMatch(/already tracked\s+1\s+.*new-slug\n.*old-slug#comments is the same article/)
  expect((await stet.command('show', '1')).stdout).toContain('also known as http://www.quaylight.example/old-slug')

  paper.pages.set('/new-slug', { dead: 21, canonical: `${SITE}/new-slug` })
  await look(stet, 1)
  await until('both told', () => stet.desk.received.length === 2)
  const types = stet.desk.received.map(({ event }) => event.type)
  expect(types).toEqual(['article.moved', 'article.changed'])
  // Two looks, and the one of the person who asked before.
  expect(paper.asked.filter((path) => path === '/old-slug')).toHaveLength(3)
})

test('two addresses of one article become one, by redirect and by name, and cross-site names do not count', async () => {
  const { stet, paper } = await setup()
  paper.pages.set('/story', { dead: 12, canonical: `${SITE}/story` })
  paper.pages.set('/story/print', { dead: 12, canonical: `${SITE}/story` })
  paper.redirects.set('/story/', '/story')
  paper.pages.set('/agency', { dead: 12, canonical: 'http://agency.quaylight.example/story' })
  await stet.command('track', `${SITE}/story`, '--tag', 'storm')
  await stet.start()
  await stet.checked(1)
  const slashed = await stet.command('track', `${SITE}/story/`, '--tag', 'port')
  expect(slashed.stdout).toContain(`1 is watched at ${SITE}/story: if the site says that they are one, they become one`)
  await stet.command('track', `${SITE}/agency`)
  await stet.checked(1)
  expect(await list(stet)).toMatchObject([
    { url: `${SITE}/agency`, mergedInto: null },
    { url: `${SITE}/story/`, mergedInto: '1' },
    { url: `${SITE}/story`, tags: ['port', 'storm'], mergedInto: null },
  ])
  const print = await stet.command('track', `${SITE}/story/`)
  expect(print.stdout).toMatch(/already tracked\s+1\s/)
  expect((await stet.command('list')).stdout).not.toContain('story/')
})
