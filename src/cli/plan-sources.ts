import { isDeepStrictEqual } from 'node:util'
import type { WatchlistChanges, WatchlistRows } from '../store/apply-watchlist.ts'
import type { Step } from './plan-watchlist.ts'
import type { Watchlist } from './watchlist.ts'

/** What makes the ledger's sources match a watchlist's; an index's own sitemaps are the index's business. */
export function planSources(
  list: Watchlist,
  rows: Pick<WatchlistRows, 'sources'>,
): { steps: Step[]; changes: WatchlistChanges['sources'] } {
  const steps: Step[] = []
  const set: WatchlistChanges['sources']['set'] = []
  for (const source of list.sources) {
    const row = rows.sources.find(({ url, named }) => url === source.url && !named)
    const step = (act: Step['act'], detail: string) => steps.push({ act, what: 'source', name: source.url, detail })
    if (!row) {
      step('added', wantsOf(source))
      set.push({ ...source, from: list.name })
    } else if (!isDeepStrictEqual(row.settings, source.settings)) {
      step('changed', wantsOf(source))
      set.push({ ...source, from: row.from })
    }
  }
  const wanted = new Set(list.sources.map(({ url }) => url))
  const remove = rows.sources
    .filter((row) => row.from === list.name && !row.named && !wanted.has(row.url))
    .map(({ url }) => url)
  for (const name of remove) steps.push({ act: 'removed', what: 'source', name, detail: 'its articles stay' })
  return { steps, changes: { set, remove } }
}

function wantsOf({ settings: { track, tags, limit } }: Watchlist['sources'][number]): string {
  return track ? `tracks ${limit} a day ${tags.join(' ')}`.trim() : 'hints'
}
