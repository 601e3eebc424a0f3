import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, inject, test } from 'vitest'
import { parse } from 'yaml'
import type { Status } from '../../src/cli/status.ts'
import { storyOf } from './newsroom.ts'
import { openStet, type Stet, until, type Worker } from './stet.ts'

const { queue } = inject('backend')
const ROOT = join(import.meta.dirname, '..', '..')

let stet: Stet | undefined
const folder = mkdtempSync(join(tmpdir(), 'stet-day-'))
afterEach(async () => {
  await stet?.close()
  rmSync(folder, { recursive: true, force: true })
})

const ARTICLES = 200
const secretOf = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`
const pathOf = (n: number) => `/s${n}`
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

/** What a service of docker-compose.yml is started with, beside its secrets and addresses. */
function composed(service: 'stet' | 'worker'): { STET_ROLES: string } {
  const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')
  const { services } = parse(text, { merge: true }) as {
    services: Record<string, { environment: { STET_ROLES: string } }>
  }
  return { STET_ROLES: services[service]?.environment.STET_ROLES ?? '' }
}

/** A day of an operator with the services of docker-compose.yml as plain processes, their secrets as files. */
async function setup() {
  // A visit on a busy machine may outlast a short lease: then another makes the check, and two count one that is written once.
  stet = await openStet({ database_url: null, plan: { tick_ms: 100, claim_s: 5, lease_s: 20 } })
  const { newsroom, desk, database, command, environment } = stet
  environment['STET_MASTER_KEY_FILE'] = file('master_key', Buffer.alloc(32, 7).toString('base64'))
  const { database_url: url } = database.settings
  if (url !== undefined) environment['STET_DATABASE_URL_FILE'] = file('database_url', url)
  for (let n = 0; n < ARTICLES; n++) newsroom.stories.set(pathOf(n), storyOf(`s${n}`))
  const articles = Array.from({ length: ARTICLES }, (_, n) => `http://n${n % 5}.quaylight.example${pathOf(n)}`)
  const endpoints = { desk: { url: 'http://desk.example/', secret_file: 'secret' } }
  const watchlist = file('watchlist.yaml', JSON.stringify({ articles, endpoints }))
  const edited = new Set<string>()
  const status = async () => JSON.parse((await command('status', '--json')).stdout) as Status
  const count = async (sql: string) =>
    Number((await database.pool.query<{ count: string }>(`select count(*) from ${sql}`)).rows[0]?.count)
  const day = {
    ...stet,
    edited,
    status,
    checksInLedger: () => count('checks'),
    async apply(secret: string, ...options: string[]) {
      file('secret', secret)
      const { code, stdout, stderr } = await command('apply', watchlist, ...options)
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
      await stet?.makeDue()
    },
    told: () =>
      until(`${edited.size} alerts`, () => {
        return new Set(desk.received.map(({ event }) => new URL(event.data.article.url).pathname)).size === edited.size
      }),
    /** Once all is done, everybody says so, and says the same. */
    async allIsTrueOf(workers: Worker[]) {
      await day.told()
      await until('rest', async () => {
        const work = [
          'articles where next_check_at <= now()',
          'sites where busy_until > now()',
          `deliveries where state in ('open', 'pending')`,
        ]
        return (await Promise.all(work.map(count))).every((left) => left === 0)
      })
      for (const worker of workers) expect(await metricsOf(worker)).toMatchObject(AT_REST)
      const { processes, standings, vitals, queue: jobs } = await status()
      expect(processes.map(({ pid }) => pid).sort()).toEqual(workers.map((one) => one.process.pid).sort())
      const alerts = edited.size
      expect(standings).toMatchObject({ tracked: ARTICLES, alerts, delivered: alerts, endpoints: [], sites: [] })
      expect(vitals).toMatchObject({ due: 0, leases: 0, open: 0, pending: 0, dead: 0 })
      expect(jobs).toMatchObject({ backend: queue, jobs: { 'check-site': { waiting: 0 }, deliver: { waiting: 0 } } })
      expect(new Set(desk.received.map(({ webhookId }) => webhookId)).size).toBe(alerts)
      expect(desk.refused).toBe(0)
    },
  }
  return day
}

