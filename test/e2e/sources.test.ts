import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

const HOST = 'http://n0.quaylight.example'
/** Articles are looked at every ten hours by themselves, sources whenever a test makes them due. */
const SETTINGS = { sources: { min_minutes: 500, max_minutes: 600 } }

function feed(...items: Array<{ path: string; title: string; updated: string }>): string {
  const entries = items.map(
    ({ path, title, updated }) =>
      `<entry><title>${title}</title><link href="${path}?utm_source=feed"/><id>tag:quaylight.example,2031:${path}</id>
       <updated>${updated}</updated></entry>`,
  )
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quaylight</title>${entries.join('')}</feed>`
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

async function setup() {
  stet = await openStet({ ...SETTINGS, cadence: { min_minutes: 0.001, max_minutes: 600 } })
  const { database, newsroom, command } = stet
  const looks = async () => {
    const { rows } = await database.pool.query<{ n: number }>('select sum(check_no)::int as n from sources')
    return rows[0]?.n ?? 0
  }
  return {
    stet,
    newsroom,
    pool: database.pool,
    serve: (path: string, type: string, body: string | Buffer) => newsroom.documents.set(path, { type, body }),
    source: async (...args: string[]) => {
      const done = await command('source', ...args)
      if (done.code !== 0) throw new Error(done.stderr)
      return done.stdout
    },
    looked: (times: number) => until(`${times} looks at sources`, async () => (await looks()) >= times),
    lookAgain: async () => {
      await database.pool.query('update sources set next_check_at = now()')
      await database.pool.query('update sites set due_at = now()')
    },
    rest: () => database.pool.query('update articles set next_check_at = null, urge = 0'),
  }
}

test('a feed that says that an article was touched has it checked soon, though it rests, and what it names anew tracked', async () => {
  const { stet, newsroom, serve, source, looked, lookAgain, rest, pool } = await setup()
  newsroom.stories.set('/flood', storyOf('flood'))
  newsroom.stories.set('/storm', storyOf('storm'))
  await stet.watch(['/flood'])
  const flood = (updated: string) => ({ path: '/flood', title: 'Flood', updated })
  serve('/feed', 'text/html', feed(flood(minutesAgo(90)), { path: '/old', title: 'Old', updated: minutesAgo(999) }))
  expect(await source('add', `${HOST}/feed`, '--track', '--tag', 'sea', '--limit', '1', '--exclude', '/old')).toContain(
    'tracks 1 a day as sea',
  )
  const worker = await stet.start()
  await stet.checked(1)
  await looked(1)
  const { rows: first } = await pool.query<{ urls: string[] }>('select array_agg(url) as urls from articles')
  expect(first[0]?.urls).toEqual([`${HOST}/flood`])
  await rest()

  newsroom.stories.set('/flood', storyOf('flood', 21))
  serve(
    '/feed',
    'text/html',
    feed(flood(new Date().toISOString()), { path: '/storm', title: 'Storm', updated: minutesAgo(1) }),
  )
  await lookAgain()
  await looked(2)
  const told = await stet.command('schedule', '1')
  expect(told.stdout).toMatch(/brought forward: its feed names it \(source 1\) at \d\d:\d\d UTC/)
  await until('the edit that the feed pointed at is told', () => stet.desk.received.length > 0)
  expect(JSON.parse(stet.desk.received[0]?.body ?? '')).toMatchObject({ data: { article: { id: '1' } } })
  await until('the new article is read', async () => {
    const { rows } = await pool.query(`select 1 from articles where url = $1 and version_no = 1`, [`${HOST}/storm`])
    return rows.length === 1
  })
  const { rows } = await pool.query(`select tags from articles where url = $1`, [`${HOST}/storm`])
  expect(rows).toEqual([{ tags: ['sea'] }])
  expect(await source('list')).toMatch(/atom .* 2 entries, 1 brought forward, 1 tracked +tracks 1 a day as sea/)
  expect((await stet.command('status')).stdout).toMatch(/sources +1, 0 failing/)
  const http = worker.lines.find((line) => line['msg'] === 'stet is running')?.['http']
  const metrics = await (await fetch(`${http}/metrics`)).text()
  expect(metrics).toMatch(/stet_hints_total\{hint="feed",result="woken"\} 1/)
  expect(metrics).toMatch(/stet_source_news_total\{what="tracked"\} 1/)

  const { rows: found } = await pool.query('select id from articles where url = $1', [`${HOST}/storm`])
  const shown = async () => (await stet.command('show', found[0]?.id)).stdout
  expect(await shown()).toMatch(/found by source 1 \(.*\/feed\), which still lists it \(read 2\d{3}-/)
  expect((await stet.command('show', '1')).stdout).not.toContain('found by')

  await lookAgain()
  await looked(3)
  expect(await source('list')).toContain('unchanged')
  expect(await shown()).toContain('still lists it')
  serve('/feed', 'text/html', feed(flood(minutesAgo(0))))
  await lookAgain()
  await looked(4)
  expect(await shown()).toMatch(/found by source 1 .* which lists it no more \(since 2\d{3}-/)
})

test('an index of sitemaps is followed, gzip and all, and hints at articles under another spelling', async () => {
  const { stet, newsroom, serve, source, looked, lookAgain, rest, pool } = await setup()
  newsroom.stories.set('/flood', storyOf('flood'))
  await stet.watch(['/flood'])
  const map = (lastmod: string) =>
    gzipSync(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://n0.quaylight.example/flood/</loc>
      <lastmod>${lastmod}</lastmod></url></urlset>`)
  const index = (lastmod: string) =>
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>${HOST}/map.xml.gz</loc>
     <lastmod>${lastmod}</lastmod></sitemap><sitemap><loc>${HOST}/archive.xml</loc><lastmod>2009-01-01</lastmod></sitemap></sitemapindex>`
  serve('/sitemap.xml', 'application/xml', index(minutesAgo(50)))
  serve('/map.xml.gz', 'application/octet-stream', map(minutesAgo(90)))
  await source('add', `${HOST}/sitemap.xml`)
  await stet.start()
  await stet.checked(1)
  await looked(2)
  await rest()
  serve('/sitemap.xml', 'application/xml', index(minutesAgo(0)))
  serve('/map.xml.gz', 'application/octet-stream', map(minutesAgo(0)))
  await lookAgain()
  await until('the article is brought forward', async () => {
    const { rows } = await pool.query(
      `select 1 from articles where pulled->>'hint' = 'sitemap' and woken_at is not null`,
    )
    return rows.length === 1
  })
  const { rows } = await pool.query('select count(*)::int as articles from articles')
  expect(rows).toEqual([{ articles: 1 }])
  const listed = await source('list')
  expect(listed).toMatch(/1 +sitemap_index/)
  expect(listed).toMatch(/1 > 2 +sitemap /)
  expect(listed).not.toContain('archive')
  expect((await stet.command('source', 'remove', '2')).stderr).toContain('not_removed')
  expect(await source('remove', '1')).toContain('removed')
  expect(await source('list')).toContain('no sources')
})

test('what cannot be read is told, asked for later and later, and source check shows what there is', async () => {
  const { stet, newsroom, serve, source, looked, pool } = await setup()
  newsroom.stories.set('/flood', storyOf('flood'))
  serve('/robots.txt', 'text/plain', `User-agent: *\nDisallow: /secret\nSitemap: ${HOST}/sitemap.xml\n`)
  const head = '<link rel="alternate" type="application/rss+xml" title="News" href="/rss">'
  serve('/', 'text/html', `<!doctype html><html><head>${head}</head><body><p>Welcome</p></body></html>`)
  serve('/feed', 'text/xml', feed({ path: '/flood', title: 'Flood', updated: minutesAgo(5) }))
  for (const path of ['/', '/secret/rss', '/missing']) await source('add', `${HOST}${path}`)
  await stet.start()
  await looked(3)
  const listed = await source('list')
  for (const state of ['html', 'robots', 'not_found']) expect(listed).toContain(`failed: ${state}`)
  expect((await stet.command('status')).stdout).toMatch(/source +.*failed/)
  const { rows } = await pool.query(`select bool_and(next_check_at > now() + interval '8 hours') as later from sources`)
  expect(rows).toEqual([{ later: true }])
  const page = await source('check', `${HOST}/`)
  expect(page).toMatch(/the page links to: .*\/rss +News/)
  expect(page).toContain(`robots.txt names: ${HOST}/sitemap.xml`)
  expect(await source('check', `${HOST}/feed`)).toMatch(/atom, The Quaylight: 1 entries, 0 tracked[\s\S]*new +Flood/)
  expect((await stet.command('source', 'add', 'http://10.0.0.1/rss')).stderr).toContain('bad_url')
  expect((await stet.command('source', 'add', `${HOST}/x`, '--include', 'sport')).stderr).toContain('bad_source')
})

test('a watchlist brings sources and takes them back', async () => {
  const { stet, pool } = await setup()
  const { writeFileSync } = await import('node:fs')
  const file = `${stet.environment['STET_CONFIG']}.list.yaml`
  const apply = (text: string) => {
    writeFileSync(file, `name: north\n${text}`)
    return stet.command('apply', file)
  }
  const list = `sources: ["${HOST}/rss", {url: "${HOST}/feed", track: true, tags: [sea], include: ["/sea/*"]}]`
  expect((await apply(list)).stdout).toMatch(/added.*source.*tracks 50 a day sea/)
  expect((await apply(list)).stdout).toContain('nothing to do')
  expect((await apply(`sources: ["${HOST}/rss"]`)).stdout).toMatch(/removed.*source.*feed/)
  const { rows } = await pool.query('select url, applied_from from sources')
  expect(rows).toEqual([{ url: `${HOST}/rss`, applied_from: 'north' }])
  expect((await apply('sources: [{url: "nonsense"}, {url: "http://a.example/", limit: 0}]')).stderr).toMatch(/:2 /)
})

test('a source follows its permanent redirect with its history, watchlist and all; one that is gone is told once', async () => {
  const { stet, newsroom, serve, source, looked, lookAgain, pool } = await setup()
  const { writeFileSync } = await import('node:fs')
  const file = `${stet.environment['STET_CONFIG']}.list.yaml`
  writeFileSync(file, `name: north\nsources: ["${HOST}/rss", "${HOST}/old"]\n`)
  expect((await stet.command('apply', file)).code).toBe(0)
  const added = await stet.command('endpoint', 'add', 'ops', 'http://desk.example/ops', '--json')
  stet.desk.secret = JSON.parse(added.stdout).secret
  await stet.command('route', 'add', 'trouble', '--to', 'ops', '--type', 'source.gone')
  const there = 'http://n1.quaylight.example/feed'
  newsroom.documents.set('/rss', { type: 'text/html', body: '', status: 301, headers: { location: there } })
  newsroom.documents.set('/old', { type: 'text/html', body: 'gone', status: 410 })
  serve('/feed', 'text/xml', feed({ path: '/flood', title: 'Flood', updated: minutesAgo(5) }))
  const worker = await stet.start()
  for (const times of [2, 4, 6]) {
    await looked(times)
    // Two looks count as two only minutes apart.
    await pool.query(
      `update sources set standing = replace(standing::text, '"countedAt": "20', '"countedAt": "19')::jsonb`,
    )
    if (times < 6) await lookAgain()
  }
  const told = (says: string) => worker.lines.filter((line) => String(line['msg']).includes(says))
  await until('the move is told', () => told('source moved for good').length === 1)
  expect(told('source moved for good')[0]).toMatchObject({ source_id: '2', from: `${HOST}/rss`, to: there })
  await until('the operator is told', () => stet.desk.received.length > 0)
  expect(JSON.parse(stet.desk.received[0]?.body ?? '')).toMatchObject({
    type: 'source.gone',
    data: { source: { id: '1', url: `${HOST}/old` } },
  })
  const { rows } = await pool.query(
    `select id, url, host, came_from, (select count(*)::int from source_entries where source_id = s.id) as entries,
       next_check_at > now() + interval '20 hours' as left_alone from sources s order by id`,
  )
  expect(rows).toMatchObject([
    { id: '1', url: `${HOST}/old`, left_alone: true },
    { id: '2', url: there, host: 'n1.quaylight.example', came_from: [`${HOST}/rss`], entries: 1 },
  ])
  expect((await stet.command('apply', file)).stdout).toContain('nothing to do')
  expect(await source('add', `${HOST}/rss`, '--track')).toMatch(/source 2 +http:\/\/n1\.quaylight\.example\/feed/)
  await lookAgain()
  await looked(8)
  expect(stet.desk.received).toHaveLength(1)
})
