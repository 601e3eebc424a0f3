import type { Pool } from 'pg'

/** The planned check of an article or look at a source, as `forecast` of cadence asks for it. */
export interface Planned {
  host: string
  at: string
  /** From the last check to the planned one. */
  intervalMs: number
}

/** An article never checked has no interval yet: it counts as one of an hour. */
const UNKNOWN_S = 3_600

/** Brought forward by a hint: its due time says nothing of its interval. */
const PULLED = `coalesce((pulled->>'after')::bigint >= check_no, false)`

export async function plannedChecks(pool: Pool, host: string | null): Promise<Planned[]> {
  const { rows } = await pool.query<{ host: string; at: Date; seconds: number }>(
    `select host, next_check_at as at,
       greatest(1, coalesce(case when not ${PULLED} then extract(epoch from next_check_at - last_checked_at) end, $2))::float8 as seconds
     from articles where next_check_at is not null and ($1::text is null or host = $1)
     union all
     select host, next_check_at, greatest(1, coalesce(extract(epoch from next_check_at - last_checked_at), $2))::float8
     from sources where $1::text is null or host = $1`,
    [host, UNKNOWN_S],
  )
  return rows.map((row) => ({ host: row.host, at: row.at.toISOString(), intervalMs: row.seconds * 1000 }))
}

/** How long edits of a host's articles wait to be found, and what its checks cost. */
export interface SiteDelay {
  host: string
  articles: number
  checksPerDay: number
  /** Mean minutes from an edit to the check that finds it. */
  delayMinutes: number
}

/** A host with what its articles ask of its budget. */
export interface SurveyedSite extends SiteDelay {
  urge: number
}

/**
 * Estimated detection delay by host, the busiest first: an edit waits half its article's interval on average, and
 * articles count by how often they are edited. `urge` is close to the root of that rate (cadence/hazard.ts), so its
 * square is the weight. Reads all articles, once: for maintenance and commands, not for each scrape.
 */
export async function surveySites(pool: Pool): Promise<SurveyedSite[]> {
  const { rows } = await pool.query<{ host: string; urge: number; articles: string; per_day: number; delay: number }>(
    `select host, sum(urge)::float8 as urge, count(seconds) as articles, coalesce(sum(86400 / seconds), 0) as per_day,
       sum(weight * seconds / 2) / nullif(sum(weight) filter (where seconds is not null), 0) / 60 as delay
     from (
       -- date_part, for extract is numeric, and kept apart, for else it is done for each sum: a million of them tell.
       select host, urge, (urge / priority)::float8 ^ 2 as weight, case when last_checked_at is not null
         then greatest(1, date_part('epoch', next_check_at - last_checked_at)) end as seconds
       from articles where next_check_at is not null offset 0
     ) planned
     group by host order by per_day desc`,
  )
  return rows.map((row) => ({
    host: row.host,
    urge: row.urge,
    articles: Number(row.articles),
    checksPerDay: row.per_day,
    delayMinutes: row.delay ?? 0,
  }))
}
