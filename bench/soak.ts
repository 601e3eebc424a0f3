import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ledgerCommands } from '../src/compose/cli-deps.ts'
import { forkHelper, type LoadSystem, openSystem, order, pause } from './load/system.ts'
import { openDesk } from './soak/desk.ts'
import { growthOf, LONG_MINUTES, type Sample, sample } from './soak/memory.ts'
import { shuffled } from './soak/plan.ts'
import { seenBefore } from './soak/seen.ts'
import type { Served, SoakOrder, SoakReport } from './soak/site.ts'
import { faultsMet, rowsLeft, sessions, sitesToldBroken, toldTruth, versionFaults } from './soak/verdict.ts'

/** Shares of the run in which things are done to articles; after the last one each deed has time to be found. */
const EDITS = { from: 0.2, until: 0.6 }
const REMOVALS = { from: 0.15, until: 0.2 }
const RESTORED_AT = 0.5
/** Checks a second that are asked of the whole; the time between two looks at an article follows from it. */
const RATE = 40
const SAMPLE_MS = 5_000
const GRACE_MINUTES = 10

/**
 * `soak [--minutes 60] [--articles 5000] [--hosts 100] [--edits 500] [--pace 120]`: the whole program against a site in
 * trouble. Faults come and go for single articles and for whole hosts; edits, removals and returns are planted among
 * them. The desk is to be told each once and nothing else, every kind of fault is to be met, memory is to stand, nothing
 * is to be left over. What is accelerated is printed as `settings`: the patience of the outcomes and the day between
 * two full fetches run `pace` times as fast as by default, the cadence is one look at each article in `look_every_s`, a
 * request gets 3 s. All else (the breaker and the pauses of a host in trouble, storms, retries of deliveries, the
 * planner) runs as it does for its user.
 * Prints samples on stderr and one line at the end. `--minutes 5 --articles 600 --hosts 30 --edits 120` is for CI.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '60' },
      articles: { type: 'string', default: '5000' },
      hosts: { type: 'string', default: '100' },
      edits: { type: 'string', default: '500' },
      pace: { type: 'string', default: '120' },
    },
  })
  const [minutes, articles, hosts, edits, pace] = [
    Number(values.minutes),
    Number(values.articles),
    Number(values.hosts),
    Number(values.edits),
    Number(values.pace),
  ]
  const desk = await openDesk()
  const { child: site, news } = await forkHelper<{ port: number }>('../soak/site.ts')
  const everyMinutes = Math.max(0.1, articles / RATE / 60)
  const settings = {
    outcome: {
      confirm_minutes: 10 / pace,
      retry_minutes: 2 / pace,
      wall_minutes: 60 / pace,
      unreachable_hours: 24 / pace,
      outbreak_hours: 6 / pace,
    },
    fetch: { full_hours: 24 / pace, head_ms: 2_000, total_ms: 3_000 },
    cadence: { min_minutes: everyMinutes, max_minutes: everyMinutes, rest_days: 0 },
  }
  const system = await openSystem([news.port, desk.port], {
    log: { level: 'info' },
    politeness: { gap_ms: 0, day_requests: 1_000_000_000 },
    check: { concurrency: 32 },
    deliver: { allow_http: ['desk.example'] },
    ...settings,
  })
  const resolver = join(system.folder, 'resolver.json')
  const tell = <Answer>(told: SoakOrder) => order<Answer>(site, told)
  try {
    const commands = ledgerCommands({ folder: system.root, version: 'bench', settings: () => system.config })
    await commands.addEndpoint({ name: 'desk', url: 'http://desk.example/stet', format: 'stet', secret: null })
    await plant(system, { articles, hosts, port: news.port })
    const sessionsBefore = await sessions(system)
    const preloaded = ['resolver.ts', 'live.ts'].map((file) => `--import=${join(import.meta.dirname, 'soak', file)}`)
    const live = join(system.folder, 'live')
    const worker = await system.start(preloaded, { SOAK_RESOLVER: resolver, SOAK_LIVE: live })
    await seeded(system, articles)
    await tell({
      kind: 'begin',
      pace: { confirmMs: 600_000 / pace, wallMs: 3_600_000 / pace },
      hosts,
      resolver,
    })
    const deeds = { edited: new Set<number>(), removed: new Set<number>(), restored: new Set<number>() }
    const todo = timetable({ articles, edits })
    const samples: Sample[] = []
    const from = Date.now()
    const share = () => (Date.now() - from) / (minutes * 60_000)
    // A slow machine is given as long again, at most ten minutes, for what is not found yet; it goes on in trouble.
    const until = 1 + Math.min(1, GRACE_MINUTES / minutes)
    while (share() < 1 || (share() < until && toldTruth(desk, deeds).missed.length > 0)) {
      await pause(SAMPLE_MS)
      for (; todo[0] && todo[0].at <= share(); todo.shift()) {
        const { kind, article } = todo[0]
        // What was not told removed yet would come back unnoticed, and rightly so.
        if (kind === 'restore' && !desk.told.has(`${article} article.removed`)) continue
        await tell({ kind, article })
        deeds[kind === 'edit' ? 'edited' : kind === 'remove' ? 'removed' : 'restored'].add(article)
      }
      samples.push(await sample(system, worker, minutes < LONG_MINUTES ? live : null))
      const minute = Math.round(share() * minutes * 100) / 100
      process.stderr.write(`soak: ${JSON.stringify({ minute, edits: deeds.edited.size, ...samples.at(-1) })}\n`)
    }
    const tookMinutes = Math.round(share() * minutes * 10) / 10
    await system.endAll()
    // What was claimed for a job that nobody began is free again once its claim is over, as after any end.
    await pause(system.config.plan.claim_s * 1_000 + 2_000)
    const { served, good, sockets } = await tell<SoakReport>({ kind: 'report' })
    const told = toldTruth(desk, deeds)
    const falselySeen = await seenBefore(system, told.falsely, from)
    const versions = await versionFaults(system, deeds)
    const sitesTold = await sitesToldBroken(system)
    const met = await faultsMet(system, [...served, ...servedByResolver(`${resolver}.served`)], good)
    const left = {
      ...(await rowsLeft(system)),
      database_sessions: (await sessions(system)) - sessionsBefore,
      site_sockets: sockets,
      desk_sockets: await desk.sockets(),
    }
    const memory = growthOf(samples, minutes)
    const faults = [
      told.missed.length > 0 && 'something done was not told',
      told.twice.length > 0 && 'something was told twice',
      told.falsely.length > 0 && 'something was told that was not done',
      versions.length > 0 && 'versions without an edit, or edits without a version',
      met.unmet.length > 0 && 'a kind of fault was never met',
      Object.values(left).some((count) => count !== 0) && 'something is left over',
      !(memory.times <= memory.at_most) && 'memory grew',
    ].filter((fault) => fault !== false)
    const setUp = {
      minutes,
      took_minutes: tookMinutes,
      articles,
      hosts,
      pace,
      look_every_s: Math.round(everyMinutes * 60),
      settings,
    }
    process.stdout.write(
      `${JSON.stringify({ ...setUp, ...told, falsely_seen: falselySeen, sites_told_broken: sitesTold, versions, ...met, left, memory, ok: faults.length === 0, why: faults })}\n`,
    )
    if (faults.length > 0) process.exitCode = 1
  } finally {
    await system.close()
    site.disconnect()
    desk.close()
  }
}

/** Articles on the site, first due within seconds. Their hosts carry the port, so that DNS is asked as for any site. */
async function plant(
  { long }: LoadSystem,
  { articles, hosts, port }: { articles: number; hosts: number; port: number },
) {
  await long(
    `insert into sites (host, due_at)
     select 'h' || n || '.soak.example:' || $2::int, now() from generate_series(0, $1 - 1) n`,
    [hosts, port],
  )
  await long(
    `insert into articles (url, host, next_check_at)
     select 'http://h' || n % $2 || '.soak.example:' || $3::int || '/s/' || n,
       'h' || n % $2 || '.soak.example:' || $3::int, now()
     from generate_series(0, $1 - 1) n`,
    [articles, hosts, port],
  )
}

