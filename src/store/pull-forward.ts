import type { Pool, PoolClient } from 'pg'
import type { ArticleId } from '../article.ts'
import { toJson } from './json.ts'
import { sooner } from './next-due.ts'
import { insisting } from './transaction.ts'

/** Why an article's check was brought forward: it holds while `to` is when the article is due. */
export interface PulledBy {
  /** editor, redirect, sibling, feed, sitemap (cadence/pull-forward.ts). */
  hint: string
  /** The article, address or source that pointed at it; null where a person did. */
  by: string | null
  at: string
  to: string
}

export interface Pull {
  id: ArticleId
  at: string
  /** It rested, and is awake again. */
  wakes: boolean
  hint: string
  by: string | null
}

/** Brings articles' next checks forward, never back, and remembers why. Those that are no longer tracked stay so. */
export async function pullForward(db: Pool | PoolClient, pulls: readonly Pull[]): Promise<void> {
  if (pulls.length === 0) return
  await insisting(() =>
    db.query(
      `with asked as (
         select * from jsonb_to_recordset($1::jsonb) as p (id bigint, at timestamptz, wakes boolean, hint text, by text)
       ), moved as (
         update articles a set next_check_at = ${sooner('a', 'p.at')},
           woken_at = case when p.wakes then now() else a.woken_at end,
           pulled = jsonb_build_object('hint', p.hint, 'by', p.by, 'at', now(), 'to', p.at)
         from asked p where a.id = p.id and a.untracked_at is null returning a.host, a.next_check_at
       )
       update sites set due_at = least(sites.due_at, first.at)
       from (select host, min(next_check_at) as at from moved group by host) first where sites.host = first.host`,
      [toJson(pulls)],
    ),
  )
}
