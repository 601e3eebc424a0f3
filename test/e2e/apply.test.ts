import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openStet, type Stet } from './stet.ts'

let stet: Stet | undefined
afterEach(() => stet?.close())

async function setup() {
  stet = await openStet()
  const { command, database } = stet
  const file = join(tmpdir(), `stet-apply-${process.pid}.yaml`)
  return {
    command,
    pool: database.pool,
    apply: (text: string, ...options: string[]) => {
      writeFileSync(file, `name: north\n${text}`)
      return command('apply', file, ...options)
    },
  }
}

const LIST = `
articles:
  - { url: "http://n0.quaylight.example/flood", tags: [weather], priority: 2 }
  - http://n1.quaylight.example/storm
endpoints: { desk: { url: "http://desk.example/stet" } }
routes: { storms: { endpoints: [desk], tags: [weather] } }
sites: { n0.quaylight.example: { gap_seconds: 3 } }
`

test('a watchlist is applied once, kept to, and taken back without its history', async () => {
  const { apply, command, pool } = await setup()
  await command('track', 'http://n2.quaylight.example/mine')
  const dry = await apply(LIST, '--dry-run')
  expect(dry).toMatchObject({ code: 0, stdout: expect.stringMatching(/added.*article.*flood/) })
  expect(dry.stdout).not.toContain('whsec_')
  expect((await pool.query('select 1 from articles')).rowCount).toBe(1)

  const first = await apply(LIST)
  expect(first.stdout).toMatch(/signing secret of desk, shown this once: whsec_\S+/)
  const second = await apply(LIST)
  expect(second.stdout).toBe('nothing to do: the ledger matches watchlist north\n')
  const { rows } = await pool.query(
    'select tags, priority, next_check_at is not null as due from articles order by url',
  )
  expect(rows).toMatchObject([{ tags: ['weather'], priority: 2, due: true }, { due: true }, { due: true }])

  const third = JSON.parse((await apply(LIST.replace(/ {2}- http:.*\n/, '').replace(/sites.*\n/, ''), '--json')).stdout)
  expect(third).toMatchObject({
    applied: true,
    secrets: {},
    steps: [
      { act: 'removed', what: 'article', name: 'http://n1.quaylight.example/storm' },
      { act: 'removed', what: 'site', name: 'n0.quaylight.example' },
    ],
  })
  await apply('articles: []')
  const left = await pool.query(`select
    (select json_agg(url) from articles where untracked_at is null) as tracked,
    (select count(*)::int from articles) as articles,
    (select disabled_reason from endpoints) as disabled,
    (select count(*)::int from routes) as routes`)
  expect(left.rows).toEqual([
    {
      tracked: ['http://n2.quaylight.example/mine'],
      articles: 3,
      disabled: 'no longer in watchlist north',
      routes: 0,
    },
  ])
  const back = await apply(LIST)
  expect(back.stdout).toContain('enabled again')
  expect(back.stdout).not.toContain('whsec_')
  expect((await apply(LIST)).stdout).toContain('nothing to do')
})

test('a watchlist with a fault is refused whole, with every fault and its line', async () => {
  const { apply, command, pool } = await setup()
  const refused = await apply(
    `articles: ["http://n0.quaylight.example/a", "http://10.0.0.1/x"]\nsites: { x: { gap: 1 } }`,
  )
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/:3 .*gap/)
  const again = await apply(`articles: ["http://n0.quaylight.example/a", "http://10.0.0.1/x", "gopher://y"]`)
  expect(again.stderr).toMatch(/:2 .*10\.0\.0\.1[\s\S]*gopher/)
  expect((await pool.query('select 1 from articles')).rowCount).toBe(0)
  expect(await command('apply', '/nowhere.yaml')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('/nowhere'),
  })
})

test('an endpoint whose name leads inside is refused, where it is added and where it is led elsewhere', async () => {
  const { apply, pool } = await setup()
  const inside = (url: string) => `endpoints: { desk: { url: "${url}" } }`
  const refused = await apply(inside('https://localhost/hook'))
  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/endpoints\.desk: .*(?:127\.0\.0\.1|::1)[\s\S]*bad_watchlist/)
  expect((await pool.query('select 1 from endpoints')).rowCount).toBe(0)
  expect((await apply(inside('http://desk.example/stet'))).code).toBe(0)
  expect((await apply(inside('https://localhost/hook'))).stderr).toContain('endpoints.desk')
})

test("a site's own budget of requests outlives the watchlist that named the site", async () => {
  const { apply, command } = await setup()
  const shown = async () => JSON.parse((await command('site', 'n0.quaylight.example', '--json')).stdout)
  await apply(LIST)
  await command('site', 'n0.quaylight.example', '--day-requests', '40')
  await apply(LIST.replace('gap_seconds: 3', 'gap_seconds: 4'))
  expect(await shown()).toMatchObject({ gapMs: 4000, requestsPerDay: 40 })
  await apply('articles: []')
  expect(await shown()).toMatchObject({ ownGap: false, requestsPerDay: 40 })
})
