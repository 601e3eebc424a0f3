import { siteBroken } from '../alert/operator-event.ts'
import type { Outcome, Review } from '../article.ts'
import type { Log } from '../log.ts'
import { type Outbreak, outbreakOf } from '../outcome/outbreak.ts'
import { OUTCOME_RULES } from '../outcome/rules.ts'
import { owe } from '../review/owe.ts'
import type { Rules } from '../review/rules.ts'
import { oweEvent } from '../store/delivery-log.ts'
import type { Store } from '../store/open.ts'
import { askNeighbours, markBroken, turnoutOf } from '../store/turnout.ts'

/** What a site's own failure can look like; the way back is always told. */
const BAD = new Set(['article.removed', 'article.blocked', 'article.paywalled', 'article.unavailable_legal'])

/**
 * Before something bad is told of an article: whether the same happens to its neighbours. It is asked of the ledger
 * only then, so that the common check pays nothing. The operator is told of a whole site once in the window.
 */
export async function outbreakBefore(
  { store, log, dry = false }: { store: Store; log: Log; dry?: boolean },
  { host, review, rules, now }: { host: string; review: Review; rules: Rules; now: string },
): Promise<Outbreak | null> {
  if (!review.alerts.some(({ type }) => BAD.has(type))) return null
  const { outbreakWindowMs: windowMs, confirmMs } = rules.outcome ?? OUTCOME_RULES
  // Who was looked at since it began, and long enough for what is told at first sight.
  const lookedMs = Math.max(2 * confirmMs, Date.parse(now) - Date.parse(review.standing.since))
  const { site, hosts } = await turnoutOf(store.pool, { host, windowMs, lookedMs })
  const outbreak = outbreakOf(site, hosts)
  if (outbreak === null || dry || !(await markBroken(store.pool, { host, windowMs }))) return outbreak
  if (outbreak === 'us') {
    log.error({ host, hosts }, 'most hosts turned at once: our own side, nothing is told')
    return outbreak
  }
  const { state, detail } = review
  const event = siteBroken({ host, state, detail, since: now, articles: site.turned, now })
  log.warn({ host, site, state }, event.data.line)
  await oweEvent(store.pool, owe(event, [], rules, now))
  return outbreak
}

/** What may be told of an article after two more looks, and may be its whole site's. */
const TURNS = new Set<Outcome>(['removed_pending', 'blocked', 'paywalled'])
/** Enough to outvote a few that were taken down on one morning, and few enough for a site in trouble. */
const MOST_ASKED = 6

/** At the first sight of an article that turned: its neighbours are looked at before anything can be told of it. */
export async function askNeighboursOf(
  { store, dry = false }: { store: Store; dry?: boolean },
  { host, review, rules }: { host: string; review: Review; rules: Rules },
): Promise<void> {
  const { outcome, standing } = review
  if (dry || !TURNS.has(outcome) || standing.outcome !== outcome || standing.seen !== 1) return
  const { confirmMs } = rules.outcome ?? OUTCOME_RULES
  await askNeighbours(store.pool, { host, most: MOST_ASKED, withinMs: confirmMs })
}
