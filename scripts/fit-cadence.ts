import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { replay, type Watched } from '../bench/schedule/replay.ts'
import { readTraces, type Trace } from '../bench/schedule/traces.ts'
import {
  AGE_EDGES,
  BAND_EDGES,
  COUNT_EDGES,
  type Curves,
  HOUR,
  type Prior,
  SINCE_EDGES,
  type Sight,
  stretchAt,
} from '../src/cadence/hazard.ts'
import { whenEarned } from '../src/cadence/spend.ts'

/**
 * Fits `src/cadence/prior.json`: `node scripts/fit-cadence.ts TRACES [--out FILE] [--half 0|1]`.
 *
 * The traces are replayed as a checker would watch them, at 8 and 16 checks an article; exposure and edits are counted
 * in cells of what the checker knew at the time (age, time since it last FOUND an edit, number found). Age curve and
 * factors are then fitted by iterative proportional fitting with pseudo-counts that pull thin cells to no effect.
 * The policy of each round is the fit of the round before. `--half` fits on one half of the articles, to see what a
 * fit is worth on articles it has not seen.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: 'string', default: 'src/cadence/prior.json' }, half: { type: 'string' } },
})
const ROUNDS = 3
const BUDGETS = [8, 16]
/** Edits that a factor must be worth before it is believed half. */
const PSEUDO_FACTOR = 20
const PSEUDO_AGE = 3
/** By replay at 8 checks an article, from .35 to .8: least mean delay, and fewer edits missed where that costs nothing. */
const POWER = { dated: 0.52, undated: 0.57 }

interface Cells {
  exposure: Float64Array
  edits: Float64Array
}
const SHAPE = [AGE_EDGES.length, SINCE_EDGES.length + 1, COUNT_EDGES.length] as const
const cellOf = (age: number, since: number, count: number) => (age * SHAPE[1] + since) * SHAPE[2] + count
const bandOf = (age: number) => BAND_EDGES.findLastIndex((edge) => (AGE_EDGES[age] ?? 0) >= edge)

const traces = readTraces(positionals[0] ?? '').filter(
  (_, index) => values.half === undefined || index % 2 === Number(values.half),
)
const flat: Curves = {
  age: AGE_EDGES.map((edge) => 1 / (edge / HOUR + 0.5)),
  since: BAND_EDGES.map(() => Array(SHAPE[1]).fill(1)),
  count: Array(SHAPE[2]).fill(1),
  power: 0.5,
}
const fitted: Prior = {
  // Hourly snapshots (nu60) hide bursts: two edits within the hour look like one.
  dated: { ...fitCurves(traces.filter((trace) => trace.dated && trace.source !== 'nu60')), power: POWER.dated },
  undated: { ...withFlatStart(fitCurves(traces.filter((trace) => !trace.dated))), power: POWER.undated },
}
writeFileSync(
  values.out,
  `${JSON.stringify(fitted, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(4)) : value))}\n`,
)

function fitCurves(own: Trace[]): Curves {
  let curves = flat
  for (let round = 0; round < ROUNDS; round++) {
    const prior = { dated: curves, undated: curves }
    const cells = {
      exposure: new Float64Array(SHAPE[0] * SHAPE[1] * SHAPE[2]),
      edits: new Float64Array(SHAPE[0] * SHAPE[1] * SHAPE[2]),
    }
    for (const budget of BUDGETS) {
      const price = priceFor(own, prior, budget)
      replay(
        own,
        (watched) => whenEarned(sightOf(watched), null, watched.lastCheck, price, prior),
        (watched, from, to) => count(watched, from, to, prior, cells),
      )
    }
    curves = proportional(cells)
  }
  return curves
}

/**
 * Snapshots taken every 20 minutes cannot say when in the first half hour an edit fell; their midpoints make a hump
 * that is theirs and not the news'.
 */
