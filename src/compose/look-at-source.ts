import { sourceGone } from '../alert/operator-event.ts'
import type { FetchOutcome, TakenSource } from '../article.ts'
import { jitterOf } from '../cadence/jitter.ts'
import { nextLook, readPace, type SourceCame } from '../cadence/source.ts'
import { asError, StetError } from '../errors.ts'
import { textOf } from '../extract/text-of.ts'
import type { SourceDeps } from '../jobs/check-site.ts'
import { type SettledSource, type SourceSight, settleSource } from '../outcome/source-standing.ts'
import { freshForMs } from '../review/fresh-for.ts'
import { owe } from '../review/owe.ts'
import type { Rules } from '../review/rules.ts'
import { isAway } from '../store/is-away.ts'
import { recordSource, type SourceRecord } from '../store/record-source.ts'
import type { SourceLook } from '../store/sources.ts'
import { takeSources } from '../store/take-sources.ts'
import type { Metrics } from '../web/metrics.ts'
import { type FetchParts, fetchByRules } from './fetch-article.ts'
import type { HintParts } from './hints.ts'
import { type Brought, NOTHING, readDocument, trackable } from './source-news.ts'

export interface SourceParts extends FetchParts, Omit<HintParts, 'observe'> {
  /** Rules for a host, as they are now. */
  rules(host: string): Promise<Rules>
  observeHint: Metrics['observeHint']
  observeLook: Metrics['observeLook']
}

/** The effects of a visit on sources. */
export function sourceDeps(parts: SourceParts): SourceDeps {
  const { store, config, log } = parts
  return {
    take: (batch) => takeSources(store.pool, { ...batch, leaseSeconds: config.plan.lease_s }),
    async look({ source, site, signal }) {
      try {
        const answer = await fetchByRules(parts, {
          home: source.url,
          request: {
            url: source.url,
            validators: source.validators,
            wireHash: source.wireHash,
            full: isFullDue(source, config.fetch.full_hours),
            wants: 'source',
          },
          site,
          signal,
        })
        if (signal.aborted) return 'cut_short'
        const outcome = await conclude(parts, source, answer.fetched)
        return { outcome, site: answer.site }
      } catch (thrown) {
        if (signal.aborted) return 'cut_short'
        const error = asError(thrown)
        if (isAway(error)) throw error
        log.error({ source_id: source.id, url: source.url, err: error }, 'look at a source failed by a fault of ours')
        await recordFault(parts, source, error)
        return { outcome: 'our_fault', site }
      }
    },
  }
}

/** Reads what came, weighs it and records it; returns the outcome in a word. */
async function conclude(parts: SourceParts, source: TakenSource, fetched: FetchOutcome): Promise<string> {
  const now = new Date().toISOString()
  if (fetched.kind === 'obstacle') {
    const { outcome: reason, state, detail, status, retryAfterMs } = fetched
    const look = lookOf({ outcome: 'failed', state: state || reason, detail, status, at: now })
    const sight = state === 'gone' ? { saw: 'gone' as const } : NOTHING_SEEN
    return record(parts, source, { look, came: 'failed', retryAfterMs, sight })
  }
  if (fetched.kind === 'unchanged') {
    const { status, validators, by, headers = {}, url, redirects } = fetched
    const sight = { saw: 'document' as const, url, redirects }
    const look = lookOf({ outcome: 'unchanged', status, at: now })
    const freshMs = freshForMs(headers)
    return record(parts, source, { look, came: 'nothing', validators, freshMs, whole: by === 'same_bytes', sight })
  }
  const { page } = fetched
  const brought = await readDocument(parts, source, { text: textOf(page.bytes, page.charset), url: page.url, now })
  if ('fault' in brought) {
    const { state, detail } = brought.fault
    const look = lookOf({ outcome: 'failed', state, detail, status: page.status, at: now })
    return record(parts, source, { look, came: 'failed' })
  }
  const { kind, title, ttlMs, entries, waiting, doubted, pulls, track } = brought
  const pulled = pulls.filter((pull) => pull.came !== 'not_needed').length
  const numbers = { entries, waiting, doubted, pulled }
  const document = { kind, title, validators: page.validators, wireHash: page.wireHash }
  const look = lookOf({ outcome: 'read', status: page.status, at: now, ...numbers })
  const came = pulled + track.length > 0 ? 'news' : 'nothing'
  const sight = { saw: 'document' as const, url: page.url, redirects: page.redirects }
  const freshMs = freshForMs(page.headers)
  return record(parts, source, { look, came, brought, document, ttlMs, freshMs, whole: true, sight })
}

