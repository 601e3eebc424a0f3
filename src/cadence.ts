import type { PageKind } from './article.ts'
import { coldHabits, factorsOf, type Habits, learn } from './cadence/habits.ts'
import { DAY, type Factors, HOUR, type Sight, type Stretch, stretchAt } from './cadence/hazard.ts'
import { type Bounds, intervalOf } from './cadence/interval.ts'
import { jitterOf } from './cadence/jitter.ts'
import { priceOfFirstDay } from './cadence/spend.ts'
import { openAt, type Window } from './cadence/window.ts'

export interface CadenceSettings extends Bounds {
  /** Checks that an ordinary new article gets in its first day when no budget is short. */
  checksFirstDay: number
  /** Without an edit for so long an article rests: no more checks until something points at it. */
  restAfterMs: number
  /** How long an article that was woken stays awake. */
  wakeMs: number
}

/** Defaults; `config/default.yaml` holds the same numbers. */
export const CADENCE: CadenceSettings = {
  promise: { kind: 'mean' },
  checksFirstDay: 48,
  minMs: 2 * 60_000,
  maxMs: DAY,
  youngMaxMs: 6 * HOUR,
  restAfterMs: 30 * DAY,
  wakeMs: 2 * DAY,
  jitter: 0.1,
}

export interface CadenceInput {
  article: {
    id: string
    /** Number of the check just made. */
    checkNo: number
    trackedAt: string
    /** As the page says; a date alone tells the day only, which is too coarse for a fresh article. */
    publishedAt: string | null
    /** When edits were found, newest first; twenty are plenty. */
    edits: readonly string[]
    kind: PageKind
    /** 1 is normal; 2 is checked twice as often. */
    priority: number
    section: string | null
    /** Last time something pointed at it (`pullForward`). */
    wokenAt?: string | null
  }
  site: {
    habits: Habits | null
    /** Least time between two requests to the host: its own gap or the robots.txt crawl-delay. */
    minGapMs: number
    /** Price under the site's and the total budget (`priceUnder`, the larger); null or absent when none is short. */
    price?: number | null
    /** Retry-After and the like: not before, in ms from now. */
    retryAfterMs?: number | null
    /** How long the server says that its answer stays fresh: looking sooner shows a cache. */
    freshForMs?: number | null
  }
  settings: CadenceSettings
  /** Time windows of the article's tags; none means always. */
  windows?: readonly Window[]
  /** The time of the check just made, which is when the next one is chosen. */
  now: string
}

export interface NextCheck {
  /** null: the article rests. */
  at: string | null
  /** In plain words, for `stet schedule ARTICLE`. */
  reason: string
  /** Expected edits per hour now. */
  rate: number
  /** Priority times the attention that the rate deserves: what the article asks of a budget (`priceUnder`), and how it ranks when late. */
  urge: number
}

/** A server may ask for freshness of days; a correction cannot wait for that. */
const FRESH_LIMIT_MS = HOUR / 2

/**
 * When to look at an article again: a pure function of its age, its own edits, its site's habits, what the operator
 * promises and what the server allows. Bounds, weakest first: the policy's interval with jitter, the longest and the
 * shortest interval, the server's hints and the host's gap, the tag's windows.
 * @throws RangeError for an unknown time zone in a window
 */
export function nextCheck(input: CadenceInput): NextCheck {
  const { article, site, settings } = input
  const now = Date.parse(input.now)
  const sight = sightOf(input.article)
  const factors = factorsOf(site.habits)
  const stretch = stretchAt(sight, factors, now)
  const { rate } = stretch
  const urge = article.priority * stretch.attention
  const restsAt = restTime(article.wokenAt, sight, settings)
  if (now >= restsAt) {
    return { at: null, reason: `rests: no edit found for ${spell(now - quietSince(sight))}`, rate, urge }
  }
  const fair = priceOfFirstDay(settings.checksFirstDay, sight.dated)
  const price = Math.max(fair, site.price ?? 0)
  const jitter = jitterOf(article.id, article.checkNo)
  const { ms: bounded, bound, promised } = intervalOf(sight, factors, now, price / article.priority, settings, jitter)
  const hint = Math.max(
    Math.min(site.retryAfterMs ?? 0, settings.maxMs),
    Math.min(site.freshForMs ?? 0, FRESH_LIMIT_MS, settings.maxMs),
  )
  const floored = Math.max(bounded, hint, site.minGapMs)
  const due = Math.round(now + floored)
  const at = openAt(input.windows ?? [], due)
  if (at === Number.POSITIVE_INFINITY) return { at: null, reason: 'rests: its time windows never open', rate, urge }
  const inWords = () =>
    [
      history(sight, now),
      `about ${spellRate(rate)} expected`,
      habitsInWords(factors, stretch),
      sight.live ? 'a live blog' : null,
      article.priority === 1 ? null : `priority ${article.priority}`,
      price > fair ? `the budget makes intervals ${(price / fair).toFixed(1)} times longer` : null,
      promised && settings.promise.kind === 'within' ? `promised within ${settings.promise.minutes} min` : null,
      bound === 'min' ? `never sooner than ${spell(bounded)}` : null,
      bound === 'max' ? `never later than ${spell(bounded)}` : null,
      floored > bounded ? (hint >= site.minGapMs ? 'the server asked for patience' : 'the host asks for a gap') : null,
      at > due ? 'waits for its time window' : null,
    ].filter((word) => word !== null)
  const words = () => `in ${spell(at - now)}: ${inWords().join('; ')}`
  return new Chosen({ at: new Date(at).toISOString(), words, rate, urge })
}

