import { DAY, type Factors, HOUR, PRIOR, type Prior, type Sight, stretchAt } from './hazard.ts'

/** Looking further ahead serves nobody: the longest interval is a setting far below. */
const HORIZON = 14 * DAY

/**
 * Density of checks follows the rate of edits to this power. The square root minimises the mean delay for a number of
 * checks (minimise sum of rate x interval / 2 under a fixed sum of 1 / interval) and was best on real timelines among
 * .35 to .8; edits that are overwritten unseen grow with the rate itself, and a little more than the root loses fewer of
 * them at no cost in delay.
 */
const POWER = 0.53

/** How much attention a rate of edits per hour deserves. */
export function attention(rate: number): number {
  return rate ** POWER
}

/**
 * When a check has earned its cost: when the attention due since the last one adds up to the price.
 * @param price what one check costs, in hours of attention: twice the price is half the checks
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
    const due = attention(rate)
    if (due * (until - at) >= left) return Math.min(horizon, at + left / due)
    left -= due * (until - at)
    at = until
  }
  return horizon
}

/** The price at which an ordinary article, never edited, gets a number of checks in its first day. */
export function priceOfFirstDay(checks: number, dated: boolean): number {
  return (dated ? FIRST_DAY.dated : FIRST_DAY.undated) / checks
}

/**
 * The price at which articles together ask for no more than a budget.
 * @param urge sum over the articles of `urge` as `nextCheck` returned it: one column's sum
 */
export function priceUnder(urge: number, checksPerDay: number): number {
  return (24 * urge) / checksPerDay
}

/**
 * Mean minutes between an edit and its detection when checks are spent by this rule, and so what more budget would buy:
 * an edit waits half an interval on average, and an article's interval is the price over its attention.
 * @param urges `urge` of each article followed
 */
export function expectedDelayMinutes(urges: readonly number[], checksPerDay: number): number {
  const rates = urges.map((urge) => urge ** (1 / POWER))
  const price = priceUnder(sum(urges), checksPerDay)
  const waits = urges.map((urge, i) => (urge === 0 ? 0 : ((rates[i] ?? 0) * price) / urge / 2))
  return sum(rates) === 0 ? 0 : (60 * sum(waits)) / sum(rates)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

const FIRST_DAY = { dated: attentionOfFirstDay(true), undated: attentionOfFirstDay(false) }

function attentionOfFirstDay(dated: boolean): number {
  const sight = { bornAt: 0, dated, edits: [], section: null, live: false }
  let total = 0
  for (let at = 0; at < DAY; ) {
    const { rate, until } = stretchAt(sight, null, at)
    total += (attention(rate) * (Math.min(DAY, until) - at)) / HOUR
    at = until
  }
  return total
}
