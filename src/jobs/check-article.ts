import type { FetchOutcome, Page, Review, Site, Standing, Taken, TakenSource, Validators } from '../article.ts'
import { cadenceArticle } from '../cadence/article.ts'
import type { CheckSeen } from '../cadence.ts'
import { asError, StetError } from '../errors.ts'
import { faultReview } from './fault-review.ts'
import { type Pointer, pointerOf } from './pointer.ts'

/** Everything a check needs of the world. */
export interface CheckDeps {
  now(): Date
  /** True after so many ms, false as soon as `signal` aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<boolean>
  /** Waits until so many more hosts may be visited by this process; null when `signal` aborted before. */
  places(hosts: number, signal: AbortSignal): Promise<{ leave(hosts: number): void } | null>
  ledger: {
    /** Those of the asked visits in which something could be taken. */
    takeChecks(visits: Array<{ host: string; articleIds: string[] }>): Promise<Array<{ site: Site; articles: Taken[] }>>
    endVisit(site: Site, untouched: Taken[], untouchedSources: TakenSource[]): Promise<void>
    recordCheck(record: {
      taken: Taken
      review: Review
      page: Page | null
      at: string
      status: number | null
      tookMs: number
    }): Promise<{ released: string[]; versionNo: number }>
    /** Written in batches; false when another check was faster: then nothing of this one is in the ledger. */
    recordUnchanged(record: {
      taken: Taken
      at: string
      standing: Standing
      nextCheckAt: string | null
      urge: number
      status: number
      tookMs: number
      seen: Sight | null
      knownPage: Review['knownPage']
    }): Promise<boolean>
    /** Whether a failure is the ledger's, which is away, and not that of the work it was asked for. */
    isAway(error: unknown): boolean
  }
  /** One fetch with all of the host's rules; the site comes back with what the request taught, and whether it is slowed. */
  fetchPage(input: {
    taken: Taken
    site: Site
    signal: AbortSignal
  }): Promise<{ fetched: FetchOutcome; site: Site; slowed: boolean }>
  /** The pure review, in the thread pool where a page is to be read. Loads the history it needs. */
  think(input: { taken: Taken; site: Site; fetched: FetchOutcome; now: string; signal: AbortSignal }): Promise<Review>
  /** Rings the bell for deliveries that may go out; losing it loses only time. */
  ring(deliveryIds: string[]): Promise<void>
  /** Brings forward what a recorded check points at; losing it loses only time. */
  pointAt(taken: Taken, review: Review, pointer: Pointer): Promise<void>
  /** A check's line for metrics and for the log of what changed. */
  observe(check: { taken: Taken; review: Review; fetched: FetchOutcome; slowed: boolean; lateMs: number }): void
  /** Runs the whole check of an article, where somebody follows it. */
  around?(taken: Taken, check: () => Promise<Checked | 'cut_short'>): Promise<Checked | 'cut_short'>
  /** A check failed by a fault of ours: for the log, so that it is mended. */
  failed(taken: Taken, error: Error): void
}

/** What an unchanged check saw of the stored version: `whole` when all of its bytes came, not a mere 304. */
interface Sight {
  validators: Validators
  wireHash: string
  whole: boolean
}

export interface Checked {
  outcome: string
  site: Site
  /** What it says of the site's habits; null where nothing was read. */
  lesson: CheckSeen | null
  /** Resolves when the ledger holds the check. */
  written: Promise<void>
}

/**
 * The straight line of one check: fetch, think, write, ring. 'cut_short' by shutdown: nothing was written.
 * A check that fails by a fault of ours is recorded as such and looked at later; it must not hold up its host.
 * @throws when the ledger is away; StetError `check_not_recorded` for a fault that it refused to take, too
 */
export async function checkArticle(
  { taken, site, signal }: { taken: Taken; site: Site; signal: AbortSignal },
  deps: CheckDeps,
): Promise<Checked | 'cut_short'> {
  // What the request taught of the host holds even if what it brought cannot be judged.
  let known = site
  try {
    const answer = await deps.fetchPage({ taken, site, signal })
    known = answer.site
    if (signal.aborted) return 'cut_short'
    const { fetched } = answer
    const at = deps.now().toISOString()
    const review = await deps.think({ taken, site: known, fetched, now: at, signal })
    if (signal.aborted) return 'cut_short'
    const plain = isPlainlyUnchanged(review)
    const written = write({ taken, fetched, review, plain, at, slowed: answer.slowed }, deps)
    // A new version is rung for at once; an unchanged check may wait for its batch while the next page is fetched.
    if (!plain) await written
    // Heard at the end of the visit: until then a rejection must not count as one that nobody handles.
    else written.catch(ignore)
    return { outcome: review.outcome, site: known, lesson: lessonOf(taken, review, at), written }
  } catch (thrown) {
    if (signal.aborted) return 'cut_short'
    await putOff(taken, asError(thrown), deps)
    return { outcome: 'our_fault', site: known, lesson: null, written: Promise.resolve() }
  }
}

