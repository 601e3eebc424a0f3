import type { Pool, PoolClient } from 'pg'
import { StetError } from '../errors.ts'
import { toJson } from './json.ts'
import { transaction } from './transaction.ts'

/** A route as its editors see it: with the endpoints that are disabled too. */
export interface ListedRoute {
  id: string
  name: string
  rule: unknown
  endpoints: Array<{ id: string; name: string; disabled: boolean }>
}

/**
 * Adds a route, or replaces the one of its name.
 * @throws StetError `route_exists` when the name is taken and `replace` is false, `no_such_endpoint`
 */
export async function saveRoute(
  pool: Pool,
  { name, rule, endpoints, replace }: { name: string; rule: unknown; endpoints: string[]; replace: boolean },
): Promise<void> {
  await transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `insert into routes (name, route) values ($1, $2)
       on conflict (name) do update set route = excluded.route where $3 returning id`,
      [name, toJson(rule), replace],
    )
    const id = rows[0]?.id
    if (!id) throw new StetError('route_exists', `a route named "${name}" exists already (--replace replaces it)`)
    await client.query('delete from route_endpoints where route_id = $1', [id])
    await lead(client, id, endpoints)
  })
}

async function lead(client: PoolClient, routeId: string, endpoints: string[]): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `with led as (
       insert into route_endpoints (route_id, endpoint_id) select $1, id from endpoints where name = any ($2)
       returning endpoint_id
     )
     select name from endpoints where id in (select endpoint_id from led)`,
    [routeId, endpoints],
  )
  const missing = endpoints.filter((wanted) => !rows.some(({ name }) => name === wanted))
  if (missing.length > 0) {
    throw new StetError('no_such_endpoint', `there is no endpoint "${missing[0]}" (stet endpoint list shows them)`)
  }
}

export async function listRoutes(pool: Pool): Promise<ListedRoute[]> {
  const { rows } = await pool.query<ListedRoute>(
    `select r.id::text, r.name, r.route as rule,
       coalesce(json_agg(json_build_object('id', e.id::text, 'name', e.name, 'disabled', e.disabled_at is not null)
         order by e.name) filter (where e.id is not null), '[]') as endpoints
     from routes r
     left join route_endpoints re on re.route_id = r.id
     left join endpoints e on e.id = re.endpoint_id
     group by r.id order by r.name`,
  )
  return rows
}

/** Changes a route's rule in place. @throws StetError `no_such_route` */
export async function changeRoute(pool: Pool, name: string, change: (rule: unknown) => unknown): Promise<void> {
  await transaction(pool, async (client) => {
    const { rows } = await client.query<{ rule: unknown }>(
      'select route as rule from routes where name = $1 for update',
      [name],
    )
    if (!rows[0]) throw noSuchRoute(name)
    await client.query('update routes set route = $2 where name = $1', [name, toJson(change(rows[0].rule))])
  })
}

/** @throws StetError `no_such_route` */
export async function removeRoute(pool: Pool, name: string): Promise<void> {
  const { rowCount } = await pool.query('delete from routes where name = $1', [name])
  if (rowCount === 0) throw noSuchRoute(name)
}

export function noSuchRoute(name: string): StetError {
  return new StetError('no_such_route', `there is no route "${name}" (stet route list shows them)`)
}
