/** Articles of a place, and how many of them turned from readable to gone or walled within `outbreakWindowMs`. */
export interface Turnout {
  articles: number
  turned: number
}

/** `site`: most of a host's articles turned at once. `us`: most of all hosts did, so it is our own side. */
export type Outbreak = 'site' | 'us'

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
