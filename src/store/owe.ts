import type { PoolClient } from 'pg'
import type { ArticleId, Owed } from '../article.ts'
import { StetError } from '../errors.ts'
import { toJson, toText } from './json.ts'

/**
 * Writes an alert and what is owed of it, inside the caller's transaction: each endpoint's open delivery for the same
 * article takes it in, or a new one is opened. Returns the deliveries whose time to go out has come.
 */
export async function oweAlert(
  client: PoolClient,
  { articleId, versionNo, owed, at }: { articleId: ArticleId | null; versionNo: number | null; owed: Owed; at: string },
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `insert into alerts (article_id, version_no, type, severity, line, event, storm_key, flapping, found_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      articleId,
      versionNo,
      owed.type,
      owed.severity,
      toText(owed.line),
      toJson(owed.event),
      owed.stormKey,
      owed.flapping,
      at,
    ],
  )
  const alertId = rows[0]?.id
  if (!alertId) throw new StetError('not_stored', `${owed.type}: the alert was not stored`)
  const released: string[] = []
  for (const { id, releaseAt, key } of owed.endpoints) {
    const collecting =
      key === null ? null : await collectingDelivery(client, { endpointId: id, key, event: toJson(owed.event) ?? '' })
    const deliveryId =
      collecting ?? (await createDelivery(client, { endpointId: id, waitMs: waitMs(releaseAt, at), key }))
    if (!deliveryId) continue
    await client.query('insert into delivery_alerts (delivery_id, alert_id, endpoint_id) values ($1, $2, $3)', [
      deliveryId,
      alertId,
      id,
    ])
    if (!collecting && waitMs(releaseAt, at) === 0) released.push(deliveryId)
  }
  return released
}

/** Most alerts in one message, and most bytes of them: beyond it a new delivery is opened, so that nothing is left out. */
const MOST_ALERTS = 10
// The links' keys and answers come on top when the message is made (alert/render.ts): 230 bytes an event.
const MOST_BYTES = 15_000

/** A delivery still collecting under this key. */
async function collectingDelivery(
  client: PoolClient,
  { endpointId, key, event }: { endpointId: string; key: string; event: string },
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `select id from deliveries d
     where endpoint_id = $1 and collects = $2 and state = 'open' and not taken
       and (select count(*) < $3 and coalesce(sum(octet_length(a.event::text)), 0) + octet_length($4) <= $5
            from delivery_alerts da join alerts a on a.id = da.alert_id where da.delivery_id = d.id)
     order by id limit 1 for update skip locked`,
    [endpointId, key, MOST_ALERTS, event, MOST_BYTES],
  )
  return rows[0]?.id ?? null
}

/** Held back for so long, by one clock: the database's, which judges what is due, may show another time. */
function waitMs(releaseAt: string, at: string): number {
  return Math.max(0, Date.parse(releaseAt) - Date.parse(at))
}

/** Null when the endpoint was disabled or removed meanwhile: nothing is owed to it. */
async function createDelivery(
  client: PoolClient,
  { endpointId, waitMs, key }: { endpointId: string; waitMs: number; key: string | null },
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `insert into deliveries (endpoint_id, release_at, next_attempt_at, collects)
     select id, now() + $2 * interval '1 ms', now() + $2 * interval '1 ms', $3 from endpoints
     where id = $1 and disabled_at is null
     returning id`,
    [endpointId, waitMs, key],
  )
  return rows[0]?.id ?? null
}
