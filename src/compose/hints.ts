import { jitterOf } from '../cadence/jitter.ts'
import { type Hint, pullForward } from '../cadence/pull-forward.ts'
import type { Config } from '../config.ts'
import { asError } from '../errors.ts'
import type { CheckDeps } from '../jobs/check-article.ts'
import type { Log } from '../log.ts'
import { sameStory } from '../review/story.ts'
import type { Store } from '../store/open.ts'
import { type Pull, pullForward as storePulls } from '../store/pull-forward.ts'
import { type Pullable, pullableAt, toldLately } from '../store/siblings.ts'
import type { Metrics } from '../web/metrics.ts'

/** Articles of a story that one edit brings forward: a story of many is a storm for its host. */
const MOST_SIBLINGS = 5
/** So long a sibling is left alone after it was brought forward as one. */
const QUIET_MINUTES = 30

export interface HintParts {
  config: Config
  store: Store
  log: Log
  observe: Metrics['observeHint']
}

/** Brings forward what a recorded check points at. Never fails it: a hint that is lost costs only time. */
export function pointing(parts: HintParts): CheckDeps['pointAt'] {
  const { store, log } = parts
  return async ({ article }, { version }, { edited, leadsTo }) => {
    const { id, host, tags } = article
    try {
      const there = leadsTo === null ? null : await pullableAt(store.pool, leadsTo, id)
      const redirected = there ? pulls(parts, [there], { hint: 'redirect', by: article.url }) : []
      const headline = version?.content.headline?.text ?? null
      const siblings = edited && headline !== null ? await siblingsOf(store, { id, host, tags, headline }) : []
      const pulled = [...redirected, ...pulls(parts, siblings, { hint: 'sibling', by: id })]
      await storePulls(store.pool, pulled)
    } catch (thrown) {
      log.warn({ article_id: id, err: asError(thrown) }, 'hint lost')
    }
  }
}

async function siblingsOf(
  store: Store,
  { headline, ...about }: { id: Pullable['id']; host: string; tags: readonly string[]; headline: string },
): Promise<Pullable[]> {
  const told = await toldLately(store.pool, { ...about, quietMinutes: QUIET_MINUTES })
  const same = new Set(sameStory(headline, told, MOST_SIBLINGS))
  return told.filter((one) => same.has(one.id))
}

/** Those of the articles whose check a hint brings forward, and to when; each hint is counted. */
export function pulls(
  { config, observe }: Pick<HintParts, 'config' | 'observe'>,
  articles: readonly Pullable[],
  { hint, by }: { hint: Hint; by: string | null },
): Pull[] {
  const now = new Date().toISOString()
  const minMs = config.cadence.min_minutes * 60_000
  return articles.flatMap((article) => {
    const { id, checkNo, tags } = article
    const windows = tags.flatMap((tag) => config.cadence.windows[tag] ?? [])
    const pulled = pullForward(article, hint, { now, minMs, jitter: jitterOf(id, checkNo), windows })
    observe(hint, pulled === null ? 'not_needed' : pulled.wakes ? 'woken' : 'pulled')
    return pulled === null ? [] : [{ id, at: pulled.at, wakes: pulled.wakes, hint, by }]
  })
}
