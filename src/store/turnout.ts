import type { Pool } from 'pg'

/** How many were watched, and how many of them turned from readable to gone, walled or failing lately. */
export interface Turnout {
  articles: number
  turned: number
}

/** An article's neighbours: articles of its host that are checked (with itself), and those others heard since. */
export interface Witnesses {
  watched: number
  heard: number
  /** Readable, planned, and not looked at since. */
  unheard: number
}

/** An article that something is about to be told of. */
interface Asked {
  id: string
  host: string
}

const GOOD = `standing->>'outcome' in ('unchanged', 'new_version', 'restored')`
const TURNED = `standing->>'outcome' not in ('unchanged', 'new_version', 'restored')
  and (standing->>'since')::timestamptz > now() - make_interval(secs => $1)`

/**
 * An article's host, itself counted as turned, and all hosts by whether most of their articles turned; `windowMs` is
 * what lately means. Only articles that were looked at within `siteMs` and `lookedMs` bear witness: of the others
 * nobody knows how they stand now.
 */
export async function turnoutOf(
  pool: Pool,
  { id, host, windowMs, lookedMs, siteMs }: Asked & { windowMs: number; lookedMs: number; siteMs: number },
): Promise<{ site: Turnout; hosts: Turnout }> {
  const { rows } = await pool.query<{ host: string; articles: string; turned: string }>(
    `select host, count(*) as articles, count(*) filter (where id = $4 or ${TURNED}) as turned
     from articles
     where id = $4 or untracked_at is null and version_no > 0
       and last_checked_at > now() - make_interval(secs => case when host = $3 then $5::float8 else $2::float8 end)
     group by host`,
    [windowMs / 1000, lookedMs / 1000, host, id, siteMs / 1000],
  )
  const counted = rows.map((row) => ({ host: row.host, articles: Number(row.articles), turned: Number(row.turned) }))
  const site = counted.find((row) => row.host === host)
  return {
    site: { articles: site?.articles ?? 0, turned: site?.turned ?? 0 },
    hosts: { articles: counted.length, turned: counted.filter((row) => row.turned > row.articles / 2).length },
  }
}

/** The neighbours of an article, and which of them were looked at within `heardMs`. */
export async function witnessesOf(pool: Pool, { id, host, heardMs }: Asked & { heardMs: number }): Promise<Witnesses> {
  const { rows } = await pool.query<{ watched: string; heard: string; unheard: string }>(
    `select count(*) as watched, count(*) filter (where id <> $2 and heard) as heard,
       count(*) filter (where id <> $2 and not heard and ${GOOD}) as unheard
     from (select *, last_checked_at > now() - make_interval(secs => $3) as heard from articles) a
     where host = $1 and untracked_at is null and version_no > 0 and next_check_at is not null`,
    [host, id, heardMs / 1000],
  )
  const [row] = rows
  return { watched: Number(row?.watched), heard: Number(row?.heard), unheard: Number(row?.unheard) }
}

/**
 * Has so many of a host's readable articles looked at within `withinMs`, those first that are due soonest: when one of
 * its articles (`id`) turns, they say whether it is alone. Those that are due by then anyway count among them.
 */
export async function askNeighbours(
  pool: Pool,
  { id, host, most, withinMs }: Asked & { most: number; withinMs: number },
): Promise<void> {
  await pool.query(
    `with asked as (
       select id from articles
       where host = $1 and id <> $4 and untracked_at is null and version_no > 0 and next_check_at is not null and ${GOOD}
       order by next_check_at limit $2
     ), moved as (
       update articles set next_check_at = now() + random() * make_interval(secs => $3)
       from asked where articles.id = asked.id and next_check_at > now() + make_interval(secs => $3)
         and coalesce(lease_until, '-infinity') < now()
       returning next_check_at
     )
     update sites set due_at = least(due_at, (select min(next_check_at) from moved))
     where host = $1 and exists (select 1 from moved)`,
    [host, most, withinMs / 1000, id],
  )
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
