import type { Article, Severity } from '../article.ts'
import { EVENT_SCHEMA, type EventArticle, type EventOf } from './event.ts'
import { eventId } from './event-id.ts'
import { fitEvent } from './fit-event.ts'
import { articleLinks } from './links.ts'

type TrackedArticle = Pick<Article, 'id' | 'url' | 'host' | 'tags'>

type StandingType =
  | 'article.removed'
  | 'article.restored'
  | 'article.blocked'
  | 'article.paywalled'
  | 'article.unavailable_legal'

/** A vanished article is news to an editor; one that we merely cannot read is a matter for the operator. */
const SEVERITY: Record<StandingType, Severity> = {
  'article.removed': 'major',
  'article.restored': 'major',
  'article.unavailable_legal': 'major',
  'article.blocked': 'minor',
  'article.paywalled': 'minor',
}

const SAYS: Record<StandingType, string> = {
  'article.removed': 'was removed',
  'article.restored': 'is back',
  'article.unavailable_legal': 'is withheld for legal reasons',
  'article.blocked': 'can no longer be read: the site blocks Stet',
  'article.paywalled': 'went behind a paywall',
}

/** What is known of the article's latest version; all null where it has none. */
export interface LastKnown {
  headline: string | null
  lang: string | null
  dir: 'ltr' | 'rtl'
  lastSeenAt: string | null
}

/** The event that an article's standing changed. The id depends on the article, the type and `since`. */
export function articleStanding<T extends StandingType>(told: {
  type: T
  article: TrackedArticle
  last: LastKnown
  state: string | null
  detail: string | null
  since: string
  now: string
  publicUrl: string | null
}): EventOf<T> {
  const { type, article, last } = told
  const links = articleLinks(told.publicUrl, article.id)
  const event = {
    type,
    timestamp: told.now,
    data: {
      schema: EVENT_SCHEMA,
      id: eventId(type, article.id, told.since),
      severity: SEVERITY[type],
      line: `${last.headline ?? article.url} ${SAYS[type]}`,
      cut: false,
      article: articleRef(article, last),
      state: told.state,
      detail: told.detail,
      since: told.since,
      last_seen_at: last.lastSeenAt,
      ...(links && { links }),
    },
  }
  return fitEvent(event as EventOf<T>)
}

/** The event that an article answers at another address for good (301, 308 or its canonical URL). */
export function articleMoved(told: {
  article: TrackedArticle
  last: LastKnown
  toUrl: string
  now: string
  publicUrl: string | null
}): EventOf<'article.moved'> {
  const { article, last } = told
  const links = articleLinks(told.publicUrl, article.id)
  return fitEvent({
    type: 'article.moved',
    timestamp: told.now,
    data: {
      schema: EVENT_SCHEMA,
      id: eventId('article.moved', article.id, article.url, told.toUrl),
      severity: 'minor',
      line: `${last.headline ?? article.url} moved to ${told.toUrl}`,
      cut: false,
      article: articleRef(article, last),
      from_url: article.url,
      to_url: told.toUrl,
      ...(links && { links }),
    },
  })
}

function articleRef(article: TrackedArticle, last: LastKnown): EventArticle {
  const { id, url, host, tags } = article
  return { id, url, host, tags, headline: last.headline, lang: last.lang, dir: last.dir }
}
