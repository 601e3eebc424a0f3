import type { Pool, PoolClient } from 'pg'
import type { AttemptEnd, DeliveryId, EndpointHealth, EndpointId, Frozen, TakenDelivery } from '../article.ts'
import { toText } from './json.ts'
import { transaction } from './transaction.ts'

/** How many messages one endpoint may be sent at once: a dead or slow one must not hold every worker. */
export interface Lanes {
  width: number
}

/**
 * One message at a time to an endpoint that failed last, until one arrives, and to chat services: they take about one a
 * second to a channel, and editors read them in order.
 */
const LANE = `case when e.failures > 0 or e.format <> 'stet' then 1 else $3::int end`

/**
 * Claims deliveries whose time has come, for enqueueing, at most as many of an endpoint as its lane has room for; a claim
 * that nobody takes within `claimSeconds` is claimed again.
 */
export async function claimDueDeliveries(
  pool: Pool,
  { limit, claimSeconds, width, endpointId }: { limit: number; claimSeconds: number; endpointId?: EndpointId } & Lanes,
): Promise<DeliveryId[]> {
  const { rows } = await pool.query<{ id: DeliveryId }>(
    `with lanes as (
       select e.id, ${LANE} - (select count(*) from deliveries o
         where o.endpoint_id = e.id and o.lease_until is not null and o.lease_until > now()) as free
       from endpoints e where $4::bigint is null or e.id = $4
     )
     update deliveries set lease_until = now() + make_interval(secs => $2), taken = false
     where id in (
       select due.id from lanes, lateral (
         select id from deliveries
         where endpoint_id = lanes.id and state in ('open', 'pending') and next_attempt_at <= now()
           and coalesce(lease_until, '-infinity') < now()
         order by next_attempt_at limit greatest(lanes.free, 0) for update skip locked
       ) due limit $1
     ) returning id`,
    [limit, claimSeconds, width, endpointId ?? null],
  )
  return rows.map((row) => row.id)
}

/** Takes a delivery that is due; null when it is done, not due, in another's hands, or its endpoint's lane is full. The attempt's row is written first. */
export async function takeDelivery(
  pool: Pool,
  id: DeliveryId,
  { leaseSeconds, width }: { leaseSeconds: number } & Lanes,
): Promise<TakenDelivery | null> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<TakenRow>(
      `update deliveries d set taken = true, attempt_no = attempt_no + 1,
         lease_until = now() + make_interval(secs => $2)
       from endpoints e
       where d.id = $1 and e.id = d.endpoint_id and d.state in ('open', 'pending') and d.next_attempt_at <= now()
         and not (d.taken and coalesce(d.lease_until, '-infinity') > now())
         and (select count(*) from deliveries o where o.endpoint_id = d.endpoint_id and o.taken
           and o.lease_until is not null and o.lease_until > now()) < ${LANE}
       returning d.id, d.attempt_no, d.tries, d.webhook_id, d.body, d.content_type, e.id as endpoint_id, e.name,
         e.format, e.url, e.secrets, e.disabled_at, e.failures, e.failing_since`,
      [id, leaseSeconds, width],
    )
    const row = rows[0]
    if (!row) {
      // Its lane is full: the claim ends, so that whoever leaves the lane can let it in.
      await client.query(
        'update deliveries set lease_until = null where id = $1 and not taken and lease_until is not null',
        [id],
      )
      return null
    }
    await client.query('insert into attempts (delivery_id, no) values ($1, $2)', [id, row.attempt_no])
    const { rows: events } = await client.query<{
      id: string
      article_id: string | null
      event: unknown
      found_at: Date
    }>(
      `select a.id, a.article_id, a.event, a.found_at from delivery_alerts da join alerts a on a.id = da.alert_id
       where da.delivery_id = $1 order by a.id`,
      [id],
    )
    return {
      id: row.id,
      attemptNo: row.attempt_no,
      tries: row.tries,
      frozen:
        row.webhook_id !== null && row.body !== null && row.content_type !== null
          ? { webhookId: row.webhook_id, body: row.body, contentType: row.content_type }
          : null,
      events: events.map((event) => ({
        alertId: event.id,
        articleId: event.article_id,
        event: event.event,
        foundAt: event.found_at.toISOString(),
      })),
      endpoint: {
        id: row.endpoint_id,
        name: row.name,
        format: row.format,
        url: row.url,
        secrets: row.secrets,
        disabled: row.disabled_at !== null,
        failures: row.failures,
        failingSince: row.failing_since?.toISOString() ?? null,
      },
    }
  })
}

