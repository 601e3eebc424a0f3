import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Status } from '../../src/cli/status.ts'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
const folder = mkdtempSync(join(tmpdir(), 'stet-day-'))
afterEach(async () => {
  await stet?.close()
  rmSync(folder, { recursive: true, force: true })
})

const ARTICLES = 200
const secretOf = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`
const pathOf = (n: number) => `/s${n}`

/** A day of an operator with the services of docker-compose.yml as plain processes. */
async function setup() {
  stet = await openStet()
  const { newsroom, desk, database, command } = stet
  for (let n = 0; n < ARTICLES; n++) newsroom.stories.set(pathOf(n), storyOf(`s${n}`))
  const watchlist = join(folder, 'watchlist.yaml')
  const articles = Array.from({ length: ARTICLES }, (_, n) => `http://n${n % 5}.quaylight.example${pathOf(n)}`)
  writeFileSync(
    watchlist,
    JSON.stringify({ articles, endpoints: { desk: { url: 'http://desk.example/', secret_file: 'secret' } } }),
  )
  const edited = new Set<string>()
  return {
    ...stet,
    edited,
    async applyWith(secret: string) {
      writeFileSync(join(folder, 'secret'), secret)
      desk.secret = secret
      const { code, stdout, stderr } = await command('apply', watchlist)
      expect(stderr).toBe('')
      expect(code).toBe(0)
      return stdout
    },
    async edit(from: number, to: number) {
      for (let n = from; n < to; n++) {
        // Each another figure: one edit in many articles of a site is a storm, and told together.
        newsroom.stories.set(pathOf(n), storyOf(`s${n}`, 100 + n))
        edited.add(pathOf(n))
      }
      await database.pool.query(
        `with due as (update articles set next_check_at = now() returning host) update sites set due_at = now()
         where host in (select host from due)`,
      )
    },
    told: () =>
      until(`${edited.size} alerts`, () => {
        return new Set(desk.received.map(({ event }) => new URL(event.data.article.url).pathname)).size === edited.size
      }),
    status: async () => JSON.parse((await command('status', '--json')).stdout) as Status,
  }
}

test("an operator's day: apply, rotate, reload, restart each service, scale to three and back; nothing is lost", async () => {
  const day = await setup()
  expect(await day.applyWith(secretOf(1))).toContain('applied watchlist')
  const first = await day.start()
  await day.checked(1)
  expect((await day.status()).standings).toMatchObject({
    tracked: ARTICLES,
    checks: [{ outcome: 'new_version', count: ARTICLES }],
  })

  expect(await day.applyWith(secretOf(2))).toMatch(/changed.*endpoint.*new secret/)
  await day.edit(0, 20)
  await day.told()

  day.settle({ politeness: { gap_ms: 1 } })
  first.process.kill('SIGHUP')
  await until('the reload', () => first.lines.some(({ msg }) => msg === 'settings read again'))

  await day.redis?.kill()
  await day.edit(20, 40)
  await day.redis?.start()
  await day.told()
  await day.edit(40, 60)
  await day.database.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await day.told()
  await day.edit(60, 80)
  expect(await first.end('SIGTERM')).toBe(0)
  const second = await day.start()
  await day.told()

  const more = await Promise.all([day.start({ STET_ROLES: 'check' }), day.start({ STET_ROLES: 'check,deliver' })])
  await until('three processes', async () => (await day.status()).processes.length === 3)
  expect((await day.command('doctor')).code).toBe(0)
  await day.edit(80, 120)
  await day.told()
  for (const worker of more) expect(await worker.end('SIGTERM')).toBe(0)
  await day.edit(120, 130)
  await day.told()
  await until('one process, nothing owed', async () => {
    const { processes, vitals } = await day.status()
    return processes.length === 1 && vitals.open + vitals.pending === 0
  })

  const url = String(second.lines.find(({ msg }) => msg === 'stet is running')?.['http'])
  expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^stet_deliveries\{state="pending"\} 0$/m)
  expect(day.desk.refused).toBe(0)
  expect(day.desk.received).toHaveLength(day.edited.size)
  expect((await day.status()).standings).toMatchObject({ tracked: ARTICLES, alerts: 130, endpoints: [], sites: [] })
})