/** Resolves when each article was seen once: only then does anything go wrong. */
async function seeded({ store }: LoadSystem, articles: number): Promise<void> {
  for (;;) {
    const { rows } = await store.pool.query<{ seen: string }>(
      'select count(*) as seen from articles where version_no > 0',
    )
    const seen = Number(rows[0]?.seen)
    process.stderr.write(`soak: ${seen} of ${articles} seen\n`)
    if (seen === articles) return
    await pause(SAMPLE_MS)
  }
}

/** What is done to which article at what share of the run: each article is edited or removed at most once. */
function timetable({ articles, edits }: { articles: number; edits: number }) {
  const picks = shuffled(articles)
  const removals = Math.ceil(edits / 10)
  const spread = ({ from, until }: { from: number; until: number }, n: number, of: number) =>
    from + ((until - from) * n) / of
  const edited = picks.slice(0, edits).map((article, n) => ({ kind: 'edit', article, at: spread(EDITS, n, edits) }))
  const removed = picks
    .slice(edits, edits + removals)
    .map((article, n) => ({ kind: 'remove', article, at: spread(REMOVALS, n, removals) }))
  const restored = removed.filter((_, n) => n % 2 === 0).map((one) => ({ ...one, kind: 'restore', at: RESTORED_AT }))
  const all = [...edited, ...removed, ...restored] as Array<{
    kind: 'edit' | 'remove' | 'restore'
    article: number
    at: number
  }>
  return all.sort((a, b) => a.at - b.at)
}

function servedByResolver(file: string): Served[] {
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Served)
}
