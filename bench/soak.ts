import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { ledgerCommands } from '../src/compose/cli-deps.ts'
import { cpuMs, memoryMb } from './load/cpu.ts'
import { randomOf } from './load/page.ts'
import type { SoakNews, SoakOrder } from './load/soak-site.ts'
import { forkHelper, type LoadSystem, openSystem, order, pause } from './load/system.ts'

/** Each article is looked at so often, minutes. */
const EVERY = { least: 1, most: 1.5 }
/** Edits are planted in this part of the run, so that each has time to be found. */
const PLANT = { from: 0.3, until: 0.55 }
const SAMPLE_MS = 5_000
/** Samples that a memory figure is the mean of. */
const WINDOW = 6
/** What memory may grow from the tenth minute (the first fifth of a short run) to the end. */
const MOST_GROWTH = 1.05

/**
 * `soak [--minutes 60] [--articles 5000] [--edits 500]`: accelerated checks with faults that come and go, and edits
 * planted. Every edit is found once; no removal, block or change is told that was not; nothing is left over. Prints
 * samples on stderr and one line at the end; fails when any of it does not hold. `--minutes 5` is the form for CI.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '60' },
      articles: { type: 'string', default: '5000' },
      edits: { type: 'string', default: '500' },
      hosts: { type: 'string', default: '100' },
    },
  })
  const [minutes, articles, hosts] = [Number(values.minutes), Number(values.articles), Number(values.hosts)]
  const edits = Math.min(articles, Number(values.edits))
  const desk = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve))
  const address = desk.address()
  const deskPort = typeof address === 'object' && address ? address.port : 0
  const { child: site, news } = await forkHelper<SoakNews>('soak-site.ts')
  const system = await openSystem([news.port, deskPort], {
    log: { level: 'info' },
    politeness: { gap_ms: 0, day_requests: 1_000_000_000 },
    cadence: { min_minutes: EVERY.least, max_minutes: EVERY.most, rest_days: 0 },
    check: { concurrency: 32 },
    fetch: { head_ms: 2_000, total_ms: 3_000 },
    deliver: { allow_http: ['desk.example'] },
  })
  try {
    const commands = ledgerCommands({ folder: system.root, version: 'bench', settings: () => system.config })
    await commands.addEndpoint({ name: 'desk', url: 'http://desk.example/stet', format: 'stet', secret: null })
    await plant(system, articles, hosts)
    const worker = await system.start()
    const planted = new Set<number>()
    const samples: Sample[] = []
    const from = Date.now()
    const share = () => (Date.now() - from) / (minutes * 60_000)
    const picks = editPlan(articles, edits)
    while (share() < 1) {
      await pause(SAMPLE_MS)
      const wanted = Math.floor(Math.min(1, Math.max(0, (share() - PLANT.from) / (PLANT.until - PLANT.from))) * edits)
      for (const article of picks.slice(planted.size, wanted)) {
        await order(site, { kind: 'edit', article } satisfies SoakOrder)
        planted.add(article)
      }
      samples.push(await sample(system, worker.pid))
      process.stderr.write(
        `soak: ${JSON.stringify({ minute: share() * minutes, planted: planted.size, ...samples.at(-1) })}\n`,
      )
    }
    const told = await verdict(system, planted)
    await system.endAll()
    // The server notices a closed connection a moment later.
    await pause(2_000)
    const left = await leftOver(system)
    const growth = growthOf(samples, minutes)
    const ok =
      told.missed + told.twice + told.false_changes + told.false_standings === 0 &&
      Object.values(left).every((count) => count === 0) &&
      growth.times <= MOST_GROWTH
    process.stdout.write(
      `${JSON.stringify({ minutes, articles, edits: planted.size, ...told, left, memory: growth, ok })}\n`,
    )
    if (!ok) process.exitCode = 1
  } finally {
    await system.close()
    site.disconnect()
    desk.closeAllConnections()
    desk.close()
  }
}

/** Articles on the site, first due over the first interval; one in 250 on a name that no DNS knows. */
async function plant({ long }: LoadSystem, articles: number, hosts: number): Promise<void> {
  await long(
    `insert into sites (host, due_at) select 'h' || n || '.load.example', now() from generate_series(0, $1 - 1) n`,
    [hosts],
  )
  await long(
    `insert into articles (url, host, next_check_at)
     select 'http://h' || n % $2 || '.load.example/s/' || n, 'h' || n % $2 || '.load.example',
       now() + random() * $3 * interval '1 minute'
     from generate_series(0, $1 - 1) n`,
    [articles, hosts, EVERY.least],
  )
  await long(`insert into sites (host, due_at) values ('nowhere.invalid', now())`)
  await long(
    `insert into articles (url, host, next_check_at)
     select 'http://nowhere.invalid/s/' || n, 'nowhere.invalid', now() from generate_series(1, $1) n`,
    [Math.ceil(articles / 250)],
  )
}

