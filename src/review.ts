import { articleChanged } from './alert/article-changed.ts'
import type { Comparison, Content, History, NewVersion, Review, SiteMemory, Suppressed, Version } from './article.ts'
import { compare } from './compare/compare.ts'
import { contentHash } from './compare/content-hash.ts'
import { lineOf } from './compare/line.ts'
import { StetError } from './errors.ts'
import { type Observation, observeFetch, observeKnown, observePage } from './outcome/observe.ts'
import { settle } from './outcome.ts'
import { asVersion, type Baseline, baselineOf } from './review/baseline.ts'
import { isKnown, lookAt, openPage, type PageLook, read } from './review/look.ts'
import { furnitureOf, learn } from './review/memory.ts'
import { planNext } from './review/next-check.ts'
import { owe, oweStanding } from './review/owe.ts'
import type { ReadPage, ReviewInput } from './review/rules.ts'
import { setAside } from './review/set-aside.ts'
import { turnsOf } from './review/turns.ts'

/**
 * The pure heart: what a check came to, from what stood before and what was fetched. No I/O, no clock: the same
 * arguments give the same review.
 * @param watch a stopwatch in ms, for metrics alone; nothing is decided by it
 */
export function review(input: ReviewInput, watch: () => number = () => 0): Review {
  const { fetched } = input
  if (fetched.kind === 'page') return reviewPage(input, fetched.page, watch)
  return conclude(input, observeFetch(fetched), { detail: fetched.kind === 'obstacle' ? fetched.detail : null })
}

/**
 * What can be said of a page before anything that stood before is read: the review of one that is known and of which
 * nothing is to be told, else what it says. Null for one that cannot be read; `review` says why.
 */
export function preview(input: PreviewInput, watch: () => number = () => 0): Review | PageLook | null {
  const startedAt = watch()
  const { page } = input.fetched
  const opened = openPage(page, input)
  if (opened instanceof StetError) return null
  if (isKnown(opened)) {
    const { url, redirects } = page
    const canonical = input.knownPage?.canonical ?? null
    const concluded = conclude({ ...input, history: NO_HISTORY }, observeKnown({ url, redirects, canonical }), {})
    const spent = { extractMs: watch() - startedAt, compareMs: 0 }
    if (concluded.alerts.length === 0) return { ...concluded, spent }
  }
  const { knownPage, ...look } = read(opened)
  return { ...look, knownPage: knownPage(), extractMs: watch() - startedAt }
}

export type PreviewInput = Omit<ReviewInput, 'history' | 'fetched'> & { fetched: { kind: 'page'; page: ReadPage } }

/** A review that tells nothing hangs on nothing that stood before. */
export const NO_HISTORY: History = { latest: null, outdated: false, latestHtml: null, earlier: [], changes: [] }

function reviewPage(input: ReviewInput, page: ReadPage, watch: () => number): Review {
  const { history, rules } = input
  const startedAt = watch()
  const look = lookAt(page, input)
  if (look instanceof StetError) {
    const obstacle = { saw: 'obstacle', outcome: 'too_complex', state: 'parse_limits', retryAfterMs: null } as const
    return conclude(input, obstacle, { detail: look.message })
  }
  const { content, markup } = look
  const seen = asVersion(content, rules)
  const { latest } = history
  const baseline = latest && baselineOf(history, { latest, next: seen, url: input.article.url, rules })
  const extractMs = watch() - startedAt
  const last = baseline === null ? null : baseline.kind === 'none' ? latest : baseline.version
  const differs = last?.contentHash !== seen.contentHash
  const turned = differs && last ? turnedAlone(input, last.content, content) : []
  const changed = differs && turned.length === 0
  const observation = observePage({ last: last?.content ?? null, next: content, changed, page: { ...page, markup } })
  const taught = differs && observation.saw === 'article' && baseline && baseline.kind !== 'none'
  const memory = taught ? learnt(input, baseline.version.content, content) : null
  const isLatest = !differs && baseline?.kind === 'stored'
  const knownPage = observation.saw === 'article' ? (isLatest ? look.knownPage() : null) : undefined
  const concluded = conclude(input, observation, { seen, page, baseline, memory, turned, knownPage })
  const compareMs = watch() - startedAt - extractMs
  return { ...concluded, spent: { extractMs: extractMs + (page.look?.extractMs ?? 0), compareMs } }
}

/** What turned, where nothing but known furniture did: that is no version. */
function turnedAlone(input: ReviewInput, last: Content, next: Content): Suppressed[] {
  const still = setAside(last, next, { places: placesOf(input), shared: {} })
  return contentHash(still.last) === contentHash(still.next) ? still.aside : []
}

function placesOf({ history, now }: ReviewInput): Map<string, string> {
  return furnitureOf(history.site?.memory ?? null, history.site?.released ?? [], now)
}

