import type { Pool } from 'pg'
import type { Taken, TakenSource } from '../article.ts'
import { toJson } from './json.ts'
import { isStored } from './take-checks.ts'
import { insisting } from './transaction.ts'

/** What is remembered of a site after a visit. */
export interface Visit {
  host: string
  openAt: string
  politeness: unknown
  habits: unknown
  robots: unknown
  /** Articles and sources that were taken and not looked at: they go back as they were. */
  untouched: Taken[]
  untouchedSources?: TakenSource[]
}

/** Gives hosts free again and says when each may be asked next; all in one call of the ledger's own function. */
export async function endVisits(pool: Pool, visits: Visit[]): Promise<void> {
  if (visits.length === 0) return
  const rows = visits.map(({ openAt, untouched, untouchedSources = [], robots, ...visit }) => ({
    ...visit,
    // A robots.txt may be long and is news once a day: one that came from the ledger stays there.
    ...(!isStored(robots) && { robots, new_robots: true }),
    open_at: openAt,
    untouched: untouched.map(({ article, leaseNo }) => ({ id: article.id, lease_no: leaseNo })),
    ...(untouchedSources.length > 0 && {
      untouched_sources: untouchedSources.map(({ id, leaseNo }) => ({ id, lease_no: leaseNo })),
    }),
  }))
  await insisting(() =>
    pool.query({ name: 'end-visits', text: 'select end_visits($1::jsonb)', values: [toJson(rows)] }),
  )
}