/** Which articles are edited, once each, in which order; the same in every run. */
function editPlan(articles: number, edits: number): number[] {
  const random = randomOf('edits')
  return Array.from({ length: articles }, (_, article) => ({ article, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, edits)
    .map(({ article }) => article)
}

interface Sample {
  rssMb: number
  cpuMs: number
  files: number
  connections: number
  checks: number
}

async function sample({ store }: LoadSystem, pid: number | undefined): Promise<Sample> {
  const { rows } = await store.pool.query<{ connections: string; checks: string }>(
    `select (select count(*) from pg_stat_activity where application_name like 'stet%') as connections,
       (select count(*) from checks) as checks`,
  )
  return {
    rssMb: memoryMb(pid).now,
    cpuMs: cpuMs(pid),
    files: readdirSync(`/proc/${pid}/fd`).length,
    connections: Number(rows[0]?.connections),
    checks: Number(rows[0]?.checks),
  }
}

/** What was told, against what was planted. */
async function verdict({ store }: LoadSystem, planted: Set<number>) {
  const { rows } = await store.pool.query<{ type: string; path: string | null; times: string }>(
    `select l.type, substring(a.url from '/s/(\\d+)$') as path, count(*) as times
     from alerts l left join articles a on a.id = l.article_id group by 1, 2`,
  )
  const { rows: counted } = await store.pool.query<{ outcome: string; checks: string }>(
    'select outcome, count(*) as checks from checks group by 1',
  )
  const changes = rows.filter(({ type }) => type === 'article.changed')
  const found = new Map(changes.map(({ path, times }) => [Number(path), Number(times)]))
  return {
    outcomes: Object.fromEntries(counted.map(({ outcome, checks }) => [outcome, Number(checks)])),
    found: [...planted].filter((article) => found.has(article)).length,
    missed: [...planted].filter((article) => !found.has(article)).length,
    twice: [...found.values()].filter((times) => times > 1).length,
    false_changes: [...found.keys()].filter((article) => !planted.has(article)).length,
    false_standings: rows.filter(({ type }) => type !== 'article.changed').length,
    other_alerts: rows.filter(({ type }) => type !== 'article.changed').map(({ type }) => type),
  }
}

/** After the worker has ended: its connections, leases, owed messages and jobs must be gone. */
async function leftOver({ store }: LoadSystem) {
  const { rows } = await store.pool.query<Record<string, string>>(
    `select (select count(*) from pg_stat_activity where application_name like 'stet%') as connections,
       (select count(*) from sites where busy_until > now()) as visits,
       (select count(*) from articles where taken) as leases,
       (select count(*) from deliveries where state in ('open', 'pending') and release_at < now() - interval '30 seconds') as owed,
       (select count(*) from processes) as processes`,
  )
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count)]))
}

const SETTLED_MINUTE = 10

function growthOf(samples: Sample[], minutes: number) {
  const settled = Math.min(SETTLED_MINUTE, minutes / 5) / minutes
  const start = Math.floor(samples.length * settled)
  const mean = (some: Sample[]) => some.reduce((sum, one) => sum + one.rssMb, 0) / Math.max(1, some.length)
  const [before, after] = [mean(samples.slice(start, start + WINDOW)), mean(samples.slice(-WINDOW))]
  return {
    settled_mb: Math.round(before),
    end_mb: Math.round(after),
    times: Math.round((after / before) * 1000) / 1000,
  }
}