function learnt({ article, history, now }: ReviewInput, last: Content, next: Content): SiteMemory | null {
  const look = { articleId: article.id, checkNo: article.checkNo + 1, now }
  return learn(history.site?.memory ?? null, turnsOf(last, next), look, history.site?.released ?? [])
}

/** What a check found beside its observation. */
interface Found {
  detail?: string | null
  seen?: NewVersion
  page?: ReadPage
  baseline?: Baseline | null
  memory?: SiteMemory | null
  knownPage?: Review['knownPage']
  /** Furniture that turned by itself. */
  turned?: Suppressed[]
}

/** Settles what was observed and puts it into the words of a review. */
function conclude(input: ReviewInput, observation: Observation, found: Found): Review {
  const { article, now } = input
  const { seen, page, baseline, memory = null, knownPage, turned = [], detail = null } = found
  const known = article.versionNo > 0
  const settled = settle({
    standing: article.standing,
    known,
    url: article.url,
    observation,
    now,
    outbreak: input.outbreak ?? null,
    ...(input.rules.outcome && { rules: input.rules.outcome }),
    trouble: input.trouble ?? null,
  })
  const isNew = !settled.keepLastVersion && seen !== undefined
  // The operator said that what looks wrong is the site's new template: then no difference is an edit.
  const accepted = input.trouble === 'accept' && observation.saw === 'doubtful'
  const told = isNew && page && baseline && !accepted ? tellChange(input, { seen, page, baseline }) : null
  // Known, but nothing to compare with (its snapshot is lost, its text forgotten): no difference is the publisher's.
  const technical = known && (!baseline || baseline.kind === 'none' || accepted)
  const version = isNew ? { ...seen, technical } : null
  const traits = version ? traitsOf(version.content) : article.traits
  const next = planNext(input, settled, { traits, changed: isNew && known && !technical })
  const moved = settled.events.find((event) => event.type === 'moved')
  return {
    outcome: settled.outcome,
    state: settled.state,
    detail,
    standing: settled.standing,
    version,
    technical: baseline?.kind === 'ours' ? baseline.technical : null,
    confirmedBy: baseline?.kind === 'confirmed' ? baseline.by : null,
    changes: told?.comparison.changes ?? [],
    suppressed: told?.comparison.suppressed ?? turned,
    alerts: [...(told?.alerts ?? []), ...oweStanding(input, settled, detail)],
    nextCheckAt: next.at,
    urge: next.urge,
    movedTo: moved?.to ?? null,
    memory,
    knownPage,
    spent: { extractMs: 0, compareMs: 0 },
  }
}

/** Compares the new version with what stood before and says what is owed of it; null where nothing can be compared. */
function tellChange(
  input: ReviewInput,
  { seen, page, baseline }: { seen: NewVersion; page: ReadPage; baseline: Baseline },
): { comparison: Comparison; alerts: Review['alerts'] } | null {
  if (baseline.kind === 'none') return null
  const { article, history, rules, now, shared = {} } = input
  const from = baseline.version
  const { last, next, aside } = setAside(from.content, seen.content, { places: placesOf(input), shared })
  const compared = compare(...readable(last, next), { history, weights: weightsOf(rules, article.tags) })
  const comparison = { ...compared, suppressed: [...aside, ...compared.suppressed] }
  if (!comparison.alert) return { comparison, alerts: [] }
  const to: Version = { ...seen, no: from.no + 1, foundAt: now, lastSeenAt: now, snapshotSha256: page.wireHash }
  const { announced, revertedTo, flapping } = comparison
  const between = { from: from.lastSeenAt, to: now }
  const line = lineOf(comparison.changes, { announced, revertedTo, flapping, between })
  const told = { ...comparison, line }
  const event = articleChanged({ article, from, to, comparison: told, now, publicUrl: rules.publicUrl })
  return { comparison, alerts: [owe(event, comparison.changes, rules, now)] }
}

/** The operator's points for an article: its host's, and what each of its tags says instead. */
function weightsOf({ weights, weightsByTag }: ReviewInput['rules'], tags: readonly string[]): Record<string, number> {
  return Object.assign({}, weights, ...tags.map((tag) => weightsByTag[tag] ?? {}))
}

/**
 * Two looks at the same teaser are compared like any text. A wall that lifts shows text that was there all along: then
 * only what stood before the wall is compared.
 */
function readable(old: Content, next: Content): [Content, Content] {
  if (old.kind !== 'paywall_teaser') return [old, next]
  if (next.kind === 'paywall_teaser') {
    return [
      { ...old, kind: 'article' },
      { ...next, kind: 'article' },
    ]
  }
  return [
    { ...old, blocks: [] },
    { ...next, blocks: [] },
  ]
}

/** What cadence asks of a version. */
export function traitsOf({ kind, section, published, lang }: Content): NonNullable<ReviewInput['article']['traits']> {
  return { kind, section, published, lang }
}
