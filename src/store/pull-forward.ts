import type { Pool, PoolClient } from 'pg'
import type { ArticleId, PulledBy } from '../article.ts'
import { toJson } from './json.ts'
import { asked, sooner } from './next-due.ts'
import { insisting } from './transaction.ts'

export interface Pull extends Pick<PulledBy, 'hint' | 'by' | 'came'> {
  id: ArticleId
  at: string
  /** When the hint came that this is the second look for; null for a hint's own. Another hint since then goes before it. */
  hintedAt: string | null
}

/** A hint that waits for its look, and not for a second one: one that would come later adds nothing to it. */
const STANDS = `(a.pulled->>'after')::bigint >= a.check_no + a.taken::int and not (a.pulled->>'second')::boolean
  and (a.pulled->>'to')::timestamptz <= p.at and p.hint <> 'editor' and p."hintedAt" is null`

/** Brings articles' next checks forward, never back, and remembers why. Those that are no longer tracked stay so. */
export async function pullForward(db: Pool | PoolClient, pulls: readonly Pull[]): Promise<void> {
  if (pulls.length === 0) return
  const why = { hint: 'p.hint', by: 'p.by', at: 'coalesce(p."hintedAt", now())', to: 'p.at', came: 'p.came' }
  await insisting(() =>
    db.query(
      `with asked as (
         select * from jsonb_to_recordset($1::jsonb)
           as p (id bigint, at timestamptz, came text, hint text, by text, "hintedAt" timestamptz)
       ), moved as (
         update articles a set next_check_at = ${sooner('a', 'p.at')},
           -- The check under way may be about to let it rest.
           woken_at = case when p.came = 'woken' or a.taken then now() else a.woken_at end,
           pulled = case when ${STANDS} then a.pulled else ${asked('a', { ...why, second: 'p."hintedAt" is not null' })} end
         from asked p where a.id = p.id and a.untracked_at is null
           and (p."hintedAt" is null or (a.pulled->>'at')::timestamptz = p."hintedAt")
         returning a.host, a.next_check_at
       )
       update sites set due_at = least(sites.due_at, first.at)
       from (select host, min(next_check_at) as at from moved group by host) first where sites.host = first.host`,
      [toJson(pulls)],
    ),
  )
}
