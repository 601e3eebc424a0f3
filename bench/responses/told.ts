import { articleStanding } from '../../src/alert/article-standing.ts'
import type { EndpointFormat } from '../../src/alert/endpoint.ts'
import { render } from '../../src/alert/render.ts'
import type { Content } from '../../src/article.ts'
import type { Case } from './case.ts'
import { caseUrl } from './case-egress.ts'
import { watched } from './watched.ts'

/** What a desk would be sent of an article with this content, in one of the formats. */
export function told(played: Case, content: Content | null, format: EndpointFormat): string {
  const { article } = watched(played, caseUrl(played))
  const { lang = null, dir = 'ltr', headline = null } = content ?? {}
  const now = '2026-11-21T21:00:00.000Z'
  const last = { headline: headline?.text ?? null, lang, dir, lastSeenAt: now }
  const event = articleStanding({
    type: 'article.removed',
    article,
    last,
    state: null,
    detail: null,
    since: now,
    now,
    publicUrl: null,
  })
  return render(format, { events: [event], reason: 'single', releasedAt: now }).body
}
