import type { Pool } from 'pg'
import type { EndpointId } from '../article.ts'
import { StetError } from '../errors.ts'
import { toJson } from './json.ts'
import { transaction } from './transaction.ts'

/** A registered webhook as stored: URL and secrets sealed. */
export interface StoredEndpoint {
  id: EndpointId
  name: string
  format: string
  url: string
  secrets: string
  preferences: unknown
  createdAt: string
  failures: number
  failingSince: string | null
  disabledAt: string | null
  disabledReason: string | null
}

/**
 * Registers an endpoint with a route of its own name.
 * @throws StetError `endpoint_exists` when the name is taken
 */
export async function addEndpoint(
  pool: Pool,
  endpoint: { name: string; format: string; url: string; secrets: string; route: unknown },
): Promise<EndpointId> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: EndpointId }>(
      `insert into endpoints (name, format, url, secrets) values ($1, $2, $3, $4)
       on conflict (name) do nothing returning id`,
      [endpoint.name, endpoint.format, endpoint.url, endpoint.secrets],
    )
    const id = rows[0]?.id
    if (!id) throw new StetError('endpoint_exists', `an endpoint named "${endpoint.name}" exists already`)
    const { rows: routes } = await client.query<{ id: string }>(
      `insert into routes (name, route) values ($1, $2)
       on conflict (name) do update set route = excluded.route returning id`,
      [endpoint.name, toJson(endpoint.route)],
    )
    await client.query('insert into route_endpoints (route_id, endpoint_id) values ($1, $2)', [routes[0]?.id, id])
    return id
  })
}

export async function listEndpoints(pool: Pool): Promise<StoredEndpoint[]> {
  const { rows } = await pool.query<EndpointRow>(`select ${COLUMNS} from endpoints order by name`)
  return rows.map(toEndpoint)
}

export async function findEndpoint(pool: Pool, name: string): Promise<StoredEndpoint | null> {
  const { rows } = await pool.query<EndpointRow>(`select ${COLUMNS} from endpoints where name = $1`, [name])
  return rows[0] ? toEndpoint(rows[0]) : null
}

export async function endpointById(pool: Pool, id: string): Promise<StoredEndpoint | null> {
  const { rows } = await pool.query<EndpointRow>(`select ${COLUMNS} from endpoints where id = $1`, [id])
  return rows[0] ? toEndpoint(rows[0]) : null
}

/** Stops sending to an endpoint; what it is still owed waits, dead, and can be replayed. False when there is none. */
export async function disableEndpoint(pool: Pool, name: string, reason: string): Promise<boolean> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `update endpoints set disabled_at = coalesce(disabled_at, now()), disabled_reason = $2 where name = $1 returning id`,
      [name, reason],
    )
    const id = rows[0]?.id
    if (!id) return false
    await client.query(
      `update deliveries set state = 'dead', reason = $2, done_at = now(), lease_until = null
       where endpoint_id = $1 and state in ('open', 'pending') and not (taken and lease_until > now())`,
      [id, `endpoint disabled: ${reason}`],
    )
    return true
  })
}

export async function enableEndpoint(pool: Pool, name: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update endpoints set disabled_at = null, disabled_reason = null, failing_since = null, failures = 0 where name = $1',
    [name],
  )
  return rowCount === 1
}

/** A route with the endpoints it leads to; disabled ones are left out. */
export interface StoredRoute {
  id: string
  name: string
  rule: unknown
  endpoints: Array<{ id: EndpointId; name: string; preferences: unknown }>
}

export async function loadRoutes(pool: Pool): Promise<StoredRoute[]> {
  const { rows } = await pool.query<StoredRoute>(
    `select r.id, r.name, r.route as rule,
       coalesce(json_agg(json_build_object('id', e.id::text, 'name', e.name, 'preferences', e.preferences) order by e.id)
         filter (where e.id is not null), '[]') as endpoints
     from routes r
     left join route_endpoints re on re.route_id = r.id
     left join endpoints e on e.id = re.endpoint_id and e.disabled_at is null
     group by r.id order by r.name`,
  )
  return rows
}

const COLUMNS =
  'id, name, format, url, secrets, preferences, created_at, failures, failing_since, disabled_at, disabled_reason'

interface EndpointRow {
  id: EndpointId
  name: string
  format: string
  url: string
  secrets: string
  preferences: unknown
  created_at: Date
  failures: number
  failing_since: Date | null
  disabled_at: Date | null
  disabled_reason: string | null
}

function toEndpoint(row: EndpointRow): StoredEndpoint {
  return {
    id: row.id,
    name: row.name,
    format: row.format,
    url: row.url,
    secrets: row.secrets,
    preferences: row.preferences,
    createdAt: row.created_at.toISOString(),
    failures: row.failures,
    failingSince: row.failing_since?.toISOString() ?? null,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    disabledReason: row.disabled_reason,
  }
}
