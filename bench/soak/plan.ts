import { randomOf } from '../load/page.ts'

/**
 * What goes wrong when, as a function of the time since the run began: the site serves by it, the resolver fails by
 * it, and nobody else needs to be asked. All lengths follow from how fast the product's own patience runs.
 */
export interface Pace {
  /** What the product takes for two looks: a look sooner than this confirms nothing. */
  confirmMs: number
  /** First pause of the product behind a wall. */
  wallMs: number
}

/** What befalls one article's answers for a while. */
export const ARTICLE_FAULTS = [
  'reset',
  'reset_in_body',
  'slow_body',
  'status_500',
  'status_502',
  'status_503',
  'long_length',
  'short_length',
  'cut_gzip',
  'wall_403',
  'wall_200',
  'not_found',
  'soft_404',
] as const
/** What befalls a whole host. */
export const HOST_FAULTS = ['dns_none', 'dns_again', 'dns_silent', 'host_502', 'host_wall', 'host_not_found'] as const

export type ArticleFault = (typeof ARTICLE_FAULTS)[number]
export type HostFault = (typeof HOST_FAULTS)[number]

/**
 * One spell of an article in each period, in half of the periods. Lengths stay under what the product may believe:
 * by policy three looks at a 404 that are `confirmMs` apart are a removal, two at a cut page are the page. An article's
 * own 404 and that of its whole host may well make those three looks together.
 */
export function articleFaultAt(article: number, elapsedMs: number, pace: Pace): ArticleFault | null {
  const periodMs = 3.5 * pace.wallMs
  const period = Math.floor(elapsedMs / periodMs)
  const random = randomOf(`article ${article} ${period}`)
  if (random() < 0.5) return null
  const fault = ARTICLE_FAULTS[Math.floor(random() * ARTICLE_FAULTS.length)] ?? null
  if (fault === null) return null
  const from = random() * 0.4 * periodMs
  const lasts = (0.2 + 0.8 * random()) * longestMs(fault, pace)
  const at = elapsedMs - period * periodMs
  return at >= from && at < from + lasts ? fault : null
}

function longestMs(fault: ArticleFault, { confirmMs, wallMs }: Pace): number {
  switch (fault) {
    case 'not_found':
    case 'soft_404':
      return 1.9 * confirmMs
    case 'short_length':
      return 0.9 * confirmMs
    default:
      return wallMs
  }
}

/** Hosts have one spell in each period of so long. */
const HOST_PERIOD_MS = 5 * 60_000
/** The last spell of a host ends in the middle of its period, so that its breaker (a minute) closes before the end. */
const HOST_FROM = { least: 0.05, most: 0.4 }
const HOST_LASTS_MS = { least: 15_000, most: 30_000 }

/**
 * One spell of a host in each five minutes. It may last for longer than the confirmation of a removal: that the
 * neighbours turn too is what tells it from one.
 */
export function hostFaultAt(host: number, elapsedMs: number): HostFault | null {
  const period = Math.floor(elapsedMs / HOST_PERIOD_MS)
  const random = randomOf(`host ${host} ${period}`)
  const fault = hostFaultOf(host, period)
  const from = (HOST_FROM.least + random() * (HOST_FROM.most - HOST_FROM.least)) * HOST_PERIOD_MS
  const lasts = HOST_LASTS_MS.least + random() * (HOST_LASTS_MS.most - HOST_LASTS_MS.least)
  const at = elapsedMs - period * HOST_PERIOD_MS
  return at >= from && at < from + lasts ? fault : null
}

function hostFaultOf(host: number, period: number): HostFault | null {
  return HOST_FAULTS[(host + period) % HOST_FAULTS.length] ?? null
}

/** Articles in the order in which they are edited, removed or left alone; the same in every run. */
export function shuffled(articles: number): number[] {
  const random = randomOf('order')
  return Array.from({ length: articles }, (_, article) => ({ article, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ article }) => article)
}
