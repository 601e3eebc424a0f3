import type { Pool } from 'pg'
import { StetError } from '../errors.ts'
import { toJson } from './json.ts'
import { transaction } from './transaction.ts'

interface Changeable {
  preferences: unknown
  /** Sealed. */
  url: string
  secrets: string
}

/**
 * Changes an endpoint's preferences or sealed secrets in place; others who change it wait.
 * @throws StetError `no_such_endpoint`
 */
export async function changeEndpoint(
  pool: Pool,
  name: string,
  change: (now: Changeable) => Partial<Pick<Changeable, 'preferences' | 'secrets'>>,
): Promise<void> {
  await transaction(pool, async (client) => {
    const { rows } = await client.query<Changeable>(
      'select preferences, url, secrets from endpoints where name = $1 for update',
      [name],
    )
    if (!rows[0]) throw noSuchEndpoint(name)
    const { preferences, secrets } = change(rows[0])
    await client.query(
      'update endpoints set preferences = coalesce($2, preferences), secrets = coalesce($3, secrets) where name = $1',
      [name, toJson(preferences), secrets ?? null],
    )
  })
}

/**
 * Removes an endpoint with its log and the routes that led nowhere else; nothing is removed while it is owed anything.
 * @returns how many messages it is still owed: 0 when it was removed
 * @throws StetError `no_such_endpoint`
 */
export async function removeEndpoint(pool: Pool, name: string): Promise<number> {
  return transaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from endpoints where name = $1 for update', [name])
    const id = rows[0]?.id
    if (!id) throw noSuchEndpoint(name)
    const { rows: owed } = await client.query<{ count: string }>(
      `select count(*) from deliveries where endpoint_id = $1 and state in ('open', 'pending')`,
      [id],
    )
    const count = Number(owed[0]?.count ?? 0)
    if (count > 0) return count
    await client.query(
      `delete from routes r where exists (select 1 from route_endpoints where route_id = r.id and endpoint_id = $1)
         and not exists (select 1 from route_endpoints where route_id = r.id and endpoint_id <> $1)`,
      [id],
    )
    await client.query('delete from deliveries where endpoint_id = $1', [id])
    await client.query('delete from endpoints where id = $1', [id])
    return 0
  })
}

export function noSuchEndpoint(name: string): StetError {
  return new StetError('no_such_endpoint', `there is no endpoint "${name}" (stet endpoint list shows them)`)
}
