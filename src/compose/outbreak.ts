import { siteBroken } from '../alert/operator-event.ts'
import type { Review } from '../article.ts'
import type { Log } from '../log.ts'
import { type Outbreak, outbreakOf } from '../outcome/outbreak.ts'
import { OUTCOME_RULES } from '../outcome/rules.ts'
import { owe } from '../review/owe.ts'
import type { Rules } from '../review/rules.ts'
import { oweEvent } from '../store/delivery-log.ts'
import type { Store } from '../store/open.ts'
import { markBroken, turnoutOf } from '../store/turnout.ts'

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
  const windowMs = (rules.outcome ?? OUTCOME_RULES).outbreakWindowMs
  const { site, hosts } = await turnoutOf(store.pool, { host, windowMs })
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
