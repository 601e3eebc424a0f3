import { AGE_EDGES, BAND_EDGES, COUNT_EDGES, type Factors, HOUR, SINCE_EDGES, type Sight, stretchAt } from './hazard.ts'

/** Edits seen and edits expected, by bin of one habit. */
interface Habit {
  seen: number[]
  expected: number[]
}

/**
 * What Stet has seen of a site's edits: a few hundred numbers, kept in the ledger as JSON and updated check by check.
 * Each habit multiplies the prior's rate by (seen + weight) / (expected + weight), so a site nothing is known of is the
 * prior and a few dozen articles begin to tell. `expected` counts what all other habits already explain (backfitting,
 * one observation at a time), so that a busy hour of a busy section is not counted twice.
 */
export interface Habits {
  v: 1
  /** When the numbers were last let fade, ms. */
  at: number
  base: Habit
  age: Habit
  state: Habit
  count: Habit
  hour: Habit
  weekend: Habit
  section: Record<string, [seen: number, expected: number]>
}

/** What one check showed: whether an article that stood so at `from` was edited by `to` (ms). */
export interface Lesson {
  sight: Sight
  from: number
  to: number
  found: boolean
}

/** Seen edits at which a habit is believed half; by five-fold replay, and by learning from a tenth of the articles. */
const WEIGHT = { base: 5, age: 100, state: 100, count: 100, hour: 50, weekend: 100, section: 10 }
/** Newsrooms change their ways slowly: half a year forgets more than it gains (1.5 % of the mean delay over two years). */
const HALF_LIFE_MS = 730 * 24 * HOUR
const FADE_EVERY_MS = 24 * HOUR
/** Sections beyond these are too rare to tell anything. */
const MAX_SECTIONS = 100

/** Ages (h) and times since an edit (h) told apart by habits: coarser than the prior's, so that bins fill. */
const AGE_GROUPS = groupsOf(AGE_EDGES, [0, 0.25, 0.5, 1, 2, 4, 8, 24, 72])
const SINCE_GROUPS = [0, ...groupsOf(SINCE_EDGES, [0, 0.5, 2]).map((group) => group + 1)]
const STATES = 4

/** A site nothing is known of yet. */
export function coldHabits(): Habits {
  const empty = (bins: number): Habit => ({ seen: Array(bins).fill(0), expected: Array(bins).fill(0) })
  return {
    v: 1,
    at: 0,
    base: empty(BINS.base),
    age: empty(BINS.age),
    state: empty(BINS.state),
    count: empty(BINS.count),
    hour: empty(BINS.hour),
    weekend: empty(BINS.weekend),
    section: {},
  }
}

/**
 * The habits after more checks, all judged by what was known before them: one copy for a whole visit of a host. Only
 * checks that read the article count: an outage teaches nothing.
 * A change found stands for `expected / (1 - exp(-expected))` edits, spread over the interval as the rate expects, since
 * nobody saw when it was made.
 */
export function learn(habits: Habits, ...lessons: readonly Lesson[]): Habits {
  const next = faded(habits, Math.max(habits.at, ...lessons.map((lesson) => lesson.to)))
  for (const lesson of lessons) take(next, lesson, habits)
  sound.add(next)
  return next
}

/** Adds one lesson to `next`, explained by what `habits` knew. */
function take(next: Habits, lesson: Lesson, habits: Habits): void {
  const factors = factorsOf(habits)
  const { sight } = lesson
  const parts: Array<{ expected: number; bins: Bins }> = []
  let total = 0
  for (let at = lesson.from; at < lesson.to; ) {
    const stretch = stretchAt(sight, factors, at)
    const until = Math.min(lesson.to, stretch.until)
    const expected = (stretch.rate * (until - at)) / HOUR
    total += expected
    parts.push({
      expected,
      bins: {
        base: 0,
        age: AGE_GROUPS[stretch.ageBin] ?? 0,
        state: stretch.band * STATES + (SINCE_GROUPS[stretch.sinceBin] ?? 0),
        count: stretch.countBin,
        hour: stretch.hour,
        weekend: stretch.weekend,
      },
    })
    at = until
  }
  const seenPerExpected = lesson.found ? 1 / -Math.expm1(-total) : 0
  for (const { expected, bins } of parts) {
    for (const name of NAMES) {
      const used =
        name === 'hour' ? factorOfHour(habits.hour, bins.hour) : factor(habits[name], bins[name], WEIGHT[name])
      tally(next[name], bins[name], expected / used, expected * seenPerExpected)
    }
  }
  if (sight.section !== null) next.section = sectionsAfter(next.section, sight.section, total, seenPerExpected)
}

/** Habits as the ledger holds them; null when there are none or when another release wrote them in its own way. */
export function readHabits(stored: unknown): Habits | null {
  if (typeof stored !== 'object' || stored === null) return null
  if (sound.has(stored)) return stored as Habits
  if (!isHabits(stored)) return null
  sound.add(stored)
  return stored
}

