import type { Pool } from 'pg'

/** How many were watched, and how many of them turned from readable to gone, walled or failing lately. */
export interface Turnout {
  articles: number
  turned: number
}

const TURNED = `standing->>'outcome' not in ('unchanged', 'new_version', 'restored')
  and (standing->>'since')::timestamptz > now() - make_interval(secs => $1)`

/** The articles of one host, and all hosts by whether most of their articles turned; `windowMs` is what lately means. */
export async function turnoutOf(
  pool: Pool,
  { host, windowMs }: { host: string; windowMs: number },
): Promise<{ site: Turnout; hosts: Turnout }> {
  const { rows } = await pool.query<{ host: string; articles: string; turned: string }>(
    `select host, count(*) as articles, count(*) filter (where ${TURNED}) as turned
     from articles where untracked_at is null and version_no > 0 group by host`,
    [windowMs / 1000],
  )
  const counted = rows.map((row) => ({ host: row.host, articles: Number(row.articles), turned: Number(row.turned) }))
  const site = counted.find((row) => row.host === host)
  return {
    site: { articles: site?.articles ?? 0, turned: site?.turned ?? 0 },
    hosts: { articles: counted.length, turned: counted.filter((row) => row.turned > row.articles / 2).length },
  }
}

/** Marks a host as told broken; false when its operator was told within `windowMs`. */
export async function markBroken(pool: Pool, { host, windowMs }: { host: string; windowMs: number }): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update sites set broken_at = now()
     where host = $1 and coalesce(broken_at, '-infinity') < now() - make_interval(secs => $2)`,
    [host, windowMs / 1000],
  )
  return rowCount === 1
}
