import { siteBroken } from '../alert/operator-event.ts'
import type { Article, Review, Site, Trouble } from '../article.ts'
import type { Log } from '../log.ts'
import { type Ailment, ailmentOf, isBroken, isWell } from '../outcome/health.ts'
import { OUTCOME_RULES } from '../outcome/rules.ts'
import { owe } from '../review/owe.ts'
import type { ReviewInput, Rules } from '../review/rules.ts'
import { oweEvent } from '../store/delivery-log.ts'
import { ailingOf, clearTrouble, markTrouble, troubledSites, wakeWitnesses } from '../store/health.ts'
import type { Store } from '../store/open.ts'

/** How a site in trouble is to be judged. */
export function troubleOf({ trouble }: Pick<Site, 'trouble'>): ReviewInput['trouble'] {
  if (!trouble) return null
  if (trouble.resumed === null) return 'hold'
  return trouble.resumed === 'accept' ? 'accept' : null
}

/**
 * Before an ailing look is believed: whether most of the host's articles ail as well, so that it is the site's template and
 * no edit. It is asked of the ledger only then. The operator is told of it once, and nothing is believed until it is over.
 */
export async function troubleBefore(
  { store, log, dry = false }: { store: Store; log: Log; dry?: boolean },
  { article, site, review, rules, now }: { article: Article; site: Site; review: Review; rules: Rules; now: string },
): Promise<boolean> {
  if (site.trouble) return false
  const { host } = site
  if (isFirstDoubt(article, review) && !dry) await wakeWitnesses(store.pool, { host, articleId: article.id })
  const ailment = askedFor(article, review)
  if (ailment === null) return false
  const windowMs = (rules.outcome ?? OUTCOME_RULES).outbreakWindowMs
  const { since, ...ailing } = await ailingOf(store.pool, { host, articleId: article.id, windowMs })
  if (!isBroken(ailing)) return false
  const trouble: Trouble = { since, ailment, ...ailing, resumed: null }
  if (dry || !(await markTrouble(store.pool, host, trouble))) return true
  const detail = `${SAYS[ailment]}: the alerts of its articles are held until it reads well again, or stet site ${host} --resume`
  const event = siteBroken({ host, state: ailment, detail, since, articles: ailing.ailing, now })
  log.warn({ host, ...trouble }, event.data.line)
  await oweEvent(store.pool, owe(event, [], rules, now))
  return true
}

const SAYS: Readonly<Record<Ailment, string>> = {
  failed: 'most of its pages could not be extracted',
  fields_lost: 'most of its articles lost headline, byline or date at once',
  halved: 'most of its articles lost half of their text at once',
  rewritten: 'most of its articles had other text at once',
  swollen: 'most of its articles doubled at once',
}

function isFirstDoubt({ standing }: Article, review: Review): boolean {
  return review.outcome === 'suspect' && standing?.outcome !== 'suspect' && ailmentOf(review) !== null
}

/** Misses in a row after which a page that cannot be extracted counts as one. */
const MISSES = 3

/** What ails a look that is about to be believed; null for one that is well, and for one that is doubted still. */
function askedFor({ versionNo, standing }: Article, review: Review): Ailment | null {
  if (versionNo === 0) return null
  const { believed, misses } = review.standing
  if (standing?.outcome === 'suspect' && believed) return ailmentOf({ state: believed })
  const ailment = ailmentOf(review)
  if (ailment === 'failed') return misses?.count === MISSES ? ailment : null
  return review.version ? ailment : null
}

/** Ends the trouble of sites whose articles read well again. @returns their hosts */
export async function endTroubles({ store, log }: { store: Store; log: Log }): Promise<string[]> {
  const over = (await troubledSites(store.pool)).filter(isWell)
  for (const { host, looked, ailing } of over) {
    await clearTrouble(store.pool, host)
    log.warn({ host, looked, ailing }, 'site reads well again: its alerts are held no longer')
  }
  return over.map(({ host }) => host)
}
