import type { Pool } from 'pg'
import { refreshUrges } from '../store/maintain.ts'
import { type SiteDelay, siteDelays } from '../store/schedule.ts'

/** A survey reads every article: with a million of them (2.4 s) it is made every eight minutes, with few at each call. */
const PAUSE_TIMES = 200
/** Hosts with metrics of their own: more would drown who scrapes them. */
const MOST_DELAYS = 50

export interface Survey {
  /** Sums up what articles ask of their hosts and how long edits wait, if the last survey is long enough ago. */
  look(): Promise<void>
  /** Estimated detection delay of the busiest hosts, as the last survey found it. */
  delays(): SiteDelay[]
}

export function surveyOf(pool: Pool): Survey {
  let delays: SiteDelay[] = []
  let nextAt = 0
  return {
    delays: () => delays,
    async look() {
      const began = performance.now()
      if (began < nextAt) return
      delays = await siteDelays(pool, MOST_DELAYS)
      await refreshUrges(pool)
      const ended = performance.now()
      nextAt = ended + (ended - began) * PAUSE_TIMES
    },
  }
}
