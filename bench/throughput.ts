import { parseArgs } from 'node:util'
import { cpuMs, memoryMb, serverCpuMs } from './load/cpu.ts'
import { makeDue, plantArticles, written } from './load/ledger.ts'
import type { OriginNews } from './load/origin.ts'
import { CLASSES, type OutcomeClass, readMix } from './load/outcome-class.ts'
import { type Bench, checkedSince, clock, round, summed, thousandths } from './load/round.ts'
import { forkHelper, openSystem, order, pause } from './load/system.ts'
import { compareUrlwatch } from './load/urlwatch.ts'

/** CPU ms of Node per check that the promise allows: queue, ledger and judgement included. */
const FLOORS: Record<OutcomeClass, number> = { '304': 0.15, same: 0.2, furniture: 5.5, change: 8 }
const MOST_MB = 400
/**
 * Rounds per class: the cheap ones need many checks to be told from the hundredths of a second that Linux counts in.
 * Furniture turns eleven times for each change (the default mix): the first look after one reads the page, and makes it
 * known for the others. Six are fewer than that.
 */
const ROUNDS: Record<OutcomeClass, number> = { '304': 4, same: 4, furniture: 6, change: 1 }
/** Rounds before those: a process that has run for an hour has its cheap checks compiled, which takes ten thousand of them. */
const WARM_UPS: Record<OutcomeClass, number> = { '304': 4, same: 2, furniture: 1, change: 1 }
/** The steady phase begins so much later, s, so that what is read before it has nothing of it yet. */
const STEADY_IN_S = 4
/** How long the steady phase spreads its checks, s. */
const STEADY_S = 30
/** PostgreSQL's counts of rows arrive up to ten seconds late. */
const STATISTICS_S = 11

/**
 * `throughput [--articles N] [--hosts H] [--mix 304=60,...] [--live 2000] [--no-urlwatch]`: the real system against a
 * local origin in a process of its own. A line per class of answer (all articles due at once), one for the mix, one for
 * a steady pace of it with its lateness, and urlwatch on the same pages where it is installed. Of N articles `live` are
 * asked for; the others lie in the ledger and in its indexes.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    allowNegative: true,
    options: {
      articles: { type: 'string', default: '10000' },
      hosts: { type: 'string', default: '50' },
      live: { type: 'string', default: '2000' },
      mix: { type: 'string', default: '304=60,same=15,furniture=23,change=2' },
      only: { type: 'string' },
      profile: { type: 'string' },
      rounds: { type: 'string' },
      urlwatch: { type: 'boolean', default: true },
    },
  })
  const articles = Number(values.articles)
  const live = Math.min(articles, Number(values.live))
  const hosts = Number(values.hosts)
  const classes = CLASSES.filter((name) => values.only === undefined || values.only.split(',').includes(name))
  const say = (text: string) => process.stderr.write(`throughput: ${text}\n`)
  const { child: origin, news } = await forkHelper<OriginNews>('origin.ts')
  const system = await openSystem([news.port], {
    log: { level: 'info' },
    politeness: { gap_ms: 0, day_requests: 1_000_000_000 },
    cadence: { min_minutes: 600, rest_days: 0 },
  })
  try {
    const planting = performance.now()
    await plantArticles(system, { live, asleep: articles - live, hosts })
    const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10
    say(`planted ${articles} articles in ${seconds(planting)} s`)
    const profile = values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`]
    const worker = await system.start(profile)
    const bench: Bench = { system, live, pid: worker.pid, told: (next) => order(origin, next) }
    say('first checks')
    await round(bench, { kind: 'answer', as: '304' })
    for (const as of classes) {
      for (let n = 0; n < WARM_UPS[as]; n++) await round(bench, { kind: 'answer', as })
    }
    const own = new Map<string, number>()
    for (const as of classes) {
      const spent = []
      for (let n = 0; n < Number(values.rounds ?? ROUNDS[as]); n++)
        spent.push(await round(bench, { kind: 'answer', as }))
      const sum = summed(spent)
      own.set(as, sum.cpu_ms_per_check)
      print({ class: as, ...sum, floor: FLOORS[as], ...memory(bench) })
    }
    const mix = readMix(values.mix)
    print({ class: 'mix', ...summed([await round(bench, { kind: 'mix', mix })]), ...memory(bench) })
    print({ class: 'steady', ...(await steady(bench)), ...memory(bench), most_mb: MOST_MB })
    if (values.urlwatch) {
      for (const line of await compareUrlwatch({ folder: system.folder, origin, port: news.port, live, say })) {
        const ours = own.get(line.urlwatch)
        print({ ...line, ...(ours && { times_ours: Math.round((line.cpu_ms_per_check / ours) * 100) / 100 }) })
      }
    }
  } finally {
    await system.close()
    origin.disconnect()
  }
}

/** The mix at an even pace: how late checks are when there is time for all, and what is written for one. */
async function steady({ system, live, pid }: Bench) {
  const since = await clock(system)
  await makeDue(system, live, { inSeconds: STEADY_IN_S + STATISTICS_S, overSeconds: STEADY_S })
  await pause(STATISTICS_S * 1000)
  const read = async () => ({
    cpu: cpuMs(pid),
    server: serverCpuMs(system.config.data_dir),
    ...(await written(system)),
  })
  const before = await read()
  await checkedSince(system, live, since, 500)
  const { cpu, server, walBytes } = await read()
  await pause(STATISTICS_S * 1000)
  const after = await written(system)
  const { rows } = await system.store.pool.query<{ p50: number; p99: number }>(
    `select percentile_cont(0.5) within group (order by late_ms) as p50,
       percentile_cont(0.99) within group (order by late_ms) as p99
     from checks where at >= $1`,
    [since],
  )
  const rowsOf = Object.entries(after.rows).map(([name, count]): [string, number] => [
    name,
    thousandths((count - (before.rows[name] ?? 0)) / live),
  ])
  return {
    checks: live,
    over_s: STEADY_S,
    cpu_ms_per_check: thousandths((cpu - before.cpu) / live),
    server_cpu_ms_per_check: thousandths((server - before.server) / live),
    rows_per_check: thousandths(rowsOf.reduce((sum, [, count]) => sum + count, 0)),
    rows_by_table: Object.fromEntries(rowsOf.filter(([, count]) => count > 0.01).sort(([, a], [, b]) => b - a)),
    wal_bytes_per_check: Math.round((walBytes - before.walBytes) / live),
    late_ms: { p50: Math.round(rows[0]?.p50 ?? 0), p99: Math.round(rows[0]?.p99 ?? 0) },
  }
}

function memory({ pid }: Bench) {
  const { now, most } = memoryMb(pid)
  return { rss_mb: now, rss_most_mb: most }
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
