import type { Article, Change, Comparison, Severity, Version } from '../article.ts'
import { EVENT_SCHEMA, type EventOf } from './event.ts'
import { eventId } from './event-id.ts'
import { fitEvent } from './fit-event.ts'
import { articleLinks } from './links.ts'

const RANK: Record<Severity, number> = { critical: 3, major: 2, minor: 1, none: 0 }

/**
 * The event that an article changed: what, where, how grave, and the evidence (sha-256 of both snapshots).
 * At most 19,000 bytes of JSON; the id depends on the article and the version numbers alone, so that the same change told
 * twice is one event.
 *
 * @param publicUrl base of Stet's own pages; null leaves the links out
 */
export function articleChanged(told: {
  article: Pick<Article, 'id' | 'url' | 'host' | 'tags'>
  from: Version
  to: Version
  comparison: Comparison
  now: string
  publicUrl: string | null
}): EventOf<'article.changed'> {
  const { article, from, to, comparison } = told
  const changes = comparison.changes.toSorted((a, b) => RANK[b.severity] - RANK[a.severity])
  const links = articleLinks(told.publicUrl, article.id, from.no, to.no)
  return fitEvent({
    type: 'article.changed',
    timestamp: told.now,
    data: {
      schema: EVENT_SCHEMA,
      id: eventId('article.changed', article.id, String(from.no), String(to.no)),
      severity: comparison.severity,
      line: comparison.line ?? fallbackLine(to, changes),
      cut: false,
      article: {
        id: article.id,
        url: article.url,
        host: article.host,
        tags: article.tags,
        headline: to.content.headline?.text ?? null,
        lang: to.content.lang,
        dir: to.content.dir,
      },
      from: versionRef(from),
      to: versionRef(to),
      last_seen_unchanged_at: from.lastSeenAt,
      found_at: to.foundAt,
      announced: comparison.announced,
      reverted_to: comparison.revertedTo,
      flapping: comparison.flapping,
      changes: changes.map((change) => ({
        kind: change.kind,
        field: change.field,
        severity: change.severity,
        block: change.block,
        old: change.old,
        new: change.new,
        before: change.before,
        after: change.after,
        reason: change.reason,
        rule: change.rule,
      })),
      changes_omitted: 0,
      ...(links && { links }),
    },
  })
}

function versionRef(version: Version): EventOf<'article.changed'>['data']['from'] {
  return {
    no: version.no,
    found_at: version.foundAt,
    last_seen_at: version.lastSeenAt,
    headline: version.content.headline?.text ?? null,
    snapshot_sha256: version.snapshotSha256,
  }
}

function fallbackLine(to: Version, changes: Change[]): string {
  const first = changes[0]
  const headline = to.content.headline?.text ?? 'article without a headline'
  return first ? `${headline}: ${first.reason}` : headline
}