const AT_REST = {
  stet_ledger_up: 1,
  stet_queue_up: 1,
  stet_articles: ARTICLES,
  stet_due_articles: 0,
  stet_leases: 0,
  'stet_endpoints{health="good"}': 1,
  'stet_deliveries{state="open"}': 0,
  'stet_deliveries{state="pending"}': 0,
  'stet_deliveries{state="dead"}': 0,
  'stet_queue_jobs{queue="check-site",state="waiting"}': 0,
}

const urlOf = (worker: Worker) => String(worker.lines.find(({ msg }) => msg === 'stet is running')?.['http'])

/** What a process exposes, by name and labels. */
async function metricsOf(worker: Worker): Promise<Record<string, number>> {
  const text = await (await fetch(`${urlOf(worker)}/metrics`)).text()
  return Object.fromEntries([...text.matchAll(/^(stet_\S+) (\S+)$/gm)].map(([, name, value]) => [name, Number(value)]))
}

async function checksBy(workers: Worker[]): Promise<number> {
  const all = await Promise.all(workers.map(metricsOf))
  const counted = all.flatMap(Object.entries).filter(([name]) => name.startsWith('stet_checks_total'))
  return counted.reduce((sum, [, value]) => sum + value, 0)
}

test("an operator's day: apply, rotate, reload, restart each service, scale to three and back; nothing is lost", async () => {
  const day = await setup()
  day.desk.secret = secretOf(1)
  expect(await day.apply(secretOf(1), '--dry-run')).toContain('nothing was done')
  expect((await day.status()).standings.tracked).toBe(0)
  expect(await day.apply(secretOf(1))).toContain('applied watchlist')
  const first = await day.start(composed('stet'))
  await day.checked(1)
  await day.allIsTrueOf([first])
  expect((await day.status()).standings.checks).toEqual([{ outcome: 'new_version', count: ARTICLES }])
  expect(await checksBy([first])).toBe(ARTICLES)

  day.desk.secret = secretOf(2)
  expect(await day.apply(secretOf(2))).toMatch(/changed.*endpoint.*new secret/)
  await day.edit(0, 20)
  await day.allIsTrueOf([first])

  day.settle({ politeness: { gap_ms: 1 } })
  first.process.kill('SIGHUP')
  await until('the reload', () => first.lines.some(({ msg }) => msg === 'settings read again'))

  if (day.redis) {
    await day.redis.kill()
    await day.edit(20, 40)
    await until('the truth of the queue', async () => (await metricsOf(first))['stet_queue_up'] === 0)
    expect(await metricsOf(first)).toMatchObject({ stet_ledger_up: 1, stet_articles: ARTICLES })
    expect((await day.status()).queue).toEqual({ backend: 'redis', jobs: null })
    expect(await day.command('doctor')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/fail +queue.*\n.*fix:/),
    })
    await day.redis.start()
    await day.allIsTrueOf([first])
  }

  await day.edit(40, 60)
  await day.database.restart(async () => {
    await until('the truth of the ledger', async () => (await metricsOf(first))['stet_ledger_up'] === 0)
    expect(await metricsOf(first)).not.toHaveProperty('stet_articles')
    expect((await fetch(`${urlOf(first)}/readyz`)).status).toBe(503)
    const soon = { STET_DATABASE_WAIT_MS: '200' }
    expect(await day.commandWith(soon, 'status')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('database_'),
    })
    const doctor = await day.commandWith(soon, 'doctor')
    expect(doctor).toMatchObject({ code: 1, stdout: expect.stringMatching(/fail +ledger.*\n.*fix:/) })
  })
  await day.allIsTrueOf([first])

  await day.edit(60, 80)
  expect(await first.end('SIGTERM')).toBe(0)
  const second = await day.start(composed('stet'))
  await day.allIsTrueOf([second])

  const more = await Promise.all([day.start(composed('worker')), day.start(composed('worker'))])
  await until('three processes', async () => (await day.status()).processes.length === 3)
  expect((await day.command('doctor')).code).toBe(0)
  const [counted, written] = [await checksBy([second, ...more]), await day.checksInLedger()]
  await day.edit(80, 120)
  await day.allIsTrueOf([second, ...more])
  expect((await checksBy([second, ...more])) - counted).toBe((await day.checksInLedger()) - written)
  for (const worker of more) expect(await worker.end('SIGTERM')).toBe(0)
  await day.edit(120, 130)
  await day.allIsTrueOf([second])
})
