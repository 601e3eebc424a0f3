import { stetEvent } from '../alert/event.ts'
import { STORM_WINDOW_MS } from '../alert/hold.ts'
import type { Article, Review } from '../article.ts'
import { owe } from '../review/owe.ts'
import type { Rules } from '../review/rules.ts'
import { readLately } from '../store/lately.ts'
import type { Store } from '../store/open.ts'

/**
 * A review's alerts with what the ledger knows of those before them: a storm is collected, flapping told once a day,
 * an endpoint's rate kept. Asked only where something is to be told.
 */
export async function holdBack(
  store: Store,
  { article, review, rules, now }: { article: Article; review: Review; rules: Rules; now: string },
): Promise<Review> {
  if (review.alerts.every(({ endpoints }) => endpoints.length === 0)) return review
  const alerts = await Promise.all(
    review.alerts.map(async (owed) => {
      const lately = await readLately(store.pool, { articleId: article.id, owed, stormWindowMs: STORM_WINDOW_MS })
      return owe(stetEvent.parse(owed.event), review.changes, rules, now, lately)
    }),
  )
  return { ...review, alerts }
}
