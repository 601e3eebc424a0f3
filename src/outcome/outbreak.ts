import type { Review } from '../article.ts'

/** Articles of a place, and how many of them turned from readable to gone or walled within `outbreakWindowMs`. */
export interface Turnout {
  articles: number
  turned: number
}

/**
 * `site`: most of a host's articles turned at once. `us`: most of all hosts did, so it is our own side. `past`: its
 * neighbours turned, too, and are back, so that its looks until now say nothing. `asking`: it is not known yet, the
 * neighbours are being looked at.
 */
export type Outbreak = 'site' | 'us' | 'past' | 'asking'

/** The neighbours of an article that is about to be told gone or walled. */
export interface Witnesses {
  /** Articles of the host that are checked, this one among them. */
  watched: number
  /** Neighbours that were looked at since they were asked. */
  heard: number
  /** Readable ones that are planned and were not looked at since. */
  unheard: number
  /** Neighbours that were looked at right beside one of its looks, met the same, and are readable again. */
  back: number
  /** Neighbours that were looked at right beside one of its looks, met the same, and were not looked at since. */
  alike: readonly string[]
}

/**
 * Whether one of an article's looks fell into an outage of its host that is over: whoever was looked at just before it
 * or just after met the same and is back. On a site that is well its neighbours are; where one stumbled by itself just
 * then, a true removal is told some looks later, and what goes on for longer than `windowMs` is told all the same.
 */
export function isPast({ back }: Witnesses, troubleMs: number, windowMs: number): boolean {
  return back > 0 && troubleMs <= windowMs
}

/**
 * Whether a look that counts saw an article gone or walled that editors may yet be told of. One that was never read is
 * no news, however often it is looked at.
 */
export function isUntoldTrouble({ outcome, standing, alerts }: Review, known: boolean, now: string): boolean {
  const bad = outcome === 'removed_pending' || outcome === 'blocked' || outcome === 'paywalled'
  return known && bad && alerts.length === 0 && standing.said === undefined && standing.countedAt === now
}

/**
 * Whether more of the neighbours are to be looked at before something bad is told. An article that was taken for gone
 * by itself may be looked at for the last time in an outage of its whole host: only a neighbour that was readable after
 * that look says that there was none. One that met the same beside it is always heard once more. Beyond that hosts of a
 * few articles, where no outbreak could be told from chance, are not asked, and who does not answer within `windowMs` is
 * not waited for.
 */
export function isUnheard({ watched, heard, unheard, alike }: Witnesses, waitedMs: number, windowMs: number): boolean {
  if (waitedMs > windowMs) return false
  if (alike.length > 0) return true
  if (watched < LEAST_ARTICLES) return false
  return heard < LEAST_ARTICLES - 1 && unheard > 0
}

/**
 * Whether what happens to one article happens to all of its neighbours: a failed deployment answers 404 for a whole
 * newspaper, a broken cable fails every one of them. Such turns are held back and told as one operator event.
 *
 * @param site the article's host
 * @param hosts all hosts that are watched, `turned` those whose articles mostly turned or failed
 */
export function outbreakOf(site: Turnout, hosts: Turnout): Outbreak | null {
  if (isMost(hosts, LEAST_HOSTS)) return 'us'
  return isMost(site, LEAST_ARTICLES) ? 'site' : null
}

/** Fewer may turn together by chance: two stories taken down on one morning are no outbreak. */
const LEAST_ARTICLES = 4
const LEAST_HOSTS = 3

function isMost({ articles, turned }: Turnout, least: number): boolean {
  return turned >= least && turned > articles / 2
}
