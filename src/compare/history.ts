import type { Change, Content, History } from '../article.ts'
import { contentHash } from './content-hash.ts'

type Past = Pick<History, 'earlier' | 'changes'>

export interface Recurrence {
  /** The version that stands again, when the new state is an earlier one. */
  revertedTo: number | null
  /** The article has flipped between known states more than once. */
  flapping: boolean
  /** It has been told as flapping before: once is enough. */
  told: boolean
}

/** Whether the new state stood before, whole or by its headline (an A/B test flips only that). */
export function recurrence(old: Content, next: Content, history: Past | undefined): Recurrence {
  const earlier = (history?.earlier ?? []).filter((version) => !version.technical).sort((a, b) => a.no - b.no)
  if (earlier.length < 2) return { revertedTo: null, flapping: false, told: false }
  const hash = contentHash(next)
  const latest = earlier.at(-1)?.no
  const same = earlier.filter((version) => version.contentHash === hash && version.no !== latest).at(-1)
  const flips = returns([...earlier.map((version) => version.headline), next.headline?.text ?? null])
  const flipped = old.headline?.text !== next.headline?.text
  // Two servers of one site that hold two states of an article show them in turn, the headline alike in both.
  const whole = same !== undefined && returns([...earlier.map((version) => version.contentHash), hash]) >= FLAPS
  const flapping = whole || (flipped && flips >= FLAPS)
  return { revertedTo: same?.no ?? null, flapping, told: flipped && flips > FLAPS }
}

/** What returns once was reverted; from the second return on it flaps. */
const FLAPS = 2

/** How often a state came back after another one had stood. */
function returns(states: ReadonlyArray<string | null>): number {
  const seen = new Set<string>()
  let last: string | null = null
  let count = 0
  for (const state of states) {
    if (state === null || state === last) continue
    if (seen.has(state)) count++
    seen.add(state)
    last = state
  }
  return count
}

/** What creeps; a headline that is worded anew again and again is no series of values. */
const FIGURES: ReadonlySet<Change['kind']> = new Set<Change['kind']>(['number', 'age', 'money', 'date'])

/** The values a figure went through before, oldest first: 12, 15, 17. */
export function seriesOf(change: Change, history: Past | undefined): string[] {
  if (change.old === null || change.new === null || !FIGURES.has(change.kind)) return []
  const series = [change.new, change.old]
  const seen = new Set(series)
  for (const past of history?.changes ?? []) {
    if (past.kind !== change.kind || past.new !== series.at(-1) || past.old === null || seen.has(past.old)) continue
    series.push(past.old)
    seen.add(past.old)
  }
  return series.length > 2 ? series.reverse() : []
}
