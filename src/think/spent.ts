import { setTimeout as delay } from 'node:timers/promises'
import { threadId, type Worker } from 'node:worker_threads'

/** What a thread notes when it begins a task: its id, its CPU time and the time of day that counts on, both in ms. */
export type Marks = Float64Array<SharedArrayBuffer>

/** Marks of a task that waits for a thread. */
export function noMarks(): Marks {
  return new Float64Array(new SharedArrayBuffer(3 * Float64Array.BYTES_PER_ELEMENT))
}

/** Called by the thread that begins a task. */
export function markBegun(marks: Marks): void {
  marks.set([threadId, cpuMs(process.threadCpuUsage()), monotonicMs()])
}

/** A thread that does not even use CPU is given up after so many deadlines by the clock. */
const HANGS = 6
const LEAST_PAUSE_MS = 20

/** One task of the pool, under a deadline of its thread's CPU time. */
export interface Watched {
  marks: Marks
  threads(): readonly Worker[]
  deadlineMs: number
}

/**
 * Watches one task until the returned function is called: `over` is told what it used up. A page that waits for a
 * thread, or whose thread waits for a core, is not to blame for it.
 */
export function watchSpent(task: Watched, over: (what: string) => void): () => void {
  let timer = setTimeout(look, task.deadlineMs)
  let ended = false
  async function look(): Promise<void> {
    const found = await usedUp(task)
    if (ended) return
    if (typeof found === 'string') over(found)
    else timer = setTimeout(look, found)
  }
  return () => {
    ended = true
    clearTimeout(timer)
  }
}

/** What a task used up, in words, or in how many ms that may be so at the earliest. */
async function usedUp({ marks, threads, deadlineMs }: Watched): Promise<string | number> {
  const [id = 0, cpuBeforeMs = 0, begunMs = 0] = marks
  if (id === 0) return deadlineMs
  if (monotonicMs() - begunMs > HANGS * deadlineMs) return `${HANGS * deadlineMs} ms, and its thread hung`
  const leftMs = deadlineMs - ((await cpuOf(threads(), id, deadlineMs)) - cpuBeforeMs)
  return leftMs <= 0 ? `${deadlineMs} ms of CPU` : Math.max(LEAST_PAUSE_MS, Math.min(deadlineMs, leftMs))
}

/** CPU that a thread used in its life, ms; 0 where it is gone or does not say within `withinMs`. */
async function cpuOf(threads: readonly Worker[], id: number, withinMs: number): Promise<number> {
  const thread = threads.find((one) => one.threadId === id)
  const late = new AbortController()
  const told = thread?.cpuUsage().then(cpuMs, () => 0) ?? 0
  const silence = delay(withinMs, 0, { signal: late.signal }).catch(() => 0)
  return Promise.race([told, silence]).finally(() => late.abort())
}

function cpuMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000
}

/** The same in all threads of a process, whatever the clock is set to. */
function monotonicMs(): number {
  return Number(process.hrtime.bigint() / 1_000_000n)
}
