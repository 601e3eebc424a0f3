import type { Pool } from 'pg'
import type { Site, SiteSettings, Taken, Trouble } from '../article.ts'
import { ARTICLE_COLUMNS, type ArticleRow, toArticle } from './articles.ts'
import { insisting } from './transaction.ts'

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

export const SITE_COLUMNS = 'host, gap_ms, open_at, politeness, habits, robots, urge, settings, trouble'

/** One statement for a visit's articles and its site, which comes with the first row alone. */
const TAKE = `with taken as (
    update articles set taken = true, lease_no = lease_no + 1, lease_until = now() + make_interval(secs => $2)
    where id = any ($1::bigint[]) and next_check_at <= now()
      and not (taken and coalesce(lease_until, '-infinity') > now())
    returning ${ARTICLE_COLUMNS}, lease_no, next_check_at
  ), site as (
    update sites set busy_until = now() + make_interval(secs => $2)
    where host = $3 and exists (select 1 from taken)
    returning gap_ms, open_at, politeness, habits, robots, urge, settings, trouble
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
  trouble: Trouble | null
}

export function toSite(row: SiteRow): Site {
  if (typeof row.robots === 'object' && row.robots !== null) fromLedger.add(row.robots)
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
    trouble: row.trouble,
  }
}

const fromLedger = new WeakSet<object>()

/** Whether a value of a site is the very one that the ledger gave. */
export function isStored(value: unknown): boolean {
  return typeof value === 'object' && value !== null && fromLedger.has(value)
}
