import { articleChanged } from '../src/alert/article-changed.ts'
import { articleMoved, articleStanding, type LastKnown } from '../src/alert/article-standing.ts'
import { EVENT_SCHEMA, type StetDigest, type StetEvent } from '../src/alert/event.ts'
import { renderStet } from '../src/alert/formats/stet.ts'
import { diskLow, endpointHealth, siteBroken, sourceGone, testPing } from '../src/alert/operator-event.ts'
import type { Article, ArticleId, Change, Content, Version } from '../src/article.ts'

/** An example of every event type and of a digest, of invented papers, places and people. */
export function eventExamples(): Array<StetEvent | StetDigest> {
  const state = { article, last, now: NOW, publicUrl: PUBLIC_URL, since: '2031-03-01T06:41:10.000Z' }
  const endpoint = { id: 'ep_7', name: 'night desk', format: 'slack', host: 'hooks.deskchat.example' }
  const health = { endpoint, since: '2031-03-01T06:00:00.000Z', lastError: 'http_503', deliveries: 12, now: NOW }
  const changed = articleChanged({ article, from, to, comparison, now: NOW, publicUrl: PUBLIC_URL })
  const back = articleStanding({ ...state, type: 'article.restored', state: null, detail: null })
  const digest = renderStet({ events: [changed, back], reason: 'digest', releasedAt: NOW })
  return [
    changed,
    articleStanding({ ...state, type: 'article.removed', state: 'http_410', detail: 'HTTP 410 Gone' }),
    back,
    articleMoved({ article, last, now: NOW, publicUrl: PUBLIC_URL, toUrl: `${article.url}-update` }),
    articleStanding({ ...state, type: 'article.blocked', state: 'bot_wall', detail: 'HTTP 403' }),
    articleStanding({ ...state, type: 'article.paywalled', state: 'login', detail: 'redirected to a login page' }),
    articleStanding({ ...state, type: 'article.unavailable_legal', state: 'http_451', detail: 'HTTP 451' }),
    siteBroken({
      host: article.host,
      state: 'not_extractable',
      detail: 'no headline on 9 of 10 pages',
      since: state.since,
      articles: 41,
      now: NOW,
    }),
    sourceGone({
      source: { id: '3', url: 'https://www.quaylight.example/harbour/rss', title: 'The Quaylight: Harbour' },
      since: state.since,
      lastReadAt: '2031-02-27T18:00:00.000Z',
      now: NOW,
    }),
    endpointHealth({ ...health, type: 'endpoint.failing', failures: 4 }),
    endpointHealth({ ...health, type: 'endpoint.exhausted', failures: 37 }),
    endpointHealth({ ...health, type: 'endpoint.disabled', failures: 58, lastError: 'http_410' }),
    diskLow({ freeBytes: 700 * 2 ** 20, totalBytes: 40 * 2 ** 30, now: NOW }),
    testPing({ endpoint, now: NOW }),
    JSON.parse(digest.body),
  ]
}

/** The file name of an example. */
export function exampleFile(example: { type: string }): string {
  return `${example.type}.${EVENT_SCHEMA.split('.')[1]}.json`
}

const NOW = '2031-03-01T07:00:04.000Z'
const PUBLIC_URL = 'https://stet.quaylight.example'

const article: Pick<Article, 'id' | 'url' | 'host' | 'tags'> = {
  id: 'art_31' as ArticleId,
  url: 'https://www.quaylight.example/news/ferry-collision',
  host: 'www.quaylight.example',
  tags: ['shipping'],
}

const last: LastKnown = {
  headline: 'Ferry strikes pier in Port Ellery, 21 hurt',
  lang: 'en',
  dir: 'ltr',
  lastSeenAt: '2031-03-01T06:40:00.000Z',
}

const from = version(1, 'Ferry strikes pier in Port Ellery, 12 hurt', '2031-03-01T06:00:02.000Z')
const to = version(2, 'Ferry strikes pier in Port Ellery, 21 hurt', '2031-03-01T07:00:03.000Z')

const changes: Change[] = [
  {
    kind: 'number',
    field: 'headline',
    severity: 'critical',
    block: null,
    old: '12',
    new: '21',
    before: 'Ferry strikes pier in Port Ellery, 12 hurt',
    after: 'Ferry strikes pier in Port Ellery, 21 hurt',
    points: 90,
    rule: 'casualty_count',
    reason: 'number of people hurt: 12 is now 21',
  },
  {
    kind: 'attribution',
    field: 'body',
    severity: 'major',
    block: 3,
    old: 'the harbour authority',
    new: 'the ferry company',
    before: 'The captain had reported a fault, the harbour authority said.',
    after: 'The captain had reported a fault, the ferry company said.',
    points: 40,
    rule: 'attribution_source',
    reason: 'said by the harbour authority, now by the ferry company',
  },
]

const comparison = {
  changes,
  suppressed: [],
  severity: 'critical' as const,
  alert: true,
  points: 130,
  line: 'Ferry strikes pier in Port Ellery: 12 hurt is now 21 hurt, not announced',
  revertedTo: null,
  flapping: false,
  announced: false,
}

function version(no: number, headline: string, foundAt: string): Version {
  return {
    no,
    content: { ...emptyContent(), headline: { source: 'h1', text: headline } },
    contentHash: `hash-${no}`,
    extractor: '1',
    rules: '1',
    technical: false,
    foundAt,
    lastSeenAt: no === 1 ? '2031-03-01T06:40:00.000Z' : foundAt,
    snapshotSha256: `${no}f`.repeat(32),
  }
}

/** An article of which nothing is known. */
export function emptyContent(): Content {
  return {
    kind: 'article',
    headline: null,
    headlines: [],
    standfirst: null,
    byline: [],
    section: null,
    published: null,
    modified: null,
    lang: 'en',
    dir: 'ltr',
    canonicalUrl: null,
    leadImage: null,
    captions: [],
    blocks: [],
    notices: [],
    entries: [],
    access: 'free',
    claims: [],
    confidence: 1,
    reasons: [],
  }
}
