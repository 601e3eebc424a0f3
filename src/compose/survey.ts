import type { Pool } from 'pg'
import { noteUrges } from '../store/maintain.ts'
import { type SiteDelay, surveySites } from '../store/schedule.ts'

/** A survey reads every article: with a million of them (a second) it is made every eight minutes, with few at each call. */
const PAUSE_TIMES = 500
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
      const sites = await surveySites(pool)
      delays = sites.slice(0, MOST_DELAYS)
      await noteUrges(pool, sites)
      const ended = performance.now()
      nextAt = ended + (ended - began) * PAUSE_TIMES
    },
  }
}