function withFlatStart(curves: Curves): Curves {
  const start = AGE_EDGES.filter((edge) => edge < HOUR / 2).length
  const mean = AGE_EDGES.slice(0, start).reduce(
    (sum, edge, bin) => sum + ((curves.age[bin] ?? 0) * ((AGE_EDGES[bin + 1] ?? 0) - edge)) / (HOUR / 2),
    0,
  )
  return { ...curves, age: curves.age.map((rate, bin) => (bin < start ? mean : rate)) }
}

function priceFor(own: Trace[], prior: Prior, budget: number): number {
  let low = 1e-3
  let high = 10
  while (high / low > 1.01) {
    const price = Math.sqrt(low * high)
    const { checks } = replay(own, (watched) => whenEarned(sightOf(watched), null, watched.lastCheck, price, prior))
    if (checks > budget * own.length) low = price
    else high = price
  }
  return high
}

function sightOf({ trace, found }: Watched): Sight {
  return { bornAt: trace.start, dated: trace.dated, edits: found, section: null, live: false }
}

function count(watched: Watched, from: number, to: number, prior: Prior, cells: Cells): void {
  const sight = sightOf(watched)
  const edits = watched.trace.moments.filter((moment) => moment.scored && moment.time > from && moment.time <= to)
  for (let at = from; at < to; ) {
    const stretch = stretchAt(sight, null, at, prior)
    const until = Math.min(to, stretch.until)
    const cell = cellOf(stretch.ageBin, stretch.sinceBin, stretch.countBin)
    cells.exposure[cell] = (cells.exposure[cell] ?? 0) + (until - at) / HOUR
    cells.edits[cell] = (cells.edits[cell] ?? 0) + edits.filter(({ time }) => time > at && time <= until).length
    at = until
  }
}

function proportional(cells: Cells): Curves {
  const curves: Curves = structuredClone(flat)
  for (let pass = 0; pass < 60; pass++) {
    const factorOf = (age: number, since: number, count: number) =>
      (curves.since[bandOf(age)]?.[since] ?? 1) * (curves.count[count] ?? 1)
    curves.age = curves.age.map((_, age) => {
      const [edits, expected] = sum(
        cells,
        (a) => a === age,
        (a, s, c) => factorOf(a, s, c),
      )
      // Thin ages (beyond three days) lean on the age before, falling as age^-1.5: nothing better is known of them.
      const before = curves.age[age - 1] ?? 1
      const lean =
        age === 0
          ? 1
          : (before * ((AGE_EDGES[age - 1] ?? 0) + 150_000) ** 1.5) / ((AGE_EDGES[age] ?? 0) + 150_000) ** 1.5
      return (edits + PSEUDO_AGE) / (expected + PSEUDO_AGE / Math.max(lean, 1e-6))
    })
    curves.since = curves.since.map((row, band) =>
      row.map((_, since) => {
        if (since === 0) return 1
        const [edits, expected] = sum(
          cells,
          (a, s) => bandOf(a) === band && s === since,
          (a, _s, c) => (curves.age[a] ?? 0) * (curves.count[c] ?? 1),
        )
        return (edits + PSEUDO_FACTOR) / (expected + PSEUDO_FACTOR)
      }),
    )
    curves.count = curves.count.map((_, count) => {
      if (count <= 1) return 1
      const [edits, expected] = sum(
        cells,
        (_a, _s, c) => c === count,
        (a, s) => (curves.age[a] ?? 0) * (curves.since[bandOf(a)]?.[s] ?? 1),
      )
      return (edits + PSEUDO_FACTOR) / (expected + PSEUDO_FACTOR)
    })
  }
  return curves
}

function sum(
  cells: Cells,
  where: (age: number, since: number, count: number) => boolean,
  rate: (age: number, since: number, count: number) => number,
): [edits: number, expected: number] {
  let edits = 0
  let expected = 0
  for (let age = 0; age < SHAPE[0]; age++)
    for (let since = 0; since < SHAPE[1]; since++)
      for (let n = 0; n < SHAPE[2]; n++) {
        if (!where(age, since, n)) continue
        edits += cells.edits[cellOf(age, since, n)] ?? 0
        expected += (cells.exposure[cellOf(age, since, n)] ?? 0) * rate(age, since, n)
      }
  return [edits, expected]
}
