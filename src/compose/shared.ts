import type { History, Review } from '../article.ts'
import { paragraphKey, REPEATED } from '../review/memory.ts'
import { loners } from '../review/set-aside.ts'
import type { Store } from '../store/open.ts'
import { sharedWith } from '../store/site-memory.ts'

/** Most paragraphs that are asked for: an edit of more is another text. */
const MOST_ASKED = 60

/**
 * Before a change of the body is told: which of the paragraphs that came or went stand on other articles of the site.
 * It is asked of the ledger only then. Null where none does.
 */
export async function sharedBefore(
  { store }: { store: Store },
  { host, articleId, review, history }: { host: string; articleId: string; review: Review; history: History },
): Promise<Record<string, number> | null> {
  const last = review.technical?.content ?? history.latest?.content
  const next = review.version?.content
  const isTold = review.alerts.some(({ type }) => type === 'article.changed')
  if (!last || !next || !isTold || !review.changes.some(({ field }) => field === 'body')) return null
  const released = history.site?.released ?? []
  const texts = [...loners(last.blocks, next.blocks), ...loners(next.blocks, last.blocks)]
    .map(({ text }) => text)
    .filter((text) => text.length >= REPEATED.chars && !released.includes(paragraphKey(text)))
  if (texts.length === 0 || texts.length > MOST_ASKED) return null
  const headlines = [last, next].flatMap(({ headline }) => (headline ? [headline.text] : []))
  const found = Object.entries(await sharedWith(store.pool, { host, articleId, headlines, texts }))
  // The article itself is one of those that share it.
  const shared = found.filter(([, others]) => others + 1 >= REPEATED.articles)
  return shared.length === 0 ? null : Object.fromEntries(shared)
}
