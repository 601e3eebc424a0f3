import type { Pool } from 'pg'
import type { Outcome } from '../article.ts'

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
  /** Readable again, after a check of theirs came to one of the outcomes that are asked about. */
  back: number
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

/** Checks of a neighbour that are looked through for a trouble that is over. */
const MOST_CHECKS = 200

/**
 * The neighbours of an article: which of them were looked at within `heardMs`, and which came back within `ownMs` from
 * one of these outcomes.
 */
export async function witnessesOf(
  pool: Pool,
  { id, host, heardMs, ownMs, outcomes }: Asked & { heardMs: number; ownMs: number; outcomes: readonly Outcome[] },
): Promise<Witnesses> {
  const { rows } = await pool.query<{ watched: string; heard: string; unheard: string; back: string }>(
    `select count(*) as watched, count(*) filter (where id <> $2 and heard) as heard,
       count(*) filter (where id <> $2 and not heard and ${GOOD}) as unheard,
       count(*) filter (where id <> $2 and ${GOOD}
         and (standing->>'since')::timestamptz > now() - make_interval(secs => $4)
         and exists (select 1 from checks c where c.article_id = a.id and c.no > a.check_no - ${MOST_CHECKS}
           and c.at > now() - make_interval(secs => $4) and c.outcome = any ($5::text[]))) as back
     from (select *, last_checked_at > now() - make_interval(secs => $3) as heard from articles) a
     where host = $1 and untracked_at is null and version_no > 0 and next_check_at is not null`,
    [host, id, heardMs / 1000, ownMs / 1000, outcomes],
  )
  const [row] = rows
  const [watched, heard, unheard] = [Number(row?.watched), Number(row?.heard), Number(row?.unheard)]
  return { watched, heard, unheard, back: Number(row?.back) }
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
