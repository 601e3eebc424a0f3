import { setTimeout as delay } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Site } from '../article.ts'
import { StetError } from '../errors.ts'
import { SITE_COLUMNS, type SiteRow, toSite } from './take-checks.ts'

/** A visit ends within a minute and a half, whatever it meets. */
const PATIENCE_MS = 100_000
const LOOK_EVERY_MS = 250

/**
 * Takes a host's lease for one request outside the plan (a person's `stet check`), as a visit takes it: nobody else asks
 * meanwhile. Waits for a visit that is under way. Ended by `endVisit`.
 * @throws StetError `site_busy` when it stays taken
 */
export async function takeTurn(
  pool: Pool,
  { host, leaseSeconds }: { host: string; leaseSeconds: number },
): Promise<Site> {
  const until = Date.now() + PATIENCE_MS
  await pool.query('insert into sites (host) values ($1) on conflict (host) do nothing', [host])
  for (;;) {
    const { rows } = await pool.query<SiteRow>(
      `update sites set busy_until = now() + make_interval(secs => $2)
       where host = $1 and coalesce(busy_until, '-infinity') < now()
       returning ${SITE_COLUMNS}`,
      [host, leaseSeconds],
    )
    if (rows[0]) return toSite(rows[0])
    if (Date.now() > until) throw new StetError('site_busy', `${host} is being visited and stays so: try again later`)
    await delay(LOOK_EVERY_MS)
  }
}
