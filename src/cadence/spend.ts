import { DAY, type Factors, HOUR, PRIOR, type Prior, type Sight, stretchAt } from './hazard.ts'

/** Looking further ahead serves nobody: the longest interval is a setting far below. */
const HORIZON = 14 * DAY

/**
 * When a check has earned its cost: checks are spaced so that their density follows the square root of the rate of
 * edits, which minimises the mean delay for a number of checks (minimise sum of rate x interval / 2 under a fixed sum of
 * 1 / interval). The exponent was tried from .3 to .7 on real timelines; .5 is best there too.
 * @param price what one check costs, in hours of the root of the rate: twice the price is half the checks
 * @returns ms, at most two weeks ahead
 */
export function whenEarned(
  sight: Sight,
  factors: Factors | null,
  from: number,
  price: number,
  prior: Prior = PRIOR,
): number {
  const horizon = from + HORIZON
  let left = price * HOUR
  for (let at = from; at < horizon; ) {
    const { rate, until } = stretchAt(sight, factors, at, prior)
    const root = Math.sqrt(rate)
    if (root * (until - at) >= left) return at + left / root
    left -= root * (until - at)
    at = until
  }
  return horizon
}

/** The price at which an ordinary article, never edited, gets a number of checks in its first day. */
export function priceOfFirstDay(checks: number, dated: boolean): number {
  return (dated ? ROOTS_OF_FIRST_DAY.dated : ROOTS_OF_FIRST_DAY.undated) / checks
}

/**
 * The price at which articles together ask for no more than a budget. The sum of their urges is one column's sum.
 * @param urge sum over the articles of `urge` as `nextCheck` returned it
 */
export function priceUnder(urge: number, checksPerDay: number): number {
  return (24 * urge) / checksPerDay
}

/**
 * Mean minutes between an edit and its detection when checks are spent by this rule, and so what more budget would buy:
 * with intervals of price / root, the delay of an edit is half an interval, so the mean is half the price times the sum
 * of roots over the sum of rates.
 * @param urges `urge` of each article followed
 */
export function expectedDelayMinutes(urges: readonly number[], checksPerDay: number): number {
  const roots = urges.reduce((sum, urge) => sum + urge, 0)
  const rates = urges.reduce((sum, urge) => sum + urge ** 2, 0)
  return rates === 0 ? 0 : (60 * priceUnder(roots, checksPerDay) * roots) / (2 * rates)
}

const ROOTS_OF_FIRST_DAY = { dated: rootsOfFirstDay(true), undated: rootsOfFirstDay(false) }

function rootsOfFirstDay(dated: boolean): number {
  const sight = { bornAt: 0, dated, edits: [], section: null, live: false }
  let sum = 0
  for (let at = 0; at < DAY; ) {
    const { rate, until } = stretchAt(sight, null, at)
    sum += (Math.sqrt(rate) * (Math.min(DAY, until) - at)) / HOUR
    at = until
  }
  return sum
}
