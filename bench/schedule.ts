import { parseArgs } from 'node:util'
import { cold, learned, newsdiffs, online, stet } from './schedule/policies.ts'
import { type Policy, replay, replayInTime, type Score } from './schedule/replay.ts'
import { readTraces, type Trace } from './schedule/traces.ts'

const BUDGETS = [8, 16]
/** The setting stated to match NewsDiffs' 90th percentile where articles are edited early and often. */
const WITHIN = { kind: 'within', minutes: 13 } as const
/** Share of the articles, the latest, that count as the end of an online replay. */
const END = 0.25

/**
 * `schedule TRACES [--train TRACES] [--source bbc]`: replays real timelines with the product's own cadence at equal
 * budgets (re-checks an article) and prints {source, policy, budget, mean, p90, missed, in15}, minutes and shares.
 *
 * Beside stet-cold, stet and stet-online stand: `newsdiffs` at the cost its authors run it at, `stet` and `stet-within`
 * (promise: within 13 minutes) at that same cost, and stet-online and stet on the latest quarter of the articles alone.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { train: { type: 'string' }, source: { type: 'string' } },
  })
  const [file] = positionals
  if (!file) throw new Error('usage: bench schedule TRACES [--train TRACES] [--source NAME]')
  const trainFile = values.train ?? file
  const all = readTraces(file)
  const allTrain = trainFile === file ? all : readTraces(trainFile)
  for (const source of [...new Set(all.map((trace) => trace.source))].sort()) {
    if (values.source && !values.source.split(',').includes(source)) continue
    const of = (traces: Trace[]) => traces.filter((trace) => trace.source === source)
    benchSource(source, of(all), of(allTrain), trainFile === file)
  }
}

function benchSource(source: string, traces: Trace[], train: Trace[], sameFile: boolean): void {
  const print = (policy: string, budget: number, { mean, p90, missed, in15, checks }: Score, of = traces) => {
    const row = { source, policy, budget, mean, p90, missed, in15, checks: checks / of.length }
    process.stdout.write(
      `${JSON.stringify(row, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value))}\n`,
    )
  }
  const theirs = replay(traces, newsdiffs)
  const theirCost = theirs.checks / traces.length
  print('newsdiffs', theirCost, theirs)
  for (const budget of [...BUDGETS, theirCost]) {
    const atCold = atCost(budget * traces.length, 0.15, (price) => replay(traces, stet(price, cold)))
    print('stet-cold', budget, atCold.score)
    const habitsFor = learned(train, atCold.price, sameFile)
    const run = (promise?: typeof WITHIN) => (price: number) => replay(traces, stet(price, habitsFor, promise))
    const atLearned = atCost(budget * traces.length, atCold.price, run())
    print('stet', budget, atLearned.score)
    if (budget === theirCost) {
      print('stet-within', budget, atCost(budget * traces.length, atCold.price, run(WITHIN)).score)
      continue
    }
    let end: Score | undefined
    const atOnline = atCost(budget * traces.length, atLearned.price, (price) => {
      const scores = replayOnline(traces, price)
      end = scores.end
      return scores.whole
    })
    print('stet-online', budget, atOnline.score)
    if (!end) continue
    const latest = endOf(traces)
    print('stet-online-end', budget, end, latest)
    const same = atCost(end.checks, atLearned.price, (price) => replay(latest, stet(price, habitsFor)))
    print('stet-end', budget, same.score, latest)
  }
}

function replayOnline(traces: Trace[], price: number): { whole: Score; end: Score } {
  const { habitsFor, lesson } = online()
  const policy: Policy = stet(price, habitsFor)
  const { whole, part } = replayInTime(traces, policy, lesson, new Set(endOf(traces)))
  return { whole, end: part }
}

function endOf(traces: Trace[]): Trace[] {
  return [...traces].sort((a, b) => a.start - b.start).slice(-Math.ceil(traces.length * END))
}

/** Finds the price at which a replay makes so many checks, within .3 %. */
function atCost(checks: number, guess: number, run: (price: number) => Score): { price: number; score: Score } {
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let price = guess
  for (let tries = 0; ; tries++) {
    const score = run(price)
    const share = score.checks / checks
    if (Math.abs(share - 1) < 0.003 || tries === 14) return { price, score }
    if (share > 1) low = price
    else high = price
    // Checks go about as one over the price; where that leaves the known bracket, halve it.
    const next = price * share
    price = next > low && next < high ? next : Math.sqrt(Math.max(low, price / 8) * Math.min(high, price * 8))
  }
}
