import type { Pool, PoolClient } from 'pg'
import type { ArticleId } from '../article.ts'
import { transaction } from './transaction.ts'

/**
 * Erases an article's text for good (versions, snapshots, changes, the bodies of what was sent) and untracks it.
 * A tombstone stays: the article, its version numbers, their times and hashes. What is still owed of it is called off;
 * what a message still owes of other articles is sent without it.
 */
export async function forgetArticle(pool: Pool, id: ArticleId): Promise<void> {
  await transaction(pool, async (client) => {
    await client.query(
      `update articles set forgotten_at = now(), untracked_at = coalesce(untracked_at, now()), next_check_at = null,
         lease_no = lease_no + 1, etag = null, last_modified = null, wire_hash = null, known_page = null
       where id = $1`,
      [id],
    )
    await client.query(`update snapshots set body = null, headers = '{}' where article_id = $1`, [id])
    await client.query('update versions set content = null, headline = null where article_id = $1', [id])
    await client.query('delete from changes where article_id = $1', [id])
    // What turned beside it is shown by its beginning, which may be its text.
    await client.query(
      `update site_memory m set memory = jsonb_build_object('places', (
         select coalesce(jsonb_object_agg(place, what || jsonb_build_object('sample', '')), '{}')
         from jsonb_each(m.memory->'places') as p (place, what)))
       from articles a where a.id = $1 and a.host = m.host and m.memory is not null`,
      [id],
    )
    await takeOutOfShared(client, id)
    await client.query(
      `update deliveries set state = case when state in ('open', 'pending') then 'dead' else state end,
         reason = case when state in ('open', 'pending') then 'article forgotten' else reason end,
         done_at = coalesce(done_at, now()), body = case when body is null then null else '' end
       where id in (select delivery_id from delivery_alerts da join alerts a on a.id = da.alert_id where a.article_id = $1)`,
      [id],
    )
    await client.query(`update alerts set line = 'forgotten', event = '{}' where article_id = $1`, [id])
  })
}

/**
 * Messages not yet arrived that hold other articles' alerts, too, are composed anew without this one's. The fence moves
 * on for one that is being composed just now; one that is on its way may still arrive as it was, and then is done.
 */
async function takeOutOfShared(client: PoolClient, id: ArticleId): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `update deliveries d set state = 'open', webhook_id = null, body = null, content_type = null,
       attempt_no = attempt_no + case when state = 'open' then 1 else 0 end,
       lease_until = case when state = 'open' then null else lease_until end, taken = taken and state <> 'open'
     where state in ('open', 'pending')
       and exists (select 1 from delivery_alerts da join alerts a on a.id = da.alert_id
                   where da.delivery_id = d.id and a.article_id = $1)
       and exists (select 1 from delivery_alerts da join alerts a on a.id = da.alert_id
                   where da.delivery_id = d.id and a.article_id is distinct from $1)
     returning id`,
    [id],
  )
  await client.query(
    `delete from delivery_alerts da using alerts a
     where a.id = da.alert_id and a.article_id = $1 and da.delivery_id = any ($2::bigint[])`,
    [id, rows.map((row) => row.id)],
  )
}
