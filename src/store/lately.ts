import type { Pool } from 'pg'
import type { ArticleId, Owed } from '../article.ts'

/** What the ledger knows of the alerts before one: the same edit elsewhere, flapping told, messages just sent. */
export async function readLately(
  pool: Pool,
  { articleId, owed, stormWindowMs }: { articleId: ArticleId; owed: Owed; stormWindowMs: number },
): Promise<{ storming: number; flappingTold: boolean; releasedMs: Record<string, number[]> }> {
  const { rows } = await pool.query<{ storming: string; flapping: boolean; released: Array<[string, number]> }>(
    `select
       (select count(distinct article_id) from alerts
        where storm_key = $2 and found_at > now() - make_interval(secs => $3) and article_id <> $1) as storming,
       $4 and exists (select 1 from alerts
        where article_id = $1 and flapping and found_at > now() - interval '1 day') as flapping,
       (select coalesce(json_agg(json_build_array(endpoint_id::text, extract(epoch from release_at) * 1000)), '[]')
        from deliveries where endpoint_id = any ($5::bigint[]) and created_at > now() - interval '1 minute') as released`,
    [articleId, owed.stormKey, stormWindowMs / 1000, owed.flapping, owed.endpoints.map(({ id }) => id)],
  )
  const row = rows[0]
  const releasedMs: Record<string, number[]> = {}
  for (const [id, ms] of row?.released ?? []) releasedMs[id] = [...(releasedMs[id] ?? []), Number(ms)]
  return { storming: Number(row?.storming ?? 0), flappingTold: row?.flapping ?? false, releasedMs }
}
