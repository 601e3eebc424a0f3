import prior from './prior.json' with { type: 'json' }

/**
 * How likely an article is to be edited, and when a check has earned its cost.
 *
 * The rate of edits per hour is a product: a curve over age, a factor for the time since the last edit was found (which
 * differs by age: bursts stand out more once an article has calmed down), one for the number of edits, and what the
 * site's habits say. It is constant between known times, so everything below is exact sums over stretches.
 * The curves are fitted by `scripts/fit-cadence.ts` on real timelines, as a checker sees them.
 */

const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Edges in ms; a bin runs from its edge to the next one. */
export const AGE_EDGES = [0, 5, 10, 15, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 960]
  .map((minutes) => minutes * MINUTE)
  .concat([1, 1.5, 2, 3, 5, 7, 10, 14, 21, 30, 60].map((days) => days * DAY))
export const SINCE_EDGES = [0, 10, 20, 30, 60, 120, 240, 480].map((minutes) => minutes * MINUTE)
export const COUNT_EDGES = [0, 1, 2, 3, 5, 8]
/** Ages between which the factor of the last edit has a row of its own. */
export const BAND_EDGES = [0, 2 * HOUR, 8 * HOUR]

/** Rates and factors for articles whose publication time is known (`dated`) or whose age counts from first sight. */
export interface Curves {
  /** Edits per hour by age, of an article never edited before. */
  age: number[]
  /** By band of age, then: never edited, and each bin of SINCE_EDGES. */
  since: number[][]
  count: number[]
  /**
   * Attention is the rate to this power. The square root minimises the mean delay for a number of checks (minimise sum
   * of rate x interval / 2 under a fixed sum of 1 / interval) and is best among .35 to .8 where publication is known;
   * edits overwritten unseen grow with the rate itself, and a little more than the root loses fewer of them.
   */
  power: number
}

export interface Prior {
  dated: Curves
  undated: Curves
}

export const PRIOR: Prior = prior

/** What is known of an article when the next check is chosen; times in ms. */
export interface Sight {
  /** Publication where known (`dated`), else the start of tracking. */
  bornAt: number
  dated: boolean
  /** When edits were found, newest first. */
  edits: readonly number[]
  section: string | null
  /** A live blog is always as busy as an article of its age ever gets after an edit. */
  live: boolean
}

/** What a site's habits multiply the rate by; one factor per hour of the UTC day times weekday or weekend. */
export interface Factors {
  base: number
  age: readonly number[]
  state: readonly (readonly number[])[]
  count: readonly number[]
  hour: readonly number[]
  weekend: readonly number[]
  section: (name: string) => number
}

/** A time during which the rate does not change, and the bins it falls in. */
export interface Stretch {
  /** Edits per hour. */
  rate: number
  /** How many checks per hour that deserves, times the price of one. */
  attention: number
  until: number
  ageBin: number
  band: number
  sinceBin: number
  countBin: number
  hour: number
  weekend: number
  /** The section's factor. */
  section: number
}

export function stretchAt(sight: Sight, factors: Factors | null, at: number, curves: Prior = PRIOR): Stretch {
  const own = sight.dated ? curves.dated : curves.undated
  const age = Math.max(0, at - sight.bornAt)
  const ageBin = binOf(AGE_EDGES, age)
  const band = binOf(BAND_EDGES, age)
  const last = sight.edits[0]
  const since = last === undefined ? null : Math.max(0, at - last)
  const sinceBin = sight.live ? 1 : since === null ? 0 : 1 + binOf(SINCE_EDGES, since)
  const countBin = binOf(COUNT_EDGES, sight.edits.length)
  let until = sight.bornAt + (AGE_EDGES[ageBin + 1] ?? Number.POSITIVE_INFINITY)
  if (since !== null && last !== undefined && !sight.live) {
    until = Math.min(until, last + (SINCE_EDGES[sinceBin] ?? Number.POSITIVE_INFINITY))
  }
  const row = own.since[band] ?? []
  const sinceFactor = sight.live ? Math.max(1, ...row) : (row[sinceBin] ?? 1)
  let rate = (own.age[ageBin] ?? 0) * sinceFactor * (own.count[countBin] ?? 1)
  const hour = Math.floor((at % DAY) / HOUR)
  const weekend = ((Math.floor(at / DAY) + 4) % 7) % 6 === 0 ? 1 : 0
  const section = factors && sight.section !== null ? factors.section(sight.section) : 1
  if (factors) {
    until = Math.min(until, (Math.floor(at / HOUR) + 1) * HOUR)
    rate *=
      factors.base *
      (factors.age[ageBin] ?? 1) *
      (factors.state[band]?.[sinceBin] ?? 1) *
      (factors.count[countBin] ?? 1) *
      (factors.hour[hour] ?? 1) *
      (factors.weekend[weekend] ?? 1) *
      section
  }
  const attention = rate ** own.power
  return { rate, attention, until, ageBin, band, sinceBin, countBin, hour, weekend, section }
}

function binOf(edges: readonly number[], value: number): number {
  let bin = 0
  while (bin + 1 < edges.length && value >= (edges[bin + 1] ?? Number.POSITIVE_INFINITY)) bin++
  return bin
}
