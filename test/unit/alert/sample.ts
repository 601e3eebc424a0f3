import { emptyContent } from '../../../scripts/event-examples.ts'
import type { Article, ArticleId, Change, Comparison, Content, Version } from '../../../src/article.ts'

/** Invented articles, versions and changes for the tests of alerts. */
export const article: Article = {
  id: 'art_harbour' as ArticleId,
  url: 'https://www.quaylight.example/news/ferry-collision',
  host: 'www.quaylight.example',
  tags: ['shipping', 'front page'],
  priority: 1,
  trackedAt: '2031-03-01T06:00:00.000Z',
  versionNo: 2,
  checkNo: 14,
  validators: { etag: null, lastModified: null },
  wireHash: null,
  lastFullFetchAt: null,
  lastCheckedAt: null,
  lastChangedAt: null,
  edits: [],
  traits: null,
  wokenAt: null,
  standing: null,
}

export function version(no: number, headline: string, patch: Partial<Content> = {}): Version {
  return {
    no,
    content: { ...emptyContent(), headline: { source: 'h1', text: headline }, ...patch },
    contentHash: `hash-${no}`,
    extractor: '1',
    rules: '1',
    technical: false,
    foundAt: `2031-03-01T0${no + 5}:00:00.000Z`,
    lastSeenAt: `2031-03-01T0${no + 5}:40:00.000Z`,
    snapshotSha256: String(no).repeat(64),
  }
}

export function change(patch: Partial<Change> = {}): Change {
  return {
    kind: 'number',
    field: 'body',
    severity: 'critical',
    block: 2,
    old: '12',
    new: '21',
    before: 'Rescuers from Port Ellery said 12 people were hurt when the ferry struck the pier.',
    after: 'Rescuers from Port Ellery said 21 people were hurt when the ferry struck the pier.',
    points: 90,
    rule: 'casualty-count',
    reason: 'count of people hurt changed from 12 to 21',
    ...patch,
  }
}

export function comparison(changes: Change[], patch: Partial<Comparison> = {}): Comparison {
  return {
    changes,
    suppressed: [],
    severity: changes[0]?.severity ?? 'none',
    alert: true,
    points: 90,
    line: 'Ferry strikes pier in Port Ellery: 12 hurt is now 21 hurt',
    revertedTo: null,
    flapping: false,
    announced: false,
    ...patch,
  }
}
