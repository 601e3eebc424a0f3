import { articleChanged } from '../alert/article-changed.ts'
import type { EventOf } from '../alert/event.ts'
import { type Mute, matchRoutes, type Route } from '../alert/route.ts'
import type { Article, Change, History, Version, VersionDigest } from '../article.ts'
import { compare } from '../compare/compare.ts'

/** What an article's stored versions come to today. */
export interface Backtest {
  /** Edits of the publisher that were compared. */
  edits: number
  /** The alerts they raise, with what the route makes of each. */
  alerts: Array<{ event: EventOf<'article.changed'>; matched: boolean; reason: string }>
}

/**
 * Replays an article's stored versions through today's comparison and one route. A technical version is ours: it is what
 * the next one is compared with, as in the review, and never an edit itself.
 *
 * @param versions oldest first; the first one is only compared with
 * @param before what stood before the first of them
 * @param weights points of the severity table to try out, by rule, kind or field
 */
export function backtest(asked: {
  article: Pick<Article, 'id' | 'url' | 'host' | 'tags'>
  versions: readonly Version[]
  before: { earlier: readonly VersionDigest[]; changes: History['changes'] }
  route: Route
  mutes: readonly Mute[]
  weights: Readonly<Record<string, number>>
  now: string
}): Backtest {
  const { article, route, mutes, weights, now } = asked
  const told: Backtest = { edits: 0, alerts: [] }
  const earlier = [...asked.before.earlier]
  let changes = asked.before.changes
  let from: Version | undefined
  for (const to of asked.versions) {
    if (from && !to.technical) {
      told.edits++
      const comparison = compare(from.content, to.content, { history: { earlier, changes }, weights })
      changes = [...dated(comparison.changes, to), ...changes]
      if (comparison.alert) {
        const event = articleChanged({ article, from, to, comparison, now: to.foundAt, publicUrl: null })
        const asks = { event, routes: [route], mutes, nowMs: Date.parse(now), changes: comparison.changes }
        const [explained] = matchRoutes(asks).explained
        told.alerts.push({ event, matched: explained?.matched ?? false, reason: explained?.reason ?? '' })
      }
    }
    earlier.unshift(digest(to))
    from = to
  }
  return told
}

function dated(changes: readonly Change[], { no, foundAt }: Version): History['changes'] {
  return changes.map((change) => ({ ...change, versionNo: no, foundAt }))
}

function digest({ no, contentHash, content, foundAt, technical }: Version): VersionDigest {
  return { no, contentHash, headline: content.headline?.text ?? null, foundAt, technical }
}
