import type { PoolClient } from 'pg'
import { articleAt } from './aliases.ts'
import { wakeSites } from './wake-sites.ts'

/**
 * Follows an article to its new address; the old one stays as an alias. Where another article is there already, the two
 * become one: the one there goes on, but when it was never seen and the one that comes has a history. One there that
 * was forgotten stays so, and this one goes on under its old address: it must not end unwatched.
 */
export async function moveArticle(client: PoolClient, id: string, to: string): Promise<void> {
  const { rows } = await client.query<{ id: string; stays: boolean; forgotten: boolean }>(
    `select id, version_no > 0 or (select version_no = 0 from articles where id = $2) as stays,
       forgotten_at is not null as forgotten
     from articles where url = $1 and id <> $2 for update`,
    [to, id],
  )
  const there = rows[0]
  if (there?.forgotten) return
  if (there?.stays) return joinArticles(client, { from: id, into: there.id })
  if (there) {
    await joinArticles(client, { from: there.id, into: id })
    // Its address is needed; one with a fragment is nobody's, for none is ever kept with one.
    await client.query(`update articles set url = url || '#' || id where id = $1`, [there.id])
  }
  const { host } = new URL(to)
  await wakeSites(client, [host])
  await client.query('delete from aliases where url = $1', [to])
  await client.query(
    `insert into aliases (url, article_id) select url, id from articles where id = $1
     on conflict (url) do update set article_id = excluded.article_id, since = now()`,
    [id],
  )
  await client.query('update articles set url = $2, host = $3 where id = $1', [id, to, host])
}

/**
 * Makes two articles one: `into` is watched on with the tags, the mutes and the routes of both, `from` rests with its
 * history under its number, and whoever asks for its address is led to the other. What was owed of either stays owed.
 */
export async function joinArticles(client: PoolClient, { from, into }: { from: string; into: string }): Promise<void> {
  await client.query(
    `update articles set
       tags = (select array(select distinct unnest(articles.tags || own.tags) order by 1)),
       priority = greatest(articles.priority, own.priority),
       -- A watchlist takes back only what it alone asked for.
       applied_from = case when articles.applied_from = own.applied_from then own.applied_from end,
       next_check_at = case when articles.untracked_at is null then articles.next_check_at else now() end,
       untracked_at = null
     from (select tags, priority, applied_from from articles where id = $1) own where id = $2`,
    [from, into],
  )
  await client.query(
    `update sites set due_at = least(sites.due_at, a.next_check_at) from articles a where a.id = $1 and sites.host = a.host`,
    [into],
  )
  // The fence moves on: a check of it that is under way finds itself overtaken.
  await client.query(
    `update articles set untracked_at = now(), next_check_at = null, merged_into = $2, lease_no = lease_no + 1
     where id = $1`,
    [from, into],
  )
  await client.query('update aliases set article_id = $2 where article_id = $1', [from, into])
  await client.query(
    `insert into aliases (url, article_id) select url, $2 from articles where id = $1
     on conflict (url) do update set article_id = excluded.article_id, since = now()`,
    [from, into],
  )
  await client.query(
    `update mutes set mute = jsonb_set(mute, '{article}', to_jsonb($2::text)) where mute->>'article' = $1::text`,
    [from, into],
  )
  await client.query(
    `update routes set route = jsonb_set(route, '{articles}', (route->'articles') || to_jsonb($2::text))
     where route->'articles' ? $1::text and not route->'articles' ? $2::text`,
    [from, into],
  )
}

/**
 * The tracked article at an address that shows the very same text; null when there is none. One look is enough
 * for a pair like that: nothing was told yet of the one that is new.
 */
export async function twinAt(
  client: PoolClient,
  { id, url, contentHash }: { id: string; url: string; contentHash: string },
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select a.id from articles a join versions v on v.article_id = a.id and v.no = a.version_no
     where a.id = ${articleAt('$1')}
       and a.id <> $2 and a.untracked_at is null and v.content_hash = $3`,
    [url, id, contentHash],
  )
  return rows[0]?.id ?? null
}
