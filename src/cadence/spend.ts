import { DAY, type Factors, HOUR, PRIOR, type Prior, type Sight, stretchAt } from './hazard.ts'

/** Looking further ahead serves nobody: the longest interval is a setting far below. */
const HORIZON = 14 * DAY

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
    const { attention, until } = stretchAt(sight, factors, at, prior)
    if (attention * (until - at) >= left) return Math.min(horizon, at + left / attention)
    left -= attention * (until - at)
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
 * @param articles `urge` and `rate` of each article followed, as `nextCheck` returned them
 */
export function expectedDelayMinutes(
  articles: ReadonlyArray<{ urge: number; rate: number }>,
  checksPerDay: number,
): number {
  const price = priceUnder(sum(articles.map(({ urge }) => urge)), checksPerDay)
  const rates = sum(articles.map(({ rate }) => rate))
  const waits = sum(articles.map(({ urge, rate }) => (urge === 0 ? 0 : (rate * price) / urge / 2)))
  return rates === 0 ? 0 : (60 * waits) / rates
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

const FIRST_DAY = { dated: attentionOfFirstDay(true), undated: attentionOfFirstDay(false) }

function attentionOfFirstDay(dated: boolean): number {
  const sight = { bornAt: 0, dated, edits: [], section: null, live: false }
  let total = 0
  for (let at = 0; at < DAY; ) {
    const { attention, until } = stretchAt(sight, null, at)
    total += (attention * (Math.min(DAY, until) - at)) / HOUR
    at = until
  }
  return total
}
