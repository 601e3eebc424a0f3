import { coldHabits, factorsOf, type Lesson as HabitLesson, type Habits, learn } from '../../src/cadence/habits.ts'
import type { Factors, Sight } from '../../src/cadence/hazard.ts'
import { intervalOf, type Promised } from '../../src/cadence/interval.ts'
import { jitterOf } from '../../src/cadence/jitter.ts'
import { CADENCE } from '../../src/cadence.ts'
import { type Policy, replayInTime, type Watched } from './replay.ts'
import type { Trace } from './traces.ts'

/** Habits of the site as they stand for an article when its next check is chosen. */
type HabitsFor = (trace: Trace) => Factors | null

const FOLDS = 5

/** The product's own interval at a price, with its default bounds and jitter. */
export function stet(price: number, habitsFor: HabitsFor, promise: Promised = CADENCE.promise): Policy {
  const bounds = { ...CADENCE, promise }
  return (watched) => {
    const { trace, lastCheck, checks } = watched
    const factors = habitsFor(trace)
    const sight = sightOf(watched, factors !== null)
    return lastCheck + intervalOf(sight, factors, lastCheck, price, bounds, jitterOf(trace.id, checks)).ms
  }
}

/** Sees age and the article's own history; no source, section or hour. */
export const cold: HabitsFor = () => null

/**
 * The habits that the ledger would hold after the training articles were watched by the cold policy at a price: checks
 * and what they found, nothing else. For articles of the training set itself, by five folds.
 */
export function learned(train: Trace[], price: number, sameFile: boolean): HabitsFor {
  const fold = new Map(sameFile ? train.map((trace, index) => [trace.id, index % FOLDS]) : [])
  const habits = Array.from({ length: sameFile ? FOLDS : 1 }, coldHabits)
  replayInTime(train, stet(price, cold), (watched, from, to, found) => {
    const lesson = lessonOf(watched, from, to, found)
    for (const [index, known] of habits.entries()) {
      if (fold.get(watched.trace.id) !== index) habits[index] = learn(known, lesson)
    }
  })
  return (trace) => factorsOf(habits[fold.get(trace.id) ?? 0] ?? null)
}

/** Starts with nothing and learns from each check as it is made. */
export function online(): {
  habitsFor: HabitsFor
  lesson: (watched: Watched, from: number, to: number, found: boolean) => void
} {
  let habits: Habits = coldHabits()
  return {
    habitsFor: () => factorsOf(habits),
    lesson: (watched, from, to, found) => {
      habits = learn(habits, lessonOf(watched, from, to, found))
    },
  }
}

/** NewsDiffs as its authors run it: tiers by the time since the last change found or the discovery. */
export const newsdiffs: Policy = ({ trace, found, lastCheck }) => {
  const calmSince = Math.max(trace.start, found[0] ?? 0)
  let from = 0
  for (const [below, wait] of NEWSDIFFS_TIERS) {
    const at = Math.max(lastCheck + wait, calmSince + from)
    if (at - calmSince < below) return at
    from = below
  }
  return Number.POSITIVE_INFINITY
}

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const NEWSDIFFS_TIERS: ReadonlyArray<[below: number, wait: number]> = [
  [180 * MINUTE, 15 * MINUTE],
  [DAY, 60 * MINUTE],
  [7 * DAY, 180 * MINUTE],
  [30 * DAY, 3 * DAY],
  [360 * DAY, 30 * DAY],
]

function sightOf({ trace, found }: Watched, withSection: boolean): Sight {
  return {
    bornAt: trace.start,
    dated: trace.dated,
    edits: found,
    section: withSection ? trace.section : null,
    live: false,
  }
}

function lessonOf(watched: Watched, from: number, to: number, found: boolean): HabitLesson {
  return { sight: sightOf(watched, true), from, to, found }
}
