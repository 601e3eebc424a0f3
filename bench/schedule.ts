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
    const atCold = atCost(budget * traces.length, 0.15, (price) => [replay(traces, stet(price, cold))])
    print('stet-cold', budget, atCold.scores[0])
    const habitsFor = learned(train, atCold.price, sameFile)
    const run =
      (promise?: typeof WITHIN) =>
      (price: number): Scores => [replay(traces, stet(price, habitsFor, promise))]
    const atLearned = atCost(budget * traces.length, atCold.price, run())
    print('stet', budget, atLearned.scores[0])
    if (budget === theirCost) {
      print('stet-within', budget, atCost(budget * traces.length, atCold.price, run(WITHIN)).scores[0])
      continue
    }
    const atOnline = atCost(budget * traces.length, atLearned.price, (price) => replayOnline(traces, price))
    const [online, end] = atOnline.scores
    print('stet-online', budget, online)
    if (!end) continue
    const latest = endOf(traces)
    print('stet-online-end', budget, end, latest)
    const same = atCost(end.checks, atLearned.price, (price) => [replay(latest, stet(price, habitsFor))])
    print('stet-end', budget, same.scores[0], latest)
  }
}

function replayOnline(traces: Trace[], price: number): Scores {
  const { habitsFor, lesson } = online()
  const policy: Policy = stet(price, habitsFor)
  const { whole, part } = replayInTime(traces, policy, lesson, new Set(endOf(traces)))
  return [whole, part]
}

function endOf(traces: Trace[]): Trace[] {
  return [...traces].sort((a, b) => a.start - b.start).slice(-Math.ceil(traces.length * END))
}

/** The score that the cost is measured by, and others of the same replay. */
type Scores = [Score, ...Score[]]

/** Prices around the one that costs so much. */
const AROUND = [0.96, 1, 1.04]

/**
 * Finds the price at which a replay makes so many checks, within .3 %, and scores the mean of three replays at prices
 * 4 % apart: with edit times known to 20 minutes only, a single replay may fall into step with the observer, which
 * moves the mean delay by 1-2 % either way.
 */
function atCost(checks: number, guess: number, run: (price: number) => Scores): { price: number; scores: Scores } {
  let low = 0
  let high = Number.POSITIVE_INFINITY
  let price = guess
  for (let tries = 0; ; tries++) {
    const scores = run(price)
    const share = scores[0].checks / checks
    if (Math.abs(share - 1) < 0.003 || tries === 14) {
      const all = AROUND.map((factor) => (factor === 1 ? scores : run(price * factor)))
      const [first, ...others] = scores.map((_, index) => meanScore(all.flatMap((each) => each[index] ?? [])))
      return { price, scores: [first ?? scores[0], ...others] }
    }
    if (share > 1) low = price
    else high = price
    // Checks go about as one over the price; where that leaves the known bracket, halve it.
    const next = price * share
    price = next > low && next < high ? next : Math.sqrt(Math.max(low, price / 8) * Math.min(high, price * 8))
  }
}

function meanScore(scores: Score[]): Score {
  const mean = (value: (score: Score) => number) => scores.reduce((sum, score) => sum + value(score), 0) / scores.length
  return {
    checks: mean((score) => score.checks),
    mean: mean((score) => score.mean),
    p90: mean((score) => score.p90),
    missed: mean((score) => score.missed),
    in15: mean((score) => score.in15),
    edits: mean((score) => score.edits),
  }
}