interface Concluded {
  look: SourceLook
  came: SourceCame
  retryAfterMs?: number | null
  ttlMs?: number | null
  freshMs?: number | null
  whole?: boolean
  validators?: SourceRecord['validators']
  document?: SourceRecord['document']
  brought?: Brought
  sight?: SourceSight
}

const NOTHING_SEEN: SourceSight = { saw: 'nothing' }
/** One that is gone is asked once a day whether it is back. */
const GONE_WAIT_MS = 86_400_000

async function record(parts: SourceParts, taken: TakenSource, concluded: Concluded): Promise<string> {
  const { store, config, log, observeLook } = parts
  const { look, came, brought = NOTHING } = concluded
  const { retryAfterMs = null, ttlMs = null, freshMs: freshForMs = null, whole = false } = concluded
  const minMs = config.sources.min_minutes * 60_000
  const bounds = { minMs, maxMs: config.sources.max_minutes * 60_000, jitter: jitterOf(`s${taken.id}`, taken.checkNo) }
  const { waitMs, ...pace } = nextLook(readPace(taken.pace), came, { ttlMs, freshForMs, retryAfterMs }, bounds)
  const { remember, gone, track, pulls, children } = brought
  const written = { remember, gone, track, pulls, children, validators: concluded.validators ?? null }
  const document = concluded.document ?? null
  const settled = settleSource({ before: taken.standing, ...taken }, concluded.sight ?? NOTHING_SEEN, look.at)
  const { standing, movesTo, owed } = await saidOf(parts, taken, settled, look.at)
  const least = standing.gone?.told ? GONE_WAIT_MS : 0
  try {
    const own = { standing, movesTo, owed, waitMs: Math.max(waitMs, least) }
    const { tracked, moved } = await recordSource(store.pool, {
      taken,
      look,
      pace,
      document,
      whole,
      ...written,
      ...own,
    })
    if (movesTo !== null) {
      const says = moved ? 'source moved for good' : 'source leads to another source for good: remove one of them'
      log.warn({ source_id: taken.id, from: taken.url, to: movesTo.url }, says)
    }
    observeLook({ outcome: look.outcome, pulled: look.pulled, tracked: tracked.length })
    if (tracked.length + look.pulled > 0) {
      log.info({ source_id: taken.id, tracked: tracked.length, pulled: look.pulled }, 'source brought news')
    }
    if (look.state !== null) {
      log.warn({ source_id: taken.id, url: taken.url, state: look.state, detail: look.detail }, 'source not read')
    }
    return look.outcome
  } catch (thrown) {
    // Another look was faster, or somebody removed it meanwhile: nothing was written.
    if (thrown instanceof StetError && thrown.code === 'stale_source') return 'overtaken'
    throw thrown
  }
}

/** What follows from its standing. Sitemaps of an index are the index's business. */
async function saidOf(
  { config, log, rules }: SourceParts,
  { id, url, title, readAt, parentId }: TakenSource,
  { standing, movesTo, tellsGone }: SettledSource,
  now: string,
): Promise<Pick<SourceRecord, 'standing' | 'movesTo' | 'owed'>> {
  const quiet = { standing, movesTo: null, owed: null }
  if (parentId !== null) return quiet
  if (tellsGone && standing.gone) {
    const event = sourceGone({ source: { id, url, title }, since: standing.gone.since, lastReadAt: readAt, now })
    log.warn({ source_id: id, url }, event.data.line)
    return { ...quiet, owed: owe(event, [], await rules(''), now) }
  }
  return { ...quiet, movesTo: movesTo === null ? null : trackable(movesTo, config) }
}

/** One that cannot even be recorded keeps its lease, so that it does not come first again at once. */
async function recordFault(parts: SourceParts, taken: TakenSource, { message }: Error): Promise<void> {
  const look = lookOf({ outcome: 'failed', state: 'our_fault', detail: message, at: new Date().toISOString() })
  await record(parts, taken, { look, came: 'failed' }).catch((thrown) => {
    if (isAway(thrown)) throw asError(thrown)
  })
}

function lookOf(known: Pick<SourceLook, 'outcome' | 'at'> & Partial<SourceLook>): SourceLook {
  const none = { state: null, detail: null, status: null, entries: 0, pulled: 0, tracked: 0, waiting: 0, doubted: 0 }
  return { ...none, ...known, detail: known.detail?.slice(0, 500) ?? null }
}

/** Caches lie: once a day a source is asked for without conditions, as a page is. */
function isFullDue({ readAt }: TakenSource, hours: number): boolean {
  return readAt === null || Date.now() - Date.parse(readAt) > hours * 3_600_000
}
