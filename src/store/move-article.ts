import type { PoolClient } from 'pg'

/**
 * Follows an article to its new address. Where another article is watched there already, that one keeps its history,
 * takes over the tags, and this one rests. One there that nobody watches any more stays as it is, and this one goes on
 * under its old address: it must not end unwatched.
 */
export async function moveArticle(client: PoolClient, id: string, to: string): Promise<void> {
  const { rows } = await client.query<{ id: string; watched: boolean }>(
    'select id, untracked_at is null as watched from articles where url = $1 and id <> $2 for update',
    [to, id],
  )
  const there = rows[0]
  if (there && !there.watched) return
  if (there) {
    await client.query(
      `update articles set tags = (select array(select distinct unnest(articles.tags || own.tags) order by 1))
       from (select tags from articles where id = $2) own where id = $1`,
      [there.id, id],
    )
    await client.query('update articles set untracked_at = now(), next_check_at = null where id = $1', [id])
    return
  }
  const { host } = new URL(to)
  await client.query(
    `insert into sites (host, due_at) values ($1, now())
     on conflict (host) do update set due_at = least(sites.due_at, excluded.due_at)`,
    [host],
  )
  await client.query('update articles set url = $2, host = $3 where id = $1', [id, to, host])
}
