import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { Piscina } from 'piscina'
import type { Review } from '../article.ts'
import { asError, StetError } from '../errors.ts'
import type { ReviewInput } from '../review/rules.ts'
import type { PreviewInput, preview } from '../review.ts'
import { type Marks, noMarks, watchSpent } from './spent.ts'

export interface ThinkSettings {
  /** 0 is one less than the cores, at least one. */
  threads: number
  /** Of a thread's own CPU time. */
  deadlineMs: number
  memoryMb: number
  /** What the threads run, where it is not to be the review; it marks when it begins. */
  code?: URL
}

export interface ThinkPool {
  /**
   * Runs the pure review in a thread. What is `handedOver` is not copied on its way, and is empty here afterwards.
   * @throws StetError `too_complex` when it took more CPU or memory than allowed; the thread is ended with it
   */
  review(input: ReviewInput, signal: AbortSignal, handedOver?: ArrayBuffer[]): Promise<Review>
  /** Runs the pure `preview` of a page in the same way. */
  preview(input: PreviewInput, signal: AbortSignal, handedOver?: ArrayBuffer[]): Promise<Preview>
  /** Tasks waiting and at work, for metrics. */
  depth(): { waiting: number; busy: number }
  close(): Promise<void>
}

/** A thread may recurse over a page as deep as the parser lets it be. */
const STACK_MB = 4
/** V8's own choice holds 50 MB more per thread and reads no page faster (bench throughput). */
const YOUNG_MB = 32
const REVIEW = new URL('./thread.ts', import.meta.url)
/**
 * A thread's first heap is smaller than a page's tree, so its first collections come in the middle of pages and V8 takes
 * such trees for lasting: it lays them among the old ever after, where each holds what it points to until the whole heap
 * is collected. That is a fifth of the CPU of an unchanged page, and 100 MB.
 */
const PAGES_DIE_YOUNG = '--no-allocation-site-pretenuring'
/**
 * The room for what is young is there from the first page on: V8 comes to it anyway, in steps over half an hour, so that
 * a thread seems to leak for so long, and collects in the middle of pages on the way.
 */
const YOUNG_AT_ONCE = `--min-semi-space-size=${YOUNG_MB / 2}`

type Preview = ReturnType<typeof preview>

/** The threads that read pages: a page that hangs or bursts takes a thread with it, never the event loop. */
export function openThinkPool({ threads, deadlineMs, memoryMb, code = REVIEW }: ThinkSettings): ThinkPool {
  for (const flag of [PAGES_DIE_YOUNG, YOUNG_AT_ONCE]) setFlagsFromString(flag)
  const most = threads > 0 ? threads : Math.max(1, availableParallelism() - 1)
  const pool = new Piscina<{ input: PreviewInput | ReviewInput; marks: Marks }, Preview>({
    filename: code.href,
    minThreads: 1,
    maxThreads: most,
    idleTimeout: 60_000,
    recordTiming: false,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: YOUNG_MB, stackSizeMb: STACK_MB },
  })
  let atWork = 0
  async function run(name: string, input: PreviewInput | ReviewInput, signal: AbortSignal, handedOver: ArrayBuffer[]) {
    atWork++
    const marks = noMarks()
    // A controller of its own, that both abort: joined signals cost as much as the way to the thread.
    const cut = new AbortController()
    let late: string | null = null
    const watched = { marks, threads: () => pool.threads, deadlineMs }
    const endWatch = watchSpent(watched, (what) => {
      late = what
      cut.abort(what)
    })
    const stop = () => cut.abort(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop)
    try {
      // A list is what piscina asks for; its types name the other form that Node takes.
      const transferList = handedOver as NonNullable<Parameters<typeof pool.run>[1]>['transferList']
      return await pool.run({ input, marks }, { name, signal: cut.signal, transferList })
    } catch (thrown) {
      const error = asError(thrown)
      if (signal.aborted) throw error
      if (late !== null) {
        throw new StetError('too_complex', `${input.article.url}: reading it took more than ${late}`)
      }
      if ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        throw new StetError('too_complex', `${input.article.url}: reading it took more than ${memoryMb} MB`)
      }
      throw error
    } finally {
      endWatch()
      signal.removeEventListener('abort', stop)
      atWork--
    }
  }
  return {
    review: async (input, signal, handedOver = []) => (await run('default', input, signal, handedOver)) as Review,
    preview: (input, signal, handedOver = []) => run('preview', input, signal, handedOver),
    depth: () => ({ waiting: pool.queueSize, busy: atWork - pool.queueSize }),
    close: () => pool.destroy(),
  }
}
