import type { Pool } from 'pg'

/** Rows removed in one statement, so that no cleaning holds a lock for long. */
const CHUNK = 10_000

/** Removes old rows of the logs; 0 days keeps them for ever. Returns how many went. */
export async function expireLogs(
  pool: Pool,
  { checksDays, attemptsDays, deliveriesDays }: { checksDays: number; attemptsDays: number; deliveriesDays: number },
): Promise<{ checks: number; attempts: number; deliveries: number }> {
  return {
    deliveries: deliveriesDays === 0 ? 0 : await expireDeliveries(pool, deliveriesDays),
    checks: checksDays === 0 ? 0 : await expire(pool, 'checks', 'at', checksDays),
    attempts: attemptsDays === 0 ? 0 : await expire(pool, 'attempts', 'started_at', attemptsDays),
  }
}

async function expire(pool: Pool, table: 'checks' | 'attempts', column: 'at' | 'started_at', days: number) {
  const { rowCount } = await pool.query(
    `delete from ${table} where ctid = any (array(
       select ctid from ${table} where ${column} < now() - make_interval(days => $1) limit $2))`,
    [days, CHUNK],
  )
  return rowCount ?? 0
}

/** What is done with goes, by when it was owed and when it was done; its attempts go with it. What is still owed stays. */
async function expireDeliveries(pool: Pool, days: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from deliveries where id = any (array(
       select id from deliveries where created_at < now() - make_interval(days => $1)
         and state in ('delivered', 'dead') and done_at < now() - make_interval(days => $1) limit $2))`,
    [days, CHUNK],
  )
  return rowCount ?? 0
}

/** Notes what the articles of each host ask of its budget, where that has moved. */
export async function noteUrges(pool: Pool, sites: ReadonlyArray<{ host: string; urge: number }>): Promise<void> {
  await pool.query(
    `update sites set urge = asked.urge
     from unnest($1::text[], $2::real[]) as asked (host, urge)
     where asked.host = sites.host and abs(sites.urge - asked.urge) > 0.01 * asked.urge`,
    [sites.map(({ host }) => host), sites.map(({ urge }) => urge)],
  )
}

/**
 * Sets right what a crash may have left: each host's due time is the first due check of its articles and sources.
 * Due times only ever wait too long by mistake, never too short: this bounds that wait.
 */
export async function reconcileSites(pool: Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update sites set due_at = due.at
     from (select s.host, least(
             (select min(next_check_at) from articles a where a.host = s.host and a.next_check_at is not null),
             (select min(next_check_at) from sources a where a.host = s.host)) as at
           from sites s where coalesce(s.busy_until, '-infinity') < now()) due
     where due.host = sites.host and due.at is not null and (sites.due_at is null or sites.due_at > due.at)
       and coalesce(sites.busy_until, '-infinity') < now()`,
  )
  return rowCount ?? 0
}
