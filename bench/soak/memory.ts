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

/** Samples that a memory figure is the median of: a minute. */
const WINDOW = 12
/**
 * What memory may grow from the tenth minute to the end: the whole process in a long run. V8 gives its young objects
 * room in steps (from 10 to 54 MB in the main thread and from 14 to 45 in a thread that reads pages, measured), and is
 * done with it only after some minutes. In a run shorter than half an hour, which is compared from two fifths of it on,
 * that would hide any leak or look like one: there it is what is still held after a collection that counts.
 */
const MOST_GROWTH = { long: 1.05, short: 1.15 }
export const LONG_MINUTES = 30
const SETTLED_MINUTE = 10

/** Medians of a minute: at the tenth minute, or at two fifths of a run too short for that, against the end. */
export function growthOf(samples: readonly Sample[], minutes: number) {
  const judged = minutes < LONG_MINUTES ? 'liveMb' : 'rssMb'
  const settledMinute = Math.min(SETTLED_MINUTE, minutes * 0.4)
  const start = Math.floor((samples.length * settledMinute) / minutes)
  const windows = [samples.slice(start, start + WINDOW), samples.slice(-WINDOW)]
  const [before = Number.NaN, after = Number.NaN] = windows.map((some) => medianOf(some, judged))
  return {
    compared: `${judged} of minute ${settledMinute} with that of minute ${minutes}`,
    settled_mb: before,
    end_mb: after,
    times: Math.round((after / before) * 1000) / 1000,
    at_most: judged === 'liveMb' ? MOST_GROWTH.short : MOST_GROWTH.long,
    rss_mb: windows.map((some) => medianOf(some, 'rssMb')),
  }
}

function medianOf(samples: readonly Sample[], of: 'rssMb' | 'liveMb'): number {
  const values = samples.flatMap((one) => one[of] ?? []).sort((a, b) => a - b)
  return values[Math.floor(values.length / 2)] ?? Number.NaN
}
