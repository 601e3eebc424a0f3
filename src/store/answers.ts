import type { Pool } from 'pg'
import type { ArticleId } from '../article.ts'

/** Stores what an editor says of an alert; the latest word counts. */
export async function saveAnswer(pool: Pool, alertId: string, answer: string): Promise<void> {
  await pool.query(
    `insert into answers (alert_id, answer) values ($1, $2)
     on conflict (alert_id) do update set answer = excluded.answer, answered_at = now()`,
    [alertId, answer],
  )
}

/** What was last said of an alert; null when nothing was. */
export async function readAnswer(pool: Pool, alertId: string): Promise<string | null> {
  const { rows } = await pool.query<{ answer: string }>('select answer from answers where alert_id = $1', [alertId])
  return rows[0]?.answer ?? null
}

export interface StoredAnswer {
  alertId: string
  articleId: ArticleId | null
  event: unknown
  answer: string
}

const PAGE = 500

/** All answers by the number of their alert; of alerts whose article was forgotten nothing is left. */
export async function* eachAnswer(pool: Pool): AsyncGenerator<StoredAnswer> {
  let after = '0'
  for (;;) {
    const { rows } = await pool.query<StoredAnswer>(
      `select w.alert_id as "alertId", a.article_id as "articleId", a.event, w.answer
       from answers w join alerts a on a.id = w.alert_id
       where w.alert_id > $1 and a.event <> '{}' order by w.alert_id limit $2`,
      [after, PAGE],
    )
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.alertId
  }
}
