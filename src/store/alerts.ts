import type { Pool } from 'pg'
import type { ArticleId, Change } from '../article.ts'
import { StetError } from '../errors.ts'

export interface ListedAlert {
  id: string
  eventId: string | null
  type: string
  severity: string
  line: string
  foundAt: string
  /** Names of the endpoints that it was owed to. */
  endpoints: string[]
  answer: string | null
}

export interface StoredAlert {
  id: string
  articleId: ArticleId | null
  versionNo: number | null
  event: unknown
  foundAt: string
  /** The comparison's own changes; empty for alerts without any. */
  changes: Change[]
}

/** Alerts, newest first. */
export async function listAlerts(
  pool: Pool,
  { articleId, limit }: { articleId?: ArticleId; limit: number },
): Promise<ListedAlert[]> {
  const { rows } = await pool.query<Omit<ListedAlert, 'foundAt'> & { found_at: Date }>(
    `select a.id, a.event #>> '{data,id}' as "eventId", a.type, a.severity, a.line, a.found_at, w.answer,
       array(select e.name from delivery_alerts da join endpoints e on e.id = da.endpoint_id
             where da.alert_id = a.id order by e.name) as endpoints
     from alerts a left join answers w on w.alert_id = a.id
     where $1::bigint is null or a.article_id = $1
     order by a.id desc limit $2`,
    [articleId ?? null, limit],
  )
  return rows.map(({ found_at, ...row }) => ({ ...row, foundAt: found_at.toISOString() }))
}

/**
 * One alert by its number or its event's id.
 * @throws StetError `no_such_alert`; `alert_forgotten` when its article's text was erased
 */
export async function findAlert(pool: Pool, wanted: string): Promise<StoredAlert> {
  const byNumber = /^\d{1,18}$/.test(wanted)
  const { rows } = await pool.query<{
    id: string
    article_id: ArticleId | null
    version_no: number | null
    event: unknown
    found_at: Date
    line: string
    forgotten: boolean
  }>(
    `select id, article_id, version_no, event, found_at, line, event = '{}' as forgotten from alerts
     where ${byNumber ? 'id = $1::bigint' : `event #>> '{data,id}' = $1`} order by id desc limit 1`,
    [wanted],
  )
  const row = rows[0]
  if (!row) throw new StetError('no_such_alert', `there is no alert ${wanted} (stet alerts shows them)`)
  if (row.forgotten) throw new StetError('alert_forgotten', `the article of alert ${wanted} was forgotten`)
  const { rows: changes } = await pool.query<{ change: Change }>(
    'select change from changes where article_id = $1 and version_no = $2 order by id',
    [row.article_id, row.version_no],
  )
  return {
    id: row.id,
    articleId: row.article_id,
    versionNo: row.version_no,
    event: row.event,
    foundAt: row.found_at.toISOString(),
    changes: changes.map(({ change }) => change),
  }
}
