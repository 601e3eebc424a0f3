import type { z } from 'zod'

/** What `run` is given beside its payload and its dependencies. */
export interface RunContext {
  /** Aborts at the job's deadline and at shutdown. */
  signal: AbortSignal
}

/**
 * WHAT a job is: a stable name, a payload of ids, options, and one function. HOW it runs is workers/'s business.
 * `run` returns fields for the one log line that each finished job writes.
 */
export interface Job<Payload, Deps> {
  /** Stored in the queue, in logs and in metrics: never changes its meaning. */
  name: string
  payload: z.ZodType<Payload>
  options: { attempts: number; backoff: { type: 'exponential'; delay: number; jitter: number } }
  timeoutMs: number
  /** One unfinished job per key; no ":" in it. */
  key(payload: Payload): string
  run(payload: Payload, deps: Deps, context: RunContext): Promise<object>
}

/** Gives a declaration its types; does nothing else. */
export function defineJob<Payload, Deps>(job: Job<Payload, Deps>): Job<Payload, Deps> {
  return job
}
