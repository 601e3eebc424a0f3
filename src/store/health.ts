import type { Pool } from 'pg'
import type { Trouble } from '../article.ts'
import { AILING_STATES, AILMENTS, type Ailing } from '../outcome/health.ts'
import { toJson } from './json.ts'

/** Checks that read a page: an honest 304 says nothing of how it would be read. */
const LOOKS = `from checks c join articles a on a.id = c.article_id
  where a.host = $1 and a.untracked_at is null and c.status is distinct from 304
    and (c.outcome in ('new_version', 'unchanged', 'restored', 'suspect') or c.state = any ($2))`

/** Extractions of a host's pages within a time, and what ailed them. */
export interface Health {
  looks: number
  failed: number
  fieldsLost: number
  halved: number
}

/** Counted from the checks' rows, so for people and not for the hot path. */
export async function readHealth(pool: Pool, { host, hours }: { host: string; hours: number }): Promise<Health> {
  const { rows } = await pool.query<Record<keyof Health, string>>(
    `select count(*) as looks, count(*) filter (where c.state = any ($4)) as failed,
       count(*) filter (where c.state = any ($5)) as "fieldsLost", count(*) filter (where c.state = any ($6)) as halved
     ${LOOKS} and c.at > now() - make_interval(hours => $3)`,
    [host, AILING_STATES, hours, AILMENTS.failed, AILMENTS.fields_lost, AILMENTS.halved],
  )
  const [row] = rows
  return {
    looks: Number(row?.looks),
    failed: Number(row?.failed),
    fieldsLost: Number(row?.fieldsLost),
    halved: Number(row?.halved),
  }
}

/**
 * Articles of a host that were looked at since the first of them ailed lately, and how many of them ailed meanwhile; the
 * article that is being checked ails, and is not written yet.
 */
export async function ailingOf(
  pool: Pool,
  { host, articleId, windowMs }: { host: string; articleId: string; windowMs: number },
): Promise<Ailing & { since: string }> {
  const { rows } = await pool.query<{ looked: string; ailing: string; since: Date }>(
    `with looks as (
       select c.article_id, c.at, coalesce(c.state = any ($2), false) as ails
       ${LOOKS} and c.at > now() - $4 * interval '1 ms'
       union all select $3::bigint, now(), true
     ), first as (select min(at) as at from looks where ails)
     select count(distinct article_id) as looked, count(distinct article_id) filter (where ails) as ailing,
       min(first.at) as since
     from looks, first where looks.at >= first.at`,
    [host, AILING_STATES, articleId, windowMs],
  )
  const [row] = rows
  return { looked: Number(row?.looked), ailing: Number(row?.ailing), since: (row?.since ?? new Date()).toISOString() }
}

/** Marks a site as read wrongly; false when it was marked before. */
export async function markTrouble(pool: Pool, host: string, trouble: Trouble): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update sites set trouble = $2, broken_at = now() where host = $1 and trouble is null',
    [host, toJson(trouble)],
  )
  return rowCount === 1
}

/** What the last looks at a site's articles came to, since it is in trouble. */
export async function troubledSites(pool: Pool): Promise<Array<Ailing & { host: string; trouble: Trouble }>> {
  const { rows: sites } = await pool.query<{ host: string; trouble: Trouble }>(
    'select host, trouble from sites where trouble is not null order by host',
  )
  const troubled = []
  for (const { host, trouble } of sites) {
    const { rows } = await pool.query<{ looked: string; ailing: string }>(
      `select count(*) as looked, count(*) filter (where outcome = 'suspect' or state = any ($2)) as ailing
       from (select distinct on (c.article_id) c.outcome, c.state ${LOOKS} and c.at >= $3
             order by c.article_id, c.no desc) latest`,
      [host, AILING_STATES, trouble.since],
    )
    troubled.push({ host, trouble, looked: Number(rows[0]?.looked), ailing: Number(rows[0]?.ailing) })
  }
  return troubled
}

export async function clearTrouble(pool: Pool, host: string): Promise<void> {
  await pool.query('update sites set trouble = null where host = $1', [host])
}

/** The operator's word on a site in trouble: what is held is looked at again at once. False when it is in none. */
export async function resumeSite(pool: Pool, host: string, as: 'tell' | 'accept'): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update sites set trouble = trouble || jsonb_build_object('resumed', $2::text), due_at = now()
     where host = $1 and trouble is not null`,
    [host, as],
  )
  if (rowCount !== 1) return false
  await pool.query(
    `update articles set next_check_at = now()
     where host = $1 and untracked_at is null and standing->>'outcome' = 'suspect'`,
    [host],
  )
  return true
}

const MOST_WITNESSES = 3

/**
 * The first doubt of a host: a few of its other articles are looked at soon, so that a new template is known for one before
 * the doubt is believed. Those that are due within minutes anyway are witnesses as they are.
 */
export async function wakeWitnesses(
  pool: Pool,
  { host, articleId }: { host: string; articleId: string },
): Promise<void> {
  await pool.query(
    `update articles set next_check_at = now() + interval '1 minute' where id in (
       select id from articles
       where host = $1 and id <> $2 and untracked_at is null and version_no > 0
         and next_check_at > now() + interval '5 minutes' and coalesce(lease_until, '-infinity') < now()
         and not exists (select 1 from articles where host = $1 and id <> $2 and next_check_at is not null
           and standing->>'outcome' = 'suspect')
       order by last_changed_at desc nulls last, id desc limit $3 for update skip locked)`,
    [host, articleId, MOST_WITNESSES],
  )
}
