import type { Pool } from 'pg'
import type { Site, SiteSettings, Taken } from '../article.ts'
import { ARTICLE_COLUMNS, type ArticleRow, toArticle } from './articles.ts'
import { toJson } from './json.ts'
import { insisting, transaction } from './transaction.ts'

/**
 * Takes claimed articles for checking. Each lease is taken once: a job that BullMQ runs twice finds nothing the
 * second time. The site's lease is renewed with them.
 */
export async function takeChecks(
  pool: Pool,
  { host, articleIds, leaseSeconds }: { host: string; articleIds: string[]; leaseSeconds: number },
): Promise<{ site: Site; articles: Taken[] } | null> {
  const { rows } = await insisting(() =>
    pool.query<ArticleRow & SiteRow & { lease_no: string; next_check_at: Date }>({
      name: 'take-checks',
      text: TAKE,
      values: [articleIds, leaseSeconds, host],
    }),
  )
  const first = rows[0]
  if (!first) return null
  const site = toSite(first)
  rows.sort((a, b) => a.next_check_at.getTime() - b.next_check_at.getTime())
  return {
    site,
    articles: rows.map((row) => ({
      article: toArticle(row),
      leaseNo: row.lease_no,
      dueAt: row.next_check_at.toISOString(),
    })),
  }
}

export const SITE_COLUMNS = 'host, gap_ms, open_at, politeness, habits, robots, urge, settings'

/** One statement for a visit's articles and its site, which comes with the first row alone. */
const TAKE = `with taken as (
    update articles set taken = true, lease_no = lease_no + 1, lease_until = now() + make_interval(secs => $2)
    where id = any ($1::bigint[]) and next_check_at <= now()
      and not (taken and coalesce(lease_until, '-infinity') > now())
    returning ${ARTICLE_COLUMNS}, lease_no, next_check_at
  ), site as (
    update sites set busy_until = now() + make_interval(secs => $2)
    where host = $3 and exists (select 1 from taken)
    returning gap_ms, open_at, politeness, habits, robots, urge, settings
  )
  select * from (select *, row_number() over (order by id) as nth from taken) taken left join site on nth = 1
  order by nth`

export interface SiteRow {
  host: string
  gap_ms: number | null
  open_at: Date | number
  politeness: unknown
  habits: unknown
  robots: unknown
  urge: number
  settings: SiteSettings
}

export function toSite(row: SiteRow): Site {
  return {
    host: row.host,
    gapMs: row.gap_ms,
    // pg gives -Infinity for a site that was never asked.
    openAt: row.open_at instanceof Date ? row.open_at.toISOString() : null,
    politeness: row.politeness,
    habits: row.habits,
    robots: row.robots,
    urge: row.urge,
    settings: row.settings,
  }
}

/** What is remembered of a site after a visit. */
export interface Visit {
  host: string
  openAt: string
  politeness: unknown
  habits: unknown
  robots: unknown
}

/** Gives the host free again and says when it may be asked next; `untouched` articles go back as they were. */
export async function endVisit(pool: Pool, visit: Visit, untouched: Taken[]): Promise<void> {
  await transaction(pool, async (client) => {
    // Locked in a statement of its own: the next one then sees what was tracked until now.
    await client.query('select 1 from sites where host = $1 for update', [visit.host])
    if (untouched.length > 0) await giveBack(client, untouched)
    await client.query(
      `update sites set busy_until = null, open_at = $2, politeness = $3, habits = $4, robots = $5,
         due_at = (select min(next_check_at) from articles where host = $1 and next_check_at is not null)
       where host = $1`,
      [visit.host, visit.openAt, toJson(visit.politeness), toJson(visit.habits), toJson(visit.robots)],
    )
  })
}

async function giveBack(client: { query: (sql: string, values: unknown[]) => Promise<unknown> }, taken: Taken[]) {
  await client.query(
    `update articles a set lease_until = null, taken = false
     from unnest($1::bigint[], $2::bigint[]) as t (id, lease_no) where a.id = t.id and a.lease_no = t.lease_no`,
    [taken.map((one) => one.article.id), taken.map((one) => one.leaseNo)],
  )
}