/** Put into words only where somebody asks: every check comes by here, and none should make a property for it. */
class Chosen implements NextCheck {
  readonly at: string
  readonly rate: number
  readonly urge: number
  readonly #words: () => string

  constructor({ at, rate, urge, words }: { at: string; rate: number; urge: number; words: () => string }) {
    this.at = at
    this.rate = rate
    this.urge = urge
    this.#words = words
  }

  get reason(): string {
    return this.#words()
  }
}

/** What a check that read its article says of its site. */
export interface CheckSeen {
  /** As it stood before this check: `edits` without the one just found. */
  article: CadenceInput['article']
  /** The check before this one; a first check teaches nothing. */
  from: string
  now: string
  found: boolean
}

/**
 * A site's habits after more checks that read their article (304 and same bytes included; outages teach nothing).
 * Whoever stores them keeps one writer at a time per site, or accepts that a lesson is lost.
 */
export function habitsAfter(habits: Habits | null, ...checks: readonly CheckSeen[]): Habits {
  const lessons = checks.map(({ article, from, now, found }) => {
    return { sight: sightOf(article), from: Date.parse(from), to: Date.parse(now), found }
  })
  return learn(habits ?? coldHabits(), ...lessons)
}

interface Followed extends Sight {
  /** When tracking began, ms. */
  trackedAt: number
}

function sightOf(article: CadenceInput['article']): Followed {
  const trackedAt = Date.parse(article.trackedAt)
  const published = publishedTime(article.publishedAt, trackedAt)
  return {
    bornAt: published ?? trackedAt,
    dated: published !== null,
    edits: article.edits.map((edit) => Date.parse(edit)),
    section: article.section,
    live: article.kind === 'live_blog',
    trackedAt,
  }
}

/** Without a time and a zone a date is off by up to a day, which matters unless it lies days back. */
function publishedTime(publishedAt: string | null, trackedAt: number): number | null {
  if (publishedAt === null) return null
  const exact = /T\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$/i.test(publishedAt)
  const time = Date.parse(exact ? publishedAt : publishedAt.slice(0, 10))
  if (Number.isNaN(time)) return null
  return exact || trackedAt - time > 2 * DAY ? time : null
}

function quietSince({ bornAt, trackedAt, edits }: Followed): number {
  return Math.max(bornAt, trackedAt, edits[0] ?? 0)
}

function restTime(wokenAt: string | null | undefined, sight: Followed, settings: CadenceSettings): number {
  const awake = wokenAt ? Date.parse(wokenAt) + settings.wakeMs : 0
  return Math.max(awake, quietSince(sight) + settings.restAfterMs)
}

function history(sight: Sight, now: number): string {
  const age = `${sight.dated ? 'published' : 'first seen'} ${spell(now - sight.bornAt)} ago`
  const last = sight.edits[0]
  if (last === undefined) return `${age}, never edited since`
  const times = sight.edits.length === 1 ? 'one edit' : `${sight.edits.length} edits`
  return `${age}, ${times} found, the last ${spell(now - last)} ago`
}

/** Only what matters: a factor near one is no news. */
function habitsInWords(factors: Factors | null, stretch: Stretch): string | null {
  if (!factors) return null
  const parts = [
    { name: 'this site', factor: factors.base },
    { name: 'its section', factor: stretch.section },
    { name: 'this hour', factor: factors.hour[stretch.hour] ?? 1 },
  ].filter(({ factor }) => factor > 1.25 || factor < 0.8)
  if (parts.length === 0) return null
  return `by its habits ${parts.map(({ name, factor }) => `${name} is edited ${factor.toFixed(1)} times as often`).join(', ')}`
}

function spellRate(perHour: number): string {
  return perHour >= 1 ? `${perHour.toFixed(1)} edits an hour` : `one edit in ${spell(HOUR / Math.max(perHour, 1e-6))}`
}

function spell(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return `${Math.max(0, Math.round(ms / 1000))} s`
  if (minutes < 100) return `${minutes} min`
  return minutes < 2880 ? `${(minutes / 60).toFixed(1)} h` : `${Math.round(minutes / 1440)} days`
}
