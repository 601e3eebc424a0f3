import { matchesGlob } from './glob.ts'

/** What the operator wants of a source. */
export interface SourceSettings {
  /** Track what it names anew; else it only hints at what is tracked. */
  track: boolean
  tags: string[]
  priority: number
  /** Articles tracked from it in a day, and at first sight. */
  limit: number
  /** Literal patterns with `*`; none includes everything. */
  include: string[]
  exclude: string[]
}

/** An entry that differs from what is remembered of it. */
export interface ChangedEntry {
  /** As the ledger writes addresses. */
  url: string
  title: string | null
  at: string | null
  /** What was remembered; null for one never seen in this source. */
  was: { at: string | null } | null
  /** The article that it names, tracked or not; null where there is none. */
  article: { tracked: boolean; lastCheckedAt: string | null } | null
}

export interface Weighed {
  /** Tracked articles that it says were touched. */
  hints: string[]
  /** To be tracked, newest first. */
  fresh: string[]
  /** Over the day's limit: not remembered, so that tomorrow they are new again if they still stand there. */
  waiting: string[]
  /** Entries moved all at once, which is how the document was made and says nothing of articles. */
  doubted: number
}

/** Publishers' clocks and caches: a time so long before our last look may still be news to us. */
const SLACK_MS = 15 * 60_000
/** So many moved at once, and this share of all: the document's own clock, or its own titles, not the articles'. */
const MANY_MOVED = 8
const MOST_SHARE = 0.5
/** So few are enough where all say the same second: the document was made then. */
const FEW_MOVED = 3

/**
 * What a look at a source asks for. At first sight nothing counts as changed and at most `limit` are tracked, the
 * newest first. Pure.
 * @param total entries in the document
 * @param trackedToday articles that were tracked from it in the last day
 * @param lookedAt the look before this one; null at first sight
 */
export function weigh(
  changed: readonly ChangedEntry[],
  about: { settings: SourceSettings; total: number; trackedToday: number; lookedAt: string | null },
): Weighed {
  const { settings, total, trackedToday, lookedAt } = about
  const moved = changed.filter(({ was }) => was !== null)
  const doubtful =
    moved.length > total * MOST_SHARE &&
    (moved.length >= MANY_MOVED || (moved.length >= FEW_MOVED && isOneMoment(moved)))
  const hints =
    lookedAt === null ? [] : changed.filter((entry) => isHint(entry, lookedAt) && !(doubtful && entry.was !== null))
  const anew = settings.track
    ? changed.filter(({ url, was, article }) => was === null && article === null && isWanted(url, settings))
    : []
  const room = Math.max(0, settings.limit - trackedToday)
  const newest = anew.toSorted(newestFirst)
  return {
    hints: hints.toSorted(newestFirst).map(({ url }) => url),
    fresh: newest.slice(0, room).map(({ url }) => url),
    waiting: lookedAt === null ? [] : newest.slice(room).map(({ url }) => url),
    doubted: doubtful ? moved.length : 0,
  }
}

/** A day without a time is said as its last moment: that many share. */
function isOneMoment([first, ...others]: ReadonlyArray<Pick<ChangedEntry, 'at'>>): boolean {
  const at = first?.at ?? null
  return at !== null && !at.endsWith('T23:59:59.999Z') && others.every((other) => other.at === at)
}

function isHint({ was, at, article }: ChangedEntry, lookedAt: string): boolean {
  if (!article?.tracked) return false
  const seen = article.lastCheckedAt
  if (seen === null) return false
  if (at !== null && at !== was?.at) return Date.parse(at) > Date.parse(seen) - SLACK_MS
  // Without a time only the look before tells: what was checked since then may have shown it.
  return was !== null || Date.parse(seen) < Date.parse(lookedAt)
}

/** Whether a source's patterns mean an address. */
export function isWanted(url: string, { include, exclude }: Pick<SourceSettings, 'include' | 'exclude'>): boolean {
  if (include.length + exclude.length === 0) return true
  const address = new URL(url)
  const meant = (patterns: readonly string[]) => patterns.some((pattern) => matchesGlob(pattern, address))
  return (include.length === 0 || meant(include)) && !meant(exclude)
}

/** Feeds put the newest first: where no time is said their order holds (sorting is stable). */
function newestFirst(a: { at: string | null }, b: { at: string | null }): number {
  if (a.at === b.at || a.at === null || b.at === null) return 0
  return a.at < b.at ? 1 : -1
}
