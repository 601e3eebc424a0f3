import type { Article } from '../article.ts'
import { jitterOf } from '../cadence/jitter.ts'
import { type Hint, pullForward } from '../cadence/pull-forward.ts'
import { secondLook } from '../cadence/second-look.ts'
import type { Window } from '../cadence/window.ts'
import type { Config } from '../config.ts'
import { asError } from '../errors.ts'
import type { CheckDeps } from '../jobs/check-article.ts'
import type { Pointer } from '../jobs/pointer.ts'
import type { Log } from '../log.ts'
import { freshForMs } from '../review/fresh-for.ts'
import { sameStory } from '../review/story.ts'
import { ledgerNow } from '../store/ledger-now.ts'
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
  return async ({ article }, { version }, { edited, leadsTo, early }) => {
    const { id, host, tags } = article
    try {
      if (early !== null) {
        await storePulls(store.pool, lookAgain(parts, article, early, await ledgerNow(store.pool)))
      }
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

/** The second look of a hint whose first one may have been quicker than the caches. */
function lookAgain(
  { config, observe }: HintParts,
  { id, checkNo, tags }: Article,
  { hint, headers }: NonNullable<Pointer['early']>,
  now: string,
): Pull[] {
  const at = secondLook(hint, {
    now,
    minMs: config.cadence.min_minutes * 60_000,
    freshForMs: freshForMs(headers),
    jitter: jitterOf(id, checkNo),
    windows: windowsOf(config, tags),
  })
  if (at === null) return []
  observe(hint.hint, 'second_look')
  const { hint: named, by, at: hintedAt } = hint
  return [{ id, at, hint: named, by, came: 'pulled', hintedAt }]
}

/** To when a hint brings the checks of articles forward; each is counted. */
export function pulls(
  { config, observe }: Pick<HintParts, 'config' | 'observe'>,
  articles: readonly Pullable[],
  { hint, by }: { hint: Hint; by: string | null },
): Pull[] {
  const [minMs, wallMs] = [config.cadence.min_minutes * 60_000, config.outcome.wall_minutes * 60_000]
  return articles.flatMap((article) => {
    const { id, checkNo, tags, now } = article
    const windows = windowsOf(config, tags)
    const pulled = pullForward(article, hint, { now, minMs, wallMs, jitter: jitterOf(id, checkNo), windows })
    if (pulled === null) return []
    observe(hint, pulled.came)
    return [{ id, ...pulled, hint, by, hintedAt: null }]
  })
}

function windowsOf({ cadence }: Config, tags: readonly string[]): Window[] {
  return tags.flatMap((tag) => cadence.windows[tag] ?? [])
}
