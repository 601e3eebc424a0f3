/** How often something may be done: `burst` times at once, `perSecond` in the long run (a token bucket). */
export interface Rate {
  /** Whether it may be done now; counts it if so, as `cost` times where it is more work than usual. */
  take(nowMs: number, cost?: number): boolean
}

export function createRate({ perSecond, burst }: { perSecond: number; burst: number }): Rate {
  let left = burst
  let at = 0
  return {
    take(nowMs, cost = 1) {
      // A clock that was set back must not empty the bucket.
      left = Math.min(burst, left + (Math.max(0, nowMs - at) / 1000) * perSecond)
      at = nowMs
      if (left < cost) return false
      left -= cost
      return true
    },
  }
}
