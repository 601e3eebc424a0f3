import type { Pool } from 'pg'
import type { Outcome } from '../article.ts'

/** How many were watched, and how many of them turned from readable to gone, walled or failing lately. */
export interface Turnout {
  articles: number
  turned: number
}

/** An article's neighbours, as they bear on what is about to be told of it. */
export interface Witnesses {
  /** Articles of its host that are checked, itself among them. */
  watched: number
  /** Others that were looked at since they were asked. */
  heard: number
  /** Readable, planned, and not looked at since. */
  unheard: number
  /** Looked at next to one of its looks, met the same, and are readable again. */
  back: number
  /** Looked at next to one of its looks, met the same, and were not looked at since they were asked. */
  alike: string[]
}

/** An article that something is about to be told of. */
interface Asked {
  id: string
  host: string
}

const GOOD = `standing->>'outcome' in ('unchanged', 'new_version', 'restored')`
const TURNED = `standing->>'outcome' not in ('unchanged', 'new_version', 'restored')
  and (standing->>'since')::timestamptz > now() - make_interval(secs => $1)`
/** Of articles that were not looked at for so long nobody knows how they stand now. */
const LOOKED = `untracked_at is null and version_no > 0 and last_checked_at > now() - make_interval(secs => $2)`

/** An article's host, itself counted as turned; `windowMs` is what lately means, `lookedMs` since when a look counts. */
export async function turnoutOf(
  pool: Pool,
  { id, host, windowMs, lookedMs }: Asked & { windowMs: number; lookedMs: number },
): Promise<Turnout> {
  const { rows } = await pool.query<{ articles: string; turned: string }>(
    `select count(*) as articles, count(*) filter (where id = $4 or ${TURNED}) as turned
     from articles where host = $3 and (id = $4 or ${LOOKED})`,
    [windowMs / 1000, lookedMs / 1000, host, id],
  )
  return { articles: Number(rows[0]?.articles), turned: Number(rows[0]?.turned) }
}

/** All hosts, `turned` those most of whose articles turned. Reads every article: a third of a second at 300,000. */
export async function turnoutOfHosts(
  pool: Pool,
  { windowMs, lookedMs }: { windowMs: number; lookedMs: number },
): Promise<Turnout> {
  const { rows } = await pool.query<{ hosts: string; turned: string }>(
    `select count(*) as hosts, count(*) filter (where turned > articles / 2.0) as turned
     from (select count(*) as articles, count(*) filter (where ${TURNED}) as turned
       from articles where ${LOOKED} group by host) hosts`,
    [windowMs / 1000, lookedMs / 1000],
  )
  return { articles: Number(rows[0]?.hosts), turned: Number(rows[0]?.turned) }
}

/** Looks of neighbours, before a look and after it, that say whether the host was in trouble just then. */
const BESIDE = 2
/** Neighbours that are asked for those, by chance where there are more; and the newest looks of each. */
const MOST_NEIGHBOURS = 300
const MOST_LOOKS = 100

interface WitnessQuestion extends Asked {
  /** Since when neighbours count as heard, ms. */
  heardMs: number
  /** First look of the article that counts, and now, by the clock that `checks.at` is written by. */
  from: string
  now: string
  /** What the article came to. */
  outcomes: readonly Outcome[]
  /** How near a look of a neighbour is to one of the article's to say anything of it, ms. */
  nearMs: number
}

/** The neighbours of an article: those looked at since they were asked, and those that met the same beside it. */
export async function witnessesOf(
  pool: Pool,
  { id, host, heardMs, from, now, outcomes, nearMs }: WitnessQuestion,
): Promise<Witnesses> {
  const newest = (of: string) => `(
    select article_id, at, outcome from checks
    where article_id = ${of}.id and no > ${of}.check_no - ${MOST_LOOKS}
      and at >= $4::timestamptz - make_interval(secs => $7) and outcome = any ($5::text[] || '{unchanged,new_version,restored}'::text[])
    offset 0)`
  const beside = (when: string, order: string) => `(
    select article_id, outcome from looks where ${when} order by at ${order} limit ${BESIDE})`
  const { rows } = await pool.query<{ watched: string; heard: string; unheard: string; back: string; alike: string[] }>(
    `with nearby as materialized (
       select id, check_no from articles
       where host = $1 and id <> $2 and untracked_at is null and version_no > 0
         and last_checked_at >= $4::timestamptz - make_interval(secs => $7)
       order by hashint8(id) limit ${MOST_NEIGHBOURS}
     ), looks as materialized (
       select look.* from nearby cross join lateral ${newest('nearby')} look
     ), own as (
       select look.at from articles me cross join lateral ${newest('me')} look
       where me.id = $2 and look.at >= $4 and look.outcome = any ($5::text[])
       union all select $6::timestamptz
     ), same as (
       select distinct near.article_id as id from own cross join lateral (
         ${beside('at <= own.at and at > own.at - make_interval(secs => $7)', 'desc')}
         union all ${beside('at > own.at and at < own.at + make_interval(secs => $7)', 'asc')}
       ) near where near.outcome = any ($5)
     )
     select count(*) as watched, count(*) filter (where id <> $2 and heard) as heard,
       count(*) filter (where id <> $2 and not heard and good) as unheard,
       count(*) filter (where good and same) as back,
       coalesce(array_agg(id) filter (where same and not good and not heard), '{}') as alike
     from (
       select id, ${GOOD} as good, last_checked_at > now() - make_interval(secs => $3) as heard,
         id in (select id from same) as same
       from articles
       where host = $1 and untracked_at is null and version_no > 0 and next_check_at is not null
     ) watched`,
    [host, id, heardMs / 1000, from, outcomes, now, nearMs / 1000],
  )
  const [row] = rows
  const [watched, heard, unheard] = [Number(row?.watched), Number(row?.heard), Number(row?.unheard)]
  return { watched, heard, unheard, back: Number(row?.back), alike: row?.alike ?? [] }
}

/**
 * Has so many of a host's readable articles looked at within `withinMs`, those first that are due soonest: when one of
 * its articles (`id`) turns, they say whether it is alone. Those that are due by then anyway count among them. The ones
 * that are `alike` are looked at besides. Nobody is asked where some neighbour was looked at within `unlessMs`.
 */
export async function askNeighbours(
  pool: Pool,
  {
    id,
    host,
    most,
    withinMs,
    alike = [],
    unlessMs = 0,
  }: Asked & {
    most: number
    withinMs: number
    alike?: readonly string[]
    unlessMs?: number
  },
): Promise<void> {
  await pool.query(
    `with asked as (
       (select id from articles
        where host = $1 and id <> $4 and untracked_at is null and version_no > 0 and next_check_at is not null and ${GOOD}
          and not exists (select 1 from articles
            where host = $1 and id <> $4 and last_checked_at > now() - make_interval(secs => $6))
        order by next_check_at limit $2)
       union select id from articles
       where id = any ($5) and host = $1 and untracked_at is null and next_check_at is not null
     ), moved as (
       update articles set next_check_at = now() + random() * make_interval(secs => $3)
       from asked where articles.id = asked.id and next_check_at > now() + make_interval(secs => $3)
         and coalesce(lease_until, '-infinity') < now()
       returning next_check_at
     )
     update sites set due_at = least(due_at, (select min(next_check_at) from moved))
     where host = $1 and exists (select 1 from moved)`,
    [host, most, withinMs / 1000, id, alike, unlessMs / 1000],
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
