import type { Pool } from 'pg'
import type { KnownPage, PulledBy, Site, SiteSettings, Taken, Trouble } from '../article.ts'
import { ARTICLE_COLUMNS, type ArticleRow, isoOf, type Moment, toArticle } from './articles.ts'
import { insisting } from './transaction.ts'

/**
 * Takes the claimed articles of one or several hosts for checking. Each lease is taken once: a job that BullMQ runs
 * twice finds nothing the second time, and a host with nothing left to take is left out. The sites' leases are renewed
 * with them.
 */
export async function takeChecks(
  pool: Pool,
  { visits, leaseSeconds }: { visits: Array<{ host: string; articleIds: string[] }>; leaseSeconds: number },
): Promise<Array<{ site: Site; articles: Taken[] }>> {
  const { rows } = await insisting(() =>
    pool.query<{ site: SiteRow; articles: TakenRow[] }>({
      name: 'take-checks',
      text: TAKE,
      values: [visits.flatMap(({ articleIds }) => articleIds), leaseSeconds, visits.map(({ host }) => host)],
    }),
  )
  return rows.map((row) => ({
    site: toSite(row.site),
    articles: row.articles.map((one) => ({
      article: toArticle(one),
      leaseNo: one.lease_no,
      dueAt: isoOf(one.next_check_at),
      pulled: one.pulled,
      knownPage: one.known_page,
    })),
  }))
}

type TakenRow = ArticleRow & {
  lease_no: string
  next_check_at: Moment
  pulled: PulledBy | null
  known_page: KnownPage | null
}

export const SITE_COLUMNS = 'host, gap_ms, open_at, politeness, habits, robots, urge, settings, trouble'

/** One row a visit, its articles and its site as one value of JSON each: of rows each column is read by itself. */
const TAKE = `with taken as (
    update articles set taken = true, lease_no = lease_no + 1, lease_until = now() + make_interval(secs => $2)
    where id = any ($1::bigint[]) and host = any ($3::text[]) and next_check_at <= now()
      and not (taken and coalesce(lease_until, '-infinity') > now())
    returning ${ARTICLE_COLUMNS}, lease_no::text as lease_no, next_check_at, pulled, known_page
  ), visited as (
    select host, json_agg(taken order by next_check_at) as articles from taken group by host
  ), site as (
    update sites set busy_until = now() + make_interval(secs => $2)
    where host in (select host from visited)
    returning ${SITE_COLUMNS}
  )
  select to_json(site) as site, visited.articles from visited join site using (host)`

export interface SiteRow {
  host: string
  gap_ms: number | null
  open_at: Moment | number
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
    // pg gives -Infinity, and its JSON says so, for a site that was never asked.
    openAt: typeof row.open_at === 'number' || row.open_at === '-infinity' ? null : isoOf(row.open_at),
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
