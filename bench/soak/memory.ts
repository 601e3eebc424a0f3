import type { ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cpuMs, memoryMb } from '../load/cpu.ts'
import type { LoadSystem } from '../load/system.ts'

/** What the worker holds at one moment of the run, and what it did until then. */
export interface Sample {
  rssMb: number
  /** What the main thread still held after a collection, where that is asked for. */
  liveMb: number | null
  cpuMs: number
  files: number
  checks: number
}

/**
 * @param live where the worker writes what it holds after each collection that is asked for here; the answer to one
 * sample is read with the next. Null leaves its collector alone.
 */
export async function sample({ store }: LoadSystem, worker: ChildProcess, live: string | null): Promise<Sample> {
  const { rows } = await store.pool.query<{ checks: string }>('select count(*) as checks from checks')
  const liveMb = live !== null && existsSync(live) ? lastOf(live) : null
  if (live !== null) worker.kill('SIGUSR2')
  return {
    rssMb: memoryMb(worker.pid).now,
    liveMb,
    cpuMs: cpuMs(worker.pid),
    files: readdirSync(`/proc/${worker.pid}/fd`).length,
    checks: Number(rows[0]?.checks),
  }
}

function lastOf(file: string): number {
  return Math.round(Number(readFileSync(file, 'utf8').trim().split('\n').at(-1)) / 100_000) / 10
}

/**
 * What memory may grow from the tenth minute to the end: the whole process in a long run. V8 gives its young objects
 * room in steps (from 10 to 54 MB in the main thread and from 14 to 45 in a thread that reads pages, measured), and is
 * done with it only after some minutes. In a run shorter than half an hour, which is compared from two fifths of it on,
 * that would hide any leak or look like one: there it is what is still held after a collection that counts.
 */
const MOST_GROWTH = { long: 1.05, short: 1.15 }
export const LONG_MINUTES = 30
const SETTLED_MINUTE = 10
/**
 * The process's memory is a saw: it falls by 15 % within half a minute when V8 collects what is old, at times of its own.
 * What it needs is the most of some minutes; a minute's median depends on whether a tooth falls into it.
 */
const LONG_WINDOW_MINUTES = 5
const SHORT_WINDOW_MINUTES = 1

/**
 * From the tenth minute, or from two fifths of a run too short for that, against the end: in a long run the most that
 * the process held in five minutes, in a short one the median of what was live in one.
 */
export function growthOf(samples: readonly Sample[], minutes: number) {
  const isLong = minutes >= LONG_MINUTES
  const settledMinute = Math.min(SETTLED_MINUTE, minutes * 0.4)
  const width = isLong ? LONG_WINDOW_MINUTES : SHORT_WINDOW_MINUTES
  const perMinute = samples.length / minutes
  const from = Math.floor(settledMinute * perMinute)
  const windows = [samples.slice(from, from + width * perMinute), samples.slice(-width * perMinute)]
  const [before = Number.NaN, after = Number.NaN] = windows.map((some) =>
    isLong ? Math.max(...some.map(({ rssMb }) => rssMb)) : medianOf(some, 'liveMb'),
  )
  return {
    compared: isLong
      ? `the most rssMb of minutes ${settledMinute} to ${settledMinute + width} with that of the last ${width}`
      : `liveMb of minute ${settledMinute} with that of minute ${minutes}`,
    settled_mb: before,
    end_mb: after,
    times: Math.round((after / before) * 1000) / 1000,
    at_most: isLong ? MOST_GROWTH.long : MOST_GROWTH.short,
    rss_median_mb: windows.map((some) => medianOf(some, 'rssMb')),
  }
}

function medianOf(samples: readonly Sample[], of: 'rssMb' | 'liveMb'): number {
  const values = samples.flatMap((one) => one[of] ?? []).sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)] ?? Number.NaN
}