interface TakenRow {
  id: DeliveryId
  attempt_no: number
  tries: number
  webhook_id: string | null
  body: string | null
  content_type: string | null
  endpoint_id: EndpointId
  name: string
  format: string
  url: string
  secrets: string
  disabled_at: Date | null
  failures: number
  failing_since: Date | null
}

/** Releases a delivery: its webhook-id and bytes are minted here and never again. False when it passed to another. */
export async function freezeDelivery(
  pool: Pool,
  { id, attemptNo }: TakenDelivery,
  { webhookId, body, contentType }: Frozen,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update deliveries set state = 'pending', webhook_id = $3, body = $4, content_type = $5
     where id = $1 and attempt_no = $2 and state = 'open'`,
    [id, attemptNo, webhookId, body, contentType],
  )
  return rowCount === 1
}

/** Writes an attempt's end, fenced by its number. Null when a newer attempt has taken over: then nothing is written. */
export async function endAttempt(pool: Pool, taken: TakenDelivery, end: AttemptEnd): Promise<EndpointHealth | null> {
  return transaction(pool, async (client) => {
    const state = end.next.kind === 'again' ? null : end.next.kind
    const { rowCount } = await client.query(
      `update deliveries set tries = tries + $6, state = coalesce($3, state), lease_until = null, taken = false,
         next_attempt_at = coalesce(now() + $4 * interval '1 ms', next_attempt_at), reason = $5,
         done_at = case when $3::text is null then null else now() end
       where id = $1 and attempt_no = $2 and state in ('open', 'pending')`,
      [
        taken.id,
        taken.attemptNo,
        state,
        // Counted from the database's own now: its clock judges what is due.
        end.next.kind === 'again' ? Math.max(0, Date.parse(end.next.at) - Date.now()) : null,
        end.next.kind === 'dead' ? toText(end.next.reason) : null,
        end.counts ? 1 : 0,
      ],
    )
    if (rowCount === 0) return null
    await client.query(
      'update attempts set took_ms = $3, status = $4, error = $5, answer = $6 where delivery_id = $1 and no = $2',
      [taken.id, taken.attemptNo, end.tookMs, end.status, clean(end.error), clean(end.answer)],
    )
    return updateHealth(client, taken, end)
  })
}

async function updateHealth(client: PoolClient, taken: TakenDelivery, end: AttemptEnd): Promise<EndpointHealth> {
  const delivered = end.next.kind === 'delivered'
  // The common case, a good attempt on a healthy endpoint, writes nothing and waits for nobody.
  if (!end.counts || (delivered && taken.endpoint.failures === 0)) {
    return { failures: taken.endpoint.failures, failingSince: taken.endpoint.failingSince }
  }
  const { rows } = await client.query<{ failures: number; failing_since: Date | null }>(
    `update endpoints set failures = case when $2 then 0 else failures + 1 end,
       failing_since = case when $2 then null else coalesce(failing_since, now()) end
     where id = $1 returning failures, failing_since`,
    [taken.endpoint.id, delivered],
  )
  return { failures: rows[0]?.failures ?? 0, failingSince: rows[0]?.failing_since?.toISOString() ?? null }
}

function clean(text: string | null): string | null {
  return text === null ? null : toText(text)
}

/** Gives a delivery back as it was, for another to take at once: its attempt was cut short and is not counted. */
export async function giveBackDelivery(pool: Pool, { id, attemptNo }: TakenDelivery): Promise<void> {
  await pool.query(
    'update deliveries set lease_until = null, taken = false where id = $1 and attempt_no = $2 and taken',
    [id, attemptNo],
  )
}
