import type { Pool, PoolClient } from 'pg'
import { transaction } from './transaction.ts'

/** Articles and sources of one host that are due, to be looked at one after the other over one connection. */
export interface DueBatch {
  host: string
  articleIds: string[]
  sourceIds: string[]
  /** One of the articles was claimed before and not checked: nobody took it in time, or who took it died. */
  lapsed: boolean
}

/** Sources of a host in one visit: each is a request before its articles', and may take its whole deadline. */
const MOST_SOURCES = 2

/** Any number: one planner at a time holds it for the length of a tick. */
const PLANNER_LOCK = 7_305_101

/**
 * Claims what is due: at most `hosts` hosts, of each at most `articles`, oldest due first, none that is leased or
 * must not be asked yet. A claim stands for `claimSeconds`; one that nobody takes by then is claimed again.
 * Empty when another planner is at work.
 */
export async function claimDueChecks(
  pool: Pool,
  { hosts, articles, claimSeconds }: { hosts: number; articles: number; claimSeconds: number },
): Promise<DueBatch[]> {
  return transaction(pool, async (client) => {
    if (!(await holdsPlannerLock(client))) return []
    // The hosts are locked in a statement of their own: the next one then sees what was tracked until now.
    const { rows: sites } = await client.query<{ host: string }>(
      `select host from sites
       where due_at <= now() and open_at <= now() and coalesce(busy_until, '-infinity') < now()
       order by due_at limit $1
       for update skip locked`,
      [hosts],
    )
    if (sites.length === 0) return []
    const { rows } = await client.query<{ host: string; ids: string[]; source_ids: string[]; lapsed: boolean }>(
      `with due as (
         select s.host, a.id, a.lapsed
         from unnest($1::text[]) s (host) cross join lateral (
           -- Late ones first by likelihood and neglect (cadence's lateRank), among the thousand longest due; what
           -- something points at comes before them.
           select id, lapsed from (
             select id, urge, last_checked_at, pulled, check_no, lease_until is not null as lapsed from articles
             where host = s.host and next_check_at <= now() and coalesce(lease_until, '-infinity') < now()
             order by next_check_at limit 1000
           ) late
           order by coalesce((pulled->>'after')::bigint >= check_no, false) desc,
             urge * extract(epoch from now() - last_checked_at) desc nulls first limit $2
         ) a
       ), claimed as (
         update articles set lease_until = now() + make_interval(secs => $3), taken = false
         from due where articles.id = due.id returning articles.host, articles.id, articles.next_check_at, due.lapsed
       ), due_sources as (
         select s.host, a.id
         from unnest($1::text[]) s (host) cross join lateral (
           select id from sources
           where host = s.host and next_check_at <= now() and coalesce(lease_until, '-infinity') < now()
           order by next_check_at limit ${MOST_SOURCES}
         ) a
       ), claimed_sources as (
         update sources set lease_until = now() + make_interval(secs => $3), taken = false
         from due_sources d where sources.id = d.id returning sources.host, sources.id
       ), batches as (
         select host, coalesce(a.ids, '{}') as ids, coalesce(b.ids, '{}') as source_ids, a.due_at,
           coalesce(a.lapsed, false) as lapsed
         from (select host, array_agg(id order by next_check_at) as ids, min(next_check_at) as due_at,
                 bool_or(lapsed) as lapsed
               from claimed group by host) a
         full join (select host, array_agg(id) as ids from claimed_sources group by host) b using (host)
       ), leased as (
         -- A host with nothing due gets its true due time back; the others wait for their job.
         update sites set
           busy_until = case when b.host is null then null else now() + make_interval(secs => $3) end,
           due_at = case when b.host is null then least(
             (select min(greatest(next_check_at, lease_until)) from articles
              where host = sites.host and next_check_at is not null),
             (select min(greatest(next_check_at, lease_until)) from sources where host = sites.host))
             else sites.due_at end
         from unnest($1::text[]) s (host) left join batches b on b.host = s.host
         where sites.host = s.host
       )
       select host, ids, source_ids, lapsed from batches order by due_at nulls first`,
      [sites.map((site) => site.host), articles, claimSeconds],
    )
    return rows.map(({ host, ids, source_ids, lapsed }) => ({ host, articleIds: ids, sourceIds: source_ids, lapsed }))
  })
}

async function holdsPlannerLock(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_xact_lock($1) as held', [PLANNER_LOCK])
  return rows[0]?.held ?? false
}
