import { setTimeout as delay } from 'node:timers/promises'
import { type EndedAttempt, listAttempts } from '../store/delivery-log.ts'
import type { Store } from '../store/open.ts'

const LOOK_MS = 1_000
/** Longer than any attempt: what began so long ago has ended, or was cut short for good. */
const WINDOW_S = 180

/** As `tail -f`: what has just been is shown first. */
const LATELY = 10

/** Hands on the last few attempts, then each one as it ends, until the signal. */
export async function followAttempts(
  store: Store,
  { endpoint }: { endpoint?: string },
  { signal, told }: { signal: AbortSignal; told: (attempt: EndedAttempt) => void },
): Promise<void> {
  const asks = { withinSeconds: WINDOW_S, ...(endpoint !== undefined && { endpoint }) }
  const name = ({ delivery, no }: EndedAttempt) => `${delivery}/${no}`
  const lately = await listAttempts(store.pool, asks)
  lately.slice(-LATELY).forEach(told)
  let known = new Set(lately.map(name))
  while (!signal.aborted) {
    await delay(LOOK_MS, undefined, { signal }).catch(() => {})
    if (signal.aborted) return
    const ended = await listAttempts(store.pool, asks)
    for (const attempt of ended) if (!known.has(name(attempt))) told(attempt)
    known = new Set(ended.map(name))
  }
}
