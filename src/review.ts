import { articleChanged } from './alert/article-changed.ts'
import type { StetEvent } from './alert/event.ts'
import { hold } from './alert/hold.ts'
import { preferences } from './alert/preferences.ts'
import { type Mute, matchRoutes, type Route } from './alert/route.ts'
import type {
  Article,
  Comparison,
  Content,
  EndpointId,
  FetchOutcome,
  History,
  NewVersion,
  Outcome,
  Owed,
  Page,
  Review,
  Site,
  Standing,
  Version,
} from './article.ts'
import { type CadenceSettings, nextCheck } from './cadence.ts'
import { compare } from './compare/compare.ts'
import { contentHash } from './compare/content-hash.ts'
import { StetError } from './errors.ts'
import { extract } from './extract/extract.ts'

/** A page without its bytes: what thinking needs of it. */
export type ReadPage = Omit<Page, 'wire'>

export type ReadOutcome = Exclude<FetchOutcome, { kind: 'page' }> | { kind: 'page'; page: ReadPage }

export interface Rules {
  /** Version of the extractor: a hash of its code. */
  extractor: string
  /** The site's own rules and their version. */
  site: { version: string; rules: object | null }
  routes: Route[]
  mutes: Mute[]
  /** By endpoint id: how its editors want to be told. */
  preferences: Record<string, unknown>
  cadence: CadenceSettings
  gapMs: number
  publicUrl: string | null
}

export interface ReviewInput {
  article: Article
  history: History
  site: Pick<Site, 'host' | 'gapMs' | 'habits'>
  fetched: ReadOutcome
  rules: Rules
  now: string
}

/**
 * The pure heart: what a check came to, from what stood before and what was fetched. No I/O, no clock: the same
 * arguments give the same review.
 */
export function review(input: ReviewInput): Review {
  return input.fetched.kind === 'page' ? reviewPage(input, input.fetched.page) : reviewWithoutPage(input, input.fetched)
}

function reviewPage(input: ReviewInput, page: ReadPage): Review {
  const { article, history, rules, now } = input
  const content = see(page.html, page.url, rules)
  if (isStetError(content)) return settled(input, { outcome: 'too_complex', state: null, detail: content.message })
  if (content.headline === null && content.blocks.length === 0) {
    return settled(input, { outcome: 'retry', state: content.kind, detail: `${page.url}: no headline and no text` })
  }
  const hash = contentHash(content)
  const seen: NewVersion = { content, contentHash: hash, ...seenBy(rules), technical: false }
  const { latest } = history
  if (!latest) return settled(input, { outcome: 'new_version', state: null, detail: null }, { version: seen })

  const baseline = seeAgain(history, latest, article.url, rules)
  if (baseline.contentHash === hash) {
    return settled(input, { outcome: 'unchanged', state: null, detail: null }, { ...ours(baseline, rules) })
  }
  const from: Version = { ...latest, ...baseline, no: baseline.technical ? latest.no + 1 : latest.no }
  const comparison = compare(from.content, content, { history })
  const to: Version = {
    ...seen,
    no: from.no + 1,
    foundAt: now,
    lastSeenAt: now,
    snapshotSha256: page.wireHash,
  }
  const alerts = comparison.alert
    ? [
        owe(
          articleChanged({ article, from, to, comparison, now, publicUrl: rules.publicUrl }),
          comparison.changes,
          rules,
          now,
        ),
      ]
    : []
  return settled(
    input,
    { outcome: 'new_version', state: null, detail: null },
    { version: seen, ...ours(baseline, rules), comparison, alerts },
  )
}

function reviewWithoutPage(input: ReviewInput, fetched: Exclude<ReadOutcome, { kind: 'page' }>): Review {
  if (fetched.kind === 'unchanged') return settled(input, { outcome: 'unchanged', state: null, detail: null })
  const { outcome, state, detail, retryAfterMs } = fetched
  return settled(input, { outcome, state, detail }, { retryAfterMs })
}

/** The content of a page, or why it has none. */
function see(html: string, url: string, rules: Rules): Content | StetError {
  try {
    return extract({ html, url, rules: rules.site.rules })
  } catch (error) {
    if (error instanceof StetError) return error
    throw error
  }
}