/** The habits as factors on the prior's rate; null when there are none. */
export function factorsOf(habits: Habits | null): Factors | null {
  if (!habits) return null
  const known = compiled.get(habits)
  if (known) return known
  const of = (name: Name) => habits[name].seen.map((_, bin) => factor(habits[name], bin, WEIGHT[name]))
  const age = of('age')
  const state = of('state')
  const factors: Factors = {
    base: factor(habits.base, 0, WEIGHT.base),
    age: AGE_GROUPS.map((group) => age[group] ?? 1),
    state: BAND_EDGES.map((_, band) => SINCE_GROUPS.map((group) => state[band * STATES + group] ?? 1)),
    count: of('count'),
    hour: of('hour').map((_, hour) => factorOfHour(habits.hour, hour)),
    weekend: of('weekend'),
    section: (name) => ratio(...(habits.section[name] ?? NOTHING), WEIGHT.section),
  }
  compiled.set(habits, factors)
  return factors
}

/** By hand: a schema takes as long over these two hundred numbers as a whole check does. */
function isHabits(stored: object): stored is Habits {
  const { v, at, section, ...habits }: Partial<Record<keyof Habits, unknown>> = stored
  return (
    v === 1 &&
    Number.isFinite(at) &&
    NAMES.every((name) => isHabit(habits[name], BINS[name])) &&
    typeof section === 'object' &&
    section !== null &&
    Object.values(section).every((pair) => areNumbers(pair, 2))
  )
}

function isHabit(stored: unknown, bins: number): boolean {
  if (typeof stored !== 'object' || stored === null) return false
  const { seen, expected }: Partial<Record<keyof Habit, unknown>> = stored
  return areNumbers(seen, bins) && areNumbers(expected, bins)
}

function areNumbers(stored: unknown, count: number): boolean {
  return Array.isArray(stored) && stored.length === count && stored.every(Number.isFinite)
}

/** Habits are never changed in place, so what was computed of them holds as long as they live. */
const NOTHING: [number, number] = [0, 0]
const compiled = new WeakMap<Habits, Factors>()
/** Each check asks for its site's habits: those of our own making need no reading, and others are read once. */
const sound = new WeakSet<object>()

const NAMES = ['base', 'age', 'state', 'count', 'hour', 'weekend'] as const
type Name = (typeof NAMES)[number]
type Bins = Record<Name, number>
const BINS: Bins = {
  base: 1,
  age: 9,
  state: BAND_EDGES.length * STATES,
  count: COUNT_EDGES.length,
  hour: 24,
  weekend: 2,
}

function tally(habit: Habit, bin: number, expected: number, seen: number): void {
  habit.expected[bin] = (habit.expected[bin] ?? 0) + expected
  habit.seen[bin] = (habit.seen[bin] ?? 0) + seen
}

function factor(habit: Habit, bin: number, weight: number): number {
  return ratio(habit.seen[bin] ?? 0, habit.expected[bin] ?? 0, weight)
}

/** An hour is judged with half of what its neighbours saw: newsrooms do not change shift on the hour. */
function factorOfHour({ seen, expected }: Habit, hour: number): number {
  const smooth = (values: number[]) =>
    (values[hour] ?? 0) + ((values[(hour + 23) % 24] ?? 0) + (values[(hour + 1) % 24] ?? 0)) / 2
  return ratio(smooth(seen), smooth(expected), WEIGHT.hour)
}

function ratio(seen: number, expected: number, weight: number): number {
  return (seen + weight) / (expected + weight)
}

function sectionsAfter(
  sections: Habits['section'],
  name: string,
  expected: number,
  seenPerExpected: number,
): Habits['section'] {
  const [seen, before] = sections[name] ?? [0, 0]
  const without = expected / ratio(seen, before, WEIGHT.section)
  const after = { ...sections, [name]: [seen + expected * seenPerExpected, before + without] as [number, number] }
  const names = Object.keys(after)
  if (names.length <= MAX_SECTIONS) return after
  const rarest = names.reduce((least, other) => ((after[other]?.[1] ?? 0) < (after[least]?.[1] ?? 0) ? other : least))
  return Object.fromEntries(Object.entries(after).filter(([other]) => other !== rarest))
}

/** A copy to write into; once a day what it holds is let fade. */
function faded(habits: Habits, now: number): Habits {
  const due = now - habits.at >= FADE_EVERY_MS
  const keep = due && habits.at > 0 ? 2 ** ((habits.at - now) / HALF_LIFE_MS) : 1
  const copy = ({ seen, expected }: Habit): Habit =>
    keep === 1
      ? { seen: seen.slice(), expected: expected.slice() }
      : { seen: seen.map((value) => value * keep), expected: expected.map((value) => value * keep) }
  return {
    v: 1,
    at: due ? now : habits.at,
    base: copy(habits.base),
    age: copy(habits.age),
    state: copy(habits.state),
    count: copy(habits.count),
    hour: copy(habits.hour),
    weekend: copy(habits.weekend),
    section:
      keep === 1
        ? habits.section
        : Object.fromEntries(Object.entries(habits.section).map(([name, [s, e]]) => [name, [s * keep, e * keep]])),
  }
}

function groupsOf(edges: readonly number[], hours: readonly number[]): number[] {
  return edges.map((edge) => hours.findLastIndex((from) => edge >= from * HOUR))
}
