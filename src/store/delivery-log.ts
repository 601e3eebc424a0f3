import type { Pool } from 'pg'
import type { DeliveryId, Owed } from '../article.ts'
import { StetError } from '../errors.ts'
import { oweAlert } from './owe.ts'
import { transaction } from './transaction.ts'

export interface ListedDelivery {
  id: DeliveryId
  endpoint: string
  state: string
  webhookId: string | null
  tries: number
  createdAt: string
  nextAttemptAt: string | null
  doneAt: string | null
  reason: string | null
  line: string
  lastStatus: number | null
  lastError: string | null
}

/** Which deliveries: to an endpoint, in a state, owed since a time, about an article. */
export interface DeliveryFilter {
  endpoint?: string
  state?: string
  since?: string
  articleId?: string
  limit: number
}

/** Deliveries, newest first. */
export async function listDeliveries(
  pool: Pool,
  { endpoint, state, since, articleId, limit }: DeliveryFilter,
): Promise<ListedDelivery[]> {
  const { rows } = await pool.query<DeliveryRow>(
    `select d.id, e.name as endpoint, d.state, d.webhook_id, d.tries, d.created_at, d.next_attempt_at, d.done_at, d.reason,
       (select string_agg(a.line, ' | ' order by a.id) from delivery_alerts da join alerts a on a.id = da.alert_id
        where da.delivery_id = d.id) as line,
       t.status, t.error
     from deliveries d join endpoints e on e.id = d.endpoint_id
     left join lateral (select status, error from attempts where delivery_id = d.id order by no desc limit 1) t on true
     where ($1::text is null or e.name = $1) and ($2::text is null or d.state = $2)
       and ($3::timestamptz is null or d.created_at >= $3)
       and ($4::bigint is null or exists (select from delivery_alerts da join alerts a on a.id = da.alert_id
         where da.delivery_id = d.id and a.article_id = $4))
     order by d.id desc limit $5`,
    [endpoint ?? null, state ?? null, since ?? null, articleId ?? null, limit],
  )
  return rows.map((row) => ({
    id: row.id,
    endpoint: row.endpoint,
    state: row.state,
    webhookId: row.webhook_id,
    tries: row.tries,
    createdAt: row.created_at.toISOString(),
    nextAttemptAt: row.state === 'open' || row.state === 'pending' ? row.next_attempt_at.toISOString() : null,
    doneAt: row.done_at?.toISOString() ?? null,
    reason: row.reason,
    line: row.line ?? '',
    lastStatus: row.status,
    lastError: row.error,
  }))
}

interface DeliveryRow {
  id: DeliveryId
  endpoint: string
  state: string
  webhook_id: string | null
  tries: number
  created_at: Date
  next_attempt_at: Date
  done_at: Date | null
  reason: string | null
  line: string | null
  status: number | null
  error: string | null
}

/**
 * Sends deliveries once more: the same webhook-id and the same bytes, with a new round of tries.
 * By id, or all dead ones since a time, optionally of one endpoint. Returns the deliveries brought back.
 */
export async function replayDeliveries(
  pool: Pool,
  which: { id: string } | { deadSince: string; endpoint?: string },
): Promise<DeliveryId[]> {
  const [where, values] =
    'id' in which
      ? ['d.id = $1::bigint', [which.id]]
      : [
          `d.state = 'dead' and d.done_at >= $1 and ($2::text is null or e.name = $2)`,
          [which.deadSince, which.endpoint ?? null],
        ]
  const { rows } = await pool.query<{ id: DeliveryId }>(
    `update deliveries d set state = case when body is null then 'open' else 'pending' end, tries = 0, reason = null,
       done_at = null, next_attempt_at = now(), lease_until = null, taken = false
     from endpoints e
     where e.id = d.endpoint_id and e.disabled_at is null and coalesce(d.body, '-') <> ''
       and not (d.taken and coalesce(d.lease_until, '-infinity') > now()) and ${where}
     returning d.id`,
    values,
  )
  return rows.map((row) => row.id)
}

/** Messages that an endpoint is owed, or that were given up since it last took one, at most 100,000. */
export async function countOwed(pool: Pool, endpointId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from (
       select from deliveries d join endpoints e on e.id = d.endpoint_id
       where e.id = $1 and (d.state in ('open', 'pending')
         or (d.state = 'dead' and d.done_at >= coalesce(e.failing_since, now() - interval '1 minute')))
       limit 100000) owed`,
    [endpointId],
  )
  return rows[0]?.count ?? 0
}

/** Owes an event that no article raised (a test, an operator event); returns what may go out now. */
export async function oweEvent(pool: Pool, owed: Owed): Promise<string[]> {
  const at = new Date().toISOString()
  return transaction(pool, (client) => oweAlert(client, { articleId: null, versionNo: null, owed, at }))
}

/** One delivery with its attempts, for people who ask why. */
export async function showDelivery(pool: Pool, id: string) {
  const { rows } = await pool.query<{
    no: number
    started_at: Date
    took_ms: number | null
    status: number | null
    error: string | null
    answer: string | null
  }>('select no, started_at, took_ms, status, error, answer from attempts where delivery_id = $1 order by no', [id])
  const { rows: bodies } = await pool.query<{ body: string | null; webhook_id: string | null; state: string }>(
    'select body, webhook_id, state from deliveries where id = $1',
    [id],
  )
  const delivery = bodies[0]
  if (!delivery) throw new StetError('no_such_delivery', `there is no delivery ${id}`)
  return {
    id,
    state: delivery.state,
    webhookId: delivery.webhook_id,
    body: delivery.body,
    attempts: rows.map((row) => ({
      no: row.no,
      startedAt: row.started_at.toISOString(),
      tookMs: row.took_ms,
      status: row.status,
      error: row.error,
      answer: row.answer,
    })),
  }
}

/** An attempt that came to an end. */
export interface EndedAttempt {
  delivery: DeliveryId
  no: number
  endpoint: string
  startedAt: string
  tookMs: number
  status: number | null
  error: string | null
  /** What its delivery has come to. */
  state: string
  line: string
}

/** Attempts begun within so many seconds that have ended, oldest first; the others are still on their way. */
export async function listAttempts(
  pool: Pool,
  { withinSeconds, endpoint }: { withinSeconds: number; endpoint?: string },
): Promise<EndedAttempt[]> {
  const { rows } = await pool.query<Omit<EndedAttempt, 'startedAt'> & { started_at: Date }>(
    `select t.delivery_id as delivery, t.no, e.name as endpoint, t.started_at, t.took_ms as "tookMs", t.status, t.error,
       d.state, coalesce((select string_agg(a.line, ' | ' order by a.id) from delivery_alerts da
         join alerts a on a.id = da.alert_id where da.delivery_id = d.id), '') as line
     from attempts t join deliveries d on d.id = t.delivery_id join endpoints e on e.id = d.endpoint_id
     where t.started_at > now() - make_interval(secs => $1) and t.took_ms is not null and ($2::text is null or e.name = $2)
     order by t.started_at, t.delivery_id`,
    [withinSeconds, endpoint ?? null],
  )
  return rows.map(({ started_at, ...row }) => ({ ...row, startedAt: started_at.toISOString() }))
}
