import type { ChildProcess } from 'node:child_process'
import { parseArgs } from 'node:util'
import { plantArticles } from './load/ledger.ts'
import type { OriginNews } from './load/origin.ts'
import { CLASSES, type OutcomeClass } from './load/outcome-class.ts'
import { type Bench, round, type Spent, thousandths } from './load/round.ts'
import { forkHelper, type LoadSystem, openSystem, order } from './load/system.ts'

/** A check in a ledger a hundred times larger may cost so many times as much, Node's and PostgreSQL's CPU together. */
const MOST_TIMES = 1.3
/** Rounds that nobody counts: code is compiled, caches are filled. */
const WARM_UPS: Record<OutcomeClass, number> = { '304': 4, same: 2, furniture: 1, change: 1 }

/**
 * `size [--small 10000] [--large 1000000] [--live 2000] [--hosts 100] [--rounds 4]`: what a check costs in two ledgers that
 * differ in their articles alone. Both systems run at once and are asked in turn, and the median of the ratios of
 * neighbouring rounds counts, for the machine's speed drifts. A line per class of answer; then which tables were read
 * through, in rows per check: a statement that grows with the ledger shows there first.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      small: { type: 'string', default: '10000' },
      large: { type: 'string', default: '1000000' },
      live: { type: 'string', default: '2000' },
      hosts: { type: 'string', default: '100' },
      rounds: { type: 'string', default: '4' },
      only: { type: 'string' },
    },
  })
  const live = Number(values.live)
  const classes = CLASSES.filter((name) => values.only === undefined || values.only.split(',').includes(name))
  const say = (text: string) => process.stderr.write(`size: ${text}\n`)
  const open: LoadSystem[] = []
  const origins: ChildProcess[] = []
  try {
    const both: Bench[] = []
    for (const articles of [Number(values.small), Number(values.large)]) {
      // Each has a site of its own: what one has seen changed must not be old news to the other.
      const { child: origin, news } = await forkHelper<OriginNews>('origin.ts')
      origins.push(origin)
      const system = await openSystem([news.port], {
        politeness: { gap_ms: 0, day_requests: 1_000_000_000 },
        cadence: { min_minutes: 600, rest_days: 0 },
      })
      open.push(system)
      await plantArticles(system, { live, asleep: articles - live, hosts: Number(values.hosts) })
      const worker = await system.start()
      say(`${articles} articles planted, worker ${worker.pid}`)
      const bench: Bench = { system, live, pid: worker.pid, told: (next) => order(origin, next) }
      both.push(bench)
      await round(bench, { kind: 'answer', as: '304' })
    }
    const scanned = await Promise.all(both.map(scans))
    let checks = 0
    for (const as of classes) {
      const rounds: Spent[][] = []
      for (let n = -WARM_UPS[as]; n < Number(values.rounds); n++) {
        const spent: Spent[] = []
        for (const bench of both) spent.push(await round(bench, { kind: 'answer', as }))
        checks += live
        if (n >= 0) rounds.push(spent)
      }
      const times = rounds.map(([small, large]) => costOf(large) / costOf(small))
      const [small, large] = [0, 1].map((which) => meansOf(rounds.map((spent) => spent[which])))
      const median = thousandths(medianOf(times))
      print({ class: as, times: median, at_most: MOST_TIMES, small, large })
      if (!(median <= MOST_TIMES)) process.exitCode = 1
    }
    for (const [which, bench] of both.entries()) {
      const before = scanned[which] ?? {}
      const rows = Object.entries(await scans(bench)).map(
        ([table, read]) => [table, read - (before[table] ?? 0)] as const,
      )
      print({
        articles: Number(which === 0 ? values.small : values.large),
        rows_scanned_per_check: Object.fromEntries(
          rows.filter(([, read]) => read > checks).map(([table, read]) => [table, Math.round(read / checks)]),
        ),
      })
    }
  } finally {
    for (const system of open) await system.close()
    for (const origin of origins) origin.disconnect()
  }
}

function costOf(spent: Spent | undefined): number {
  return spent ? (spent.cpuMs + spent.serverMs) / spent.checks : Number.NaN
}

function meansOf(spent: ReadonlyArray<Spent | undefined>) {
  const mean = (read: (one: Spent) => number) =>
    thousandths(spent.reduce((sum, one) => sum + (one ? read(one) / one.checks : 0), 0) / spent.length)
  return { cpu_ms_per_check: mean((one) => one.cpuMs), server_cpu_ms_per_check: mean((one) => one.serverMs) }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

/** Rows that scans of whole tables have read so far, by table. */
async function scans({ system }: Bench): Promise<Record<string, number>> {
  const { rows } = await system.store.pool.query<{ relname: string; read: string }>(
    "select relname, seq_tup_read as read from pg_stat_user_tables where schemaname = 'public'",
  )
  return Object.fromEntries(rows.map(({ relname, read }) => [relname, Number(read)]))
}

function print(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
