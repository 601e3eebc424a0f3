import type { Trace } from './traces.ts'

/** What a checker knows of an article it watches; times in ms. */
export interface Watched {
  trace: Trace
  /** When changes were found, newest first. */
  found: number[]
  lastCheck: number
  checks: number
}

/** When to look next (ms). */
export type Policy = (watched: Watched) => number
/** What a check taught: called before the policy is asked again, unless nobody was watching at the time. */
export type Lesson = (watched: Watched, from: number, to: number, found: boolean) => void

export interface Score {
  checks: number
  /** Minutes. */
  mean: number
  p90: number
  /** Share of the scored edits. */
  missed: number
  in15: number
  edits: number
}

/** The delay of an edit that no later check would ever see. */
const NEVER = 7 * 86_400_000

export class Tally {
  checks = 0
  private delays: number[] = []
  private lost = 0
  private prompt = 0

  found(delay: number): void {
    this.delays.push(delay)
    if (delay <= 900_000) this.prompt++
  }

  missed(delay: number): void {
    this.delays.push(delay)
    this.lost++
  }

  score(): Score {
    const sorted = Float64Array.from(this.delays).sort()
    const n = sorted.length
    return {
      checks: this.checks,
      mean: sorted.reduce((sum, delay) => sum + delay, 0) / n / 60_000,
      p90: (sorted[Math.min(n - 1, Math.floor(n * 0.9))] ?? Number.NaN) / 60_000,
      missed: this.lost / n,
      in15: this.prompt / n,
      edits: n,
    }
  }
}

/** Watches one article step by step; the first fetch, at its start, is free. */
export class Watch {
  readonly watched: Watched
  private nextMoment = 0
  private nextBlind = 0
  private seen = ''

  constructor(trace: Trace) {
    this.watched = { trace, found: [], lastCheck: trace.start, checks: 0 }
  }

  /** Makes the check at a time; false when the article is no longer followed then, which ends the watch. */
  check(at: number, tallies: readonly Tally[], lesson: Lesson | null): boolean {
    const { watched } = this
    const { moments, end } = watched.trace
    if (at > end) {
      for (; this.nextMoment < moments.length; this.nextMoment++) {
        const moment = moments[this.nextMoment]
        if (moment?.scored) for (const tally of tallies) tally.missed(Math.min(at - moment.time, NEVER))
      }
      return false
    }
    const from = watched.lastCheck
    const blindBefore = this.blindAt(from)
    this.skipBlind(at)
    if (!this.blindAt(at)) for (const tally of tallies) tally.checks++
    const found = this.look(at, tallies)
    if (lesson && !blindBefore && !this.blindBetween(from, at)) lesson(watched, from, at, found)
    if (found) watched.found.unshift(at)
    watched.lastCheck = at
    watched.checks++
    return true
  }

  private look(at: number, tallies: readonly Tally[]): boolean {
    const { moments } = this.watched.trace
    const first = this.nextMoment
    while ((moments[this.nextMoment]?.time ?? Number.POSITIVE_INFINITY) <= at) this.nextMoment++
    const now = moments[this.nextMoment - 1]
    if (this.nextMoment === first || !now) return false
    for (let i = first; i < this.nextMoment; i++) {
      const moment = moments[i]
      if (!moment?.scored) continue
      // Overwritten before anyone looked: missed, though its delay ends here.
      for (const tally of tallies) {
        if (moment.key === now.key) tally.found(at - moment.time)
        else tally.missed(at - moment.time)
      }
    }
    const changed = now.key !== this.seen
    this.seen = now.key
    return changed
  }

  private skipBlind(at: number): void {
    const { blind } = this.watched.trace
    while ((blind[this.nextBlind]?.[1] ?? Number.POSITIVE_INFINITY) <= at) this.nextBlind++
  }

  private blindAt(at: number): boolean {
    const span = this.watched.trace.blind[this.nextBlind]
    return span !== undefined && span[0] < at && at < span[1]
  }

  private blindBetween(from: number, to: number): boolean {
    return this.watched.trace.blind.some((span) => span[0] < to && from < span[1])
  }
}

/** All articles, one after the other. */
export function replay(traces: Trace[], policy: Policy, lesson: Lesson | null = null): Score {
  const tally = new Tally()
  for (const trace of traces) {
    const watch = new Watch(trace)
    while (watch.check(policy(watch.watched), [tally], lesson)) {
      // until the article is no longer followed
    }
  }
  return tally.score()
}

/**
 * All articles at once, check by check in the order of time, so that what one teaches serves the next.
 * @returns the score of all, and of the articles in `part` alone
 */
export function replayInTime(
  traces: Trace[],
  policy: Policy,
  lesson: Lesson,
  inPart: ReadonlySet<Trace> = new Set(),
): { whole: Score; part: Score } {
  const [whole, part] = [new Tally(), new Tally()]
  const queue = new Queue()
  for (const trace of traces) {
    const tallies = inPart.has(trace) ? [whole, part] : [whole]
    queue.push({ at: trace.start, watch: new Watch(trace), tallies })
  }
  for (let due = queue.pop(); due; due = queue.pop()) {
    const { at, watch, tallies } = due
    const starts = at === watch.watched.trace.start && watch.watched.checks === 0
    if (starts || watch.check(at, tallies, lesson)) queue.push({ at: policy(watch.watched), watch, tallies })
  }
  return { whole: whole.score(), part: part.score() }
}

interface Due {
  at: number
  watch: Watch
  tallies: readonly Tally[]
}

/** A binary heap by time. */
class Queue {
  private heap: Due[] = []

  push(due: Due): void {
    const { heap } = this
    let at = heap.push(due) - 1
    while (at > 0) {
      const up = (at - 1) >> 1
      const parent = heap[up]
      if (!parent || parent.at <= due.at) break
      heap[at] = parent
      at = up
    }
    heap[at] = due
  }

  pop(): Due | undefined {
    const { heap } = this
    const top = heap[0]
    const last = heap.pop()
    if (!last || heap.length === 0) return top
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if ((heap[child + 1]?.at ?? Number.POSITIVE_INFINITY) < (heap[child]?.at ?? 0)) child++
      const next = heap[child]
      if (!next || next.at >= last.at) break
      heap[at] = next
      at = child
    }
    heap[at] = last
    return top
  }
}
