/** How often something may be done: `burst` times at once, `perSecond` in the long run (a token bucket). */
export interface Rate {
  /** Whether it may be done now; counts it if so. */
  take(nowMs: number): boolean
}

export function createRate({ perSecond, burst }: { perSecond: number; burst: number }): Rate {
  let left = burst
  let at = 0
  return {
    take(nowMs) {
      // A clock that was set back must not empty the bucket.
      left = Math.min(burst, left + (Math.max(0, nowMs - at) / 1000) * perSecond)
      at = nowMs
      if (left < 1) return false
      left--
      return true
    },
  }
}