function ignore(): void {}

/** Records a check that failed by a fault of ours. */
async function putOff(taken: Taken, error: Error, deps: CheckDeps): Promise<void> {
  if (deps.ledger.isAway(error)) throw error
  deps.failed(taken, error)
  const at = deps.now().toISOString()
  const review = faultReview(taken.article, error.message, at)
  try {
    await deps.ledger.recordCheck({ taken, review, page: null, at, status: null, tookMs: 0 })
  } catch (thrown) {
    if (isOvertaken(thrown)) return
    if (deps.ledger.isAway(thrown)) throw asError(thrown)
    throw new StetError('check_not_recorded', `article ${taken.article.id}: ${error.message}`, { cause: error })
  }
}

/** Only a check that read the article, and not for the first time, teaches; outages teach nothing. */
function lessonOf({ article }: Taken, review: Review, now: string): CheckSeen | null {
  const read = review.outcome === 'unchanged' || review.outcome === 'new_version'
  if (!read || article.versionNo === 0 || article.lastCheckedAt === null) return null
  const found = review.version !== null && !review.version.technical
  return { article: cadenceArticle(article), from: article.lastCheckedAt, now, found }
}

function isPlainlyUnchanged(review: Review): boolean {
  return (
    review.outcome === 'unchanged' &&
    review.version === null &&
    review.technical === null &&
    review.confirmedBy === null &&
    review.memory === null &&
    review.alerts.length === 0 &&
    review.movedTo === null
  )
}

interface Judged {
  taken: Taken
  fetched: FetchOutcome
  review: Review
  /** Nothing in it but that the article stands. */
  plain: boolean
  at: string
  slowed: boolean
}

/** What cannot be written of a plain check is put off here: nobody waits for it but the end of its visit. */
async function write({ taken, fetched, review, plain, at, slowed }: Judged, deps: CheckDeps): Promise<void> {
  const page = fetched.kind === 'page' ? fetched.page : null
  const status = page ? page.status : fetched.kind === 'page' ? null : fetched.status
  const tookMs = Math.round(page ? page.tookMs : fetched.kind === 'page' ? 0 : fetched.tookMs)
  try {
    if (plain && status !== null) {
      const seen = page
        ? { validators: page.validators, wireHash: page.wireHash, whole: true }
        : seenAgain(taken, fetched)
      const { standing, nextCheckAt, urge, knownPage } = review
      const record = { taken, at, standing, nextCheckAt, urge, status, tookMs, seen, knownPage }
      if (!(await deps.ledger.recordUnchanged(record))) return
    } else {
      const recorded = await deps.ledger.recordCheck({ taken, review, page, at, status, tookMs })
      if (recorded.released.length > 0) await deps.ring(recorded.released)
    }
    deps.observe({ taken, review, fetched, slowed, lateMs: Math.max(0, Date.parse(at) - Date.parse(taken.dueAt)) })
    const pointer = pointerOf(taken, review, fetched)
    if (pointer) await deps.pointAt(taken, review, pointer)
  } catch (error) {
    // Another check was faster: its word stands, and nothing of ours was written.
    if (isOvertaken(error)) return
    if (!plain) throw error
    await putOff(taken, asError(error), deps)
  }
}

/**
 * What an unchanged answer says of the version that we hold: the same bytes are a look at the whole page, and either
 * answer may bring newer validators (RFC 9110 15.4.5).
 */
function seenAgain({ article }: Taken, fetched: FetchOutcome): Sight | null {
  if (fetched.kind !== 'unchanged' || article.wireHash === null) return null
  const { validators, by } = fetched
  const { etag, lastModified } = article.validators
  const whole = by === 'same_bytes'
  if (!whole && validators.etag === etag && validators.lastModified === lastModified) return null
  return { validators, wireHash: article.wireHash, whole }
}

function isOvertaken(error: unknown): boolean {
  return error instanceof StetError && error.code === 'stale_check'
}