function isStetError(value: Content | StetError): value is StetError {
  return value instanceof StetError
}

function seenBy(rules: Rules): Pick<NewVersion, 'extractor' | 'rules'> {
  return { extractor: rules.extractor, rules: rules.site.version }
}

interface Baseline extends NewVersion {
  /** Whether today's extractor and rules, though new, see the very same. */
  confirmed: boolean
}

/**
 * What the new page is compared with: the latest version, or the same bytes seen with today's extractor and rules
 * when these differ. Only the article may raise an alert; what differs here is ours.
 */
function seeAgain(history: History, latest: Version, url: string, rules: Rules): Baseline {
  const asStored: Baseline = { ...latest, technical: false, confirmed: false }
  if (history.latestHtml === null) return asStored
  const content = see(history.latestHtml, url, rules)
  if (isStetError(content)) return asStored
  const hash = contentHash(content)
  if (hash === latest.contentHash) return { ...asStored, confirmed: true }
  return { content, contentHash: hash, ...seenBy(rules), technical: true, confirmed: false }
}

function ours(baseline: Baseline, rules: Rules): Pick<Settlement, 'technical' | 'confirmedBy'> {
  if (baseline.confirmed) return { confirmedBy: `${rules.extractor} ${rules.site.version}` }
  if (!baseline.technical) return {}
  return {
    technical: { content: baseline.content, contentHash: baseline.contentHash, ...seenBy(rules), technical: true },
  }
}

interface Settlement {
  version?: NewVersion
  technical?: NewVersion
  confirmedBy?: string
  comparison?: Comparison
  alerts?: Owed[]
  retryAfterMs?: number | null
}

/** Puts what was found into the words of a review: the standing after it, and when to look again. */
function settled(
  input: ReviewInput,
  seen: { outcome: Outcome; state: string | null; detail: string | null },
  found: Settlement = {},
): Review {
  const { article, now } = input
  const comparison = found.comparison
  const traits = found.version ? { ...found.version.content } : article.traits
  const changed = found.version !== undefined && article.versionNo > 0
  return {
    ...seen,
    standing: standingAfter(article.standing, seen, now),
    version: found.version ?? null,
    technical: found.technical ?? null,
    confirmedBy: found.confirmedBy ?? null,
    changes: comparison?.changes ?? [],
    suppressed: comparison?.suppressed ?? [],
    alerts: found.alerts ?? [],
    nextCheckAt: nextCheck({
      article: {
        id: article.id,
        checkNo: article.checkNo + 1,
        trackedAt: article.trackedAt,
        publishedAt: traits?.published ?? null,
        edits: changed ? [now, ...article.edits] : article.edits,
        kind: traits?.kind ?? 'article',
        priority: article.priority,
        section: traits?.section ?? null,
      },
      site: {
        habits: null,
        minGapMs: input.site.gapMs ?? input.rules.gapMs,
        retryAfterMs: found.retryAfterMs ?? null,
      },
      settings: input.rules.cadence,
      now,
    }).at,
    movedTo: null,
  }
}

function standingAfter(
  before: Standing | null,
  seen: { outcome: Outcome; state: string | null },
  now: string,
): Standing {
  const same = before !== null && before.outcome === seen.outcome && before.state === seen.state
  return {
    outcome: seen.outcome,
    state: seen.state,
    since: same ? before.since : now,
    seen: same ? before.seen + 1 : 1,
    told: same && before.told,
  }
}

/** Who is owed an event by the routes, and when each endpoint's preferences let it go out. */
function owe(event: StetEvent, changes: Comparison['changes'], rules: Rules, now: string): Owed {
  const nowMs = Date.parse(now)
  const { endpoints } = matchRoutes({ event, routes: rules.routes, mutes: rules.mutes, nowMs, changes })
  return {
    type: event.type,
    severity: event.data.severity,
    line: event.data.line,
    event,
    endpoints: endpoints.map(({ endpointId }) => {
      const held = hold({ event, preferences: preferences.parse(rules.preferences[endpointId] ?? {}), nowMs })
      return { id: endpointId as EndpointId, releaseAt: new Date(held.releaseAtMs).toISOString(), key: held.key }
    }),
  }
}
