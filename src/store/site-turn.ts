import type { Pool } from 'pg'
import type { Site } from '../article.ts'
import { SITE_COLUMNS, type SiteRow, toSite } from './take-checks.ts'

/**
 * Reserves the next turn at a host for one request outside the plan (a person's `stet check`): no process asks before
 * the turns reserved so far are over. Returns how long to wait for it, and the site as it is known.
 */
export async function reserveTurn(
  pool: Pool,
  { host, gapMs }: { host: string; gapMs: number },
): Promise<{ waitMs: number; site: Site }> {
  const { rows } = await pool.query<SiteRow & { wait_ms: number }>(
    `insert into sites as s (host, open_at) values ($1, now() + make_interval(secs => $2))
     on conflict (host) do update
       set open_at = greatest(s.open_at, now()) + make_interval(secs => coalesce(s.gap_ms / 1000.0, $2))
     returning ${SITE_COLUMNS},
       (extract(epoch from open_at - now()) - coalesce(gap_ms / 1000.0, $2)) * 1000 as wait_ms`,
    [host, gapMs / 1000],
  )
  const row = rows[0]
  if (!row) throw new Error(`${host}: no turn was given`)
  return { waitMs: Math.max(0, Number(row.wait_ms)), site: toSite(row) }
}
