import type { Pool } from 'pg'

/** The state of the whole as the ledger knows it; read in one statement, cheap with a million articles. */
export interface Vitals {
  /** Estimates of the planner: exact counts would read the whole tables. */
  articles: number
  versions: number
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
  databaseBytes: number
  databaseVersion: string
  /** The ledger's clock, ms since 1970: how far it is from ours is a fault that doctor names. */
  nowMs: number
}

/** Due articles beyond this are not counted one by one. */
const MOST_DUE = 10_000

export async function readVitals(pool: Pool): Promise<Vitals> {
  const { rows } = await pool.query<Record<keyof Vitals, string>>(
    `select
       (select greatest(reltuples, 0)::bigint from pg_class where oid = 'articles'::regclass) as articles,
       (select greatest(reltuples, 0)::bigint from pg_class where oid = 'versions'::regclass) as versions,
       (select count(*) from sites) as hosts,
       (select count(*) from (select 1 from articles where next_check_at <= now()
          and coalesce(lease_until, '-infinity') < now() limit $1) due) as due,
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
       pg_database_size(current_database()) as "databaseBytes",
       current_setting('server_version') as "databaseVersion",
       extract(epoch from clock_timestamp()) * 1000 as "nowMs"`,
    [MOST_DUE],
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
