import { createHash } from 'node:crypto'
import type { Article, ArticleId, History, Outcome, Standing, Version } from '../../src/article.ts'
import { CADENCE } from '../../src/cadence.ts'
import { StetError } from '../../src/errors.ts'
import { asVersion, see } from '../../src/review/baseline.ts'
import type { Rules } from '../../src/review/rules.ts'
import { type Case, priorHtml } from './case.ts'

/** Rules without anything special, and one route that is owed everything. */
export const RULES: Rules = {
  extractor: 'bench',
  site: { version: 'none', rules: null },
  routes: [{ id: 'all', name: 'all', rule: {}, endpointIds: ['desk'] }],
  mutes: [],
  preferences: {},
  cadence: CADENCE,
  weights: {},
  weightsByTag: {},
  windows: {},
  gapMs: 2000,
  requestsPerDay: 10_000,
  total: null,
  publicUrl: null,
}

const LONG_AGO = '2026-11-03T10:00:00.000Z'

/** The article as the case finds it: never seen, or with the version, validators and standing that the case names. */
export function watched(played: Case, url: string): { article: Article; history: History } {
  const { prior, id } = played
  const html = priorHtml(played)
  const latest = html ? versionOf(html, url) : null
  const article: Article = {
    id: id as ArticleId,
    url,
    host: new URL(url).host,
    tags: [],
    priority: 1,
    trackedAt: LONG_AGO,
    versionNo: latest ? 1 : 0,
    checkNo: latest ? 10 : 0,
    validators: { etag: prior?.etag ?? null, lastModified: prior?.last_modified ?? null },
    wireHash: latest?.snapshotSha256 ?? null,
    lastFullFetchAt: latest ? LONG_AGO : null,
    lastCheckedAt: latest ? LONG_AGO : null,
    lastChangedAt: latest ? LONG_AGO : null,
    edits: [],
    traits: null,
    wokenAt: null,
    standing: standingOf(prior ?? {}),
  }
  return { article, history: { latest, outdated: false, latestHtml: null, earlier: [], changes: [] } }
}

function versionOf(html: Buffer, url: string): Version {
  const content = see(html.toString('utf8'), url, RULES)
  if (content instanceof StetError) throw content
  const snapshotSha256 = createHash('sha256').update(html).digest('hex')
  return { ...asVersion(content, RULES), no: 1, foundAt: LONG_AGO, lastSeenAt: LONG_AGO, snapshotSha256 }
}

/** The corpus names the state, at most with a count of sights; that it was confirmed and told is what the word means. */
function standingOf(prior: Record<string, unknown>): Standing | null {
  const outcome = STATES.find((name) => name === prior['state'])
  if (!outcome) return null
  const seen = Object.values(prior).find((value) => typeof value === 'number') ?? 2
  const told = outcome !== 'removed_pending' && outcome !== 'suspect'
  const standing = { outcome, state: null, since: LONG_AGO, seen, countedAt: LONG_AGO, told }
  return told ? { ...standing, said: outcome } : standing
}

const STATES: Outcome[] = ['removed', 'removed_pending', 'blocked', 'paywalled', 'unavailable_legal', 'suspect']
