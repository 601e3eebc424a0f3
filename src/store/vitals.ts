import type { Pool } from 'pg'

/** The state of the whole as the ledger knows it; read in one statement, cheap with a million articles. */
export interface Vitals {
  /** Tracked articles; beyond 50,000 the planner's estimate of all, as an exact count would read the whole table. */
  articles: number
  hosts: number
  /** Articles due and not leased, and how late the longest waiting host is. */
  due: number
  oldestDueS: number
  /** Leases at work now. */
  leases: number
  open: number
  pending: number
  dead: number
  /** How long the oldest message that could go out has waited. */
  oldestOwedS: number
  endpoints: number
  endpointsDisabled: number
  endpointsFailing: number
  /** Sites that are read wrongly as a whole, and whose alerts are held. */
  sitesBroken: number
  /** Feeds, sitemaps and lists, and those whose last look failed. */
  sources: number
  sourcesFailing: number
  databaseBytes: number
  databaseVersion: string
  /** Connections to this database by everybody, and how many the server takes in all. */
  connections: number
  maxConnections: number
  /** Age of the oldest transaction under way: while it lasts nothing that was deleted can be cleaned up. */
  oldestTransactionS: number
  /** Rows that were deleted or replaced and not cleaned up yet. */
  deadRows: number
  /** The ledger's clock, ms since 1970: how far it is from ours is a fault that doctor names. */
  nowMs: number
}

/** Due articles beyond this are not counted one by one. */
const MOST_DUE = 10_000
const MOST_COUNTED = 50_000

export async function readVitals(pool: Pool): Promise<Vitals> {
  const { rows } = await pool.query<Record<keyof Vitals, string>>(
    `select
       (select case when reltuples > $2 then reltuples::bigint
          else (select count(*) from articles where untracked_at is null) end
        from pg_class where oid = 'articles'::regclass) as articles,
       (select count(*) from sites) as hosts,
       -- By the hosts that may have some: no index finds due articles by their time alone.
       (select count(*) from (select from sites s cross join lateral (
            select from articles where host = s.host and next_check_at <= now()
              and coalesce(lease_until, '-infinity') < now() limit $1) a
          where s.due_at <= now() limit $1) due) as due,
       (select coalesce(extract(epoch from now() - min(greatest(due_at, open_at))), 0) from sites
        where due_at <= now() and open_at <= now() and coalesce(busy_until, '-infinity') < now()) as "oldestDueS",
       (select count(*) from sites where busy_until > now()) as leases,
       (select count(*) from deliveries where state = 'open') as open,
       (select count(*) from deliveries where state = 'pending') as pending,
       (select count(*) from deliveries where state = 'dead' and done_at > now() - interval '30 days') as dead,
       (select coalesce(extract(epoch from now() - min(next_attempt_at)), 0) from deliveries
        where state in ('open', 'pending') and next_attempt_at <= now()) as "oldestOwedS",
       (select count(*) from endpoints) as endpoints,
       (select count(*) from endpoints where disabled_at is not null) as "endpointsDisabled",
       (select count(*) from endpoints where disabled_at is null and failures > 0) as "endpointsFailing",
       (select count(*) from sites where trouble->>'resumed' is null and trouble is not null) as "sitesBroken",
       (select count(*) from sources) as sources,
       (select count(*) from sources where last->>'outcome' = 'failed') as "sourcesFailing",
       pg_database_size(current_database()) as "databaseBytes",
       current_setting('server_version') as "databaseVersion",
       (select count(*) from pg_stat_activity where datname = current_database()) as connections,
       current_setting('max_connections') as "maxConnections",
       (select coalesce(extract(epoch from now() - least(min(xact_start), now())), 0) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()) as "oldestTransactionS",
       (select coalesce(sum(n_dead_tup), 0) from pg_stat_user_tables) as "deadRows",
       extract(epoch from clock_timestamp()) * 1000 as "nowMs"`,
    [MOST_DUE, MOST_COUNTED],
  )
  const row = rows[0]
  if (!row) throw new Error('the ledger told nothing about itself')
  const { databaseVersion, ...numbers } = row
  return {
    ...(Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, Number(value)])) as Omit<
      Vitals,
      'databaseVersion'
    >),
    databaseVersion,
  }
}
