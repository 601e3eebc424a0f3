import type { Pool, PoolClient } from 'pg'

/**
 * Makes sure that hosts are known and looked at by the next plan. In one order everywhere: two writers of the same hosts
 * must not wait for each other in a ring.
 */
export async function wakeSites(db: Pool | PoolClient, hosts: readonly string[]): Promise<void> {
  await db.query(
    `insert into sites (host, due_at) select distinct host, now() from unnest($1::text[]) as h (host) order by host
     on conflict (host) do update set due_at = least(sites.due_at, excluded.due_at)`,
    [hosts],
  )
}
