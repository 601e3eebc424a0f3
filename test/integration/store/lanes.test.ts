import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EndpointId } from '../../../src/article.ts'
import { claimDueDeliveries, takeDelivery } from '../../../src/store/deliveries.ts'
import { addEndpoint } from '../../../src/store/endpoints.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

/** An endpoint that is owed so many messages, all due. */
async function endpointOwed(name: string, deliveries: number, format = 'stet'): Promise<EndpointId> {
  const id = await addEndpoint(database.pool, { name, format, url: 'x', secrets: 'x', route: {} })
  await database.pool.query(
    `insert into deliveries (endpoint_id, release_at, next_attempt_at)
     select $1, now(), now() - make_interval(secs => n) from generate_series(1, $2::int) n`,
    [id, deliveries],
  )
  return id
}

const claim = () => claimDueDeliveries(database.pool, { limit: 500, claimSeconds: 30, width: 4 })
const take = (id: string) => takeDelivery(database.pool, id as never, { leaseSeconds: 25, width: 4 })

describe('the lane of an endpoint', () => {
  it('lets no backlog crowd out another endpoint', async () => {
    await endpointOwed('backlog', 1_000)
    await endpointOwed('desk', 2)
    expect(await claim()).toHaveLength(6)
    expect(await claim()).toHaveLength(0)
  })

  it('is one wide while the endpoint fails', async () => {
    const id = await endpointOwed('failing', 10)
    await database.pool.query('update endpoints set failures = 1 where id = $1', [id])
    expect(await claim()).toHaveLength(1)
  })

  it('is one wide for a chat service', async () => {
    await endpointOwed('channel', 10, 'slack')
    expect(await claim()).toHaveLength(1)
  })

  it('refuses what rang while it was full, and keeps no claim on it', async () => {
    await endpointOwed('desk', 6)
    const { rows } = await database.pool.query<{ id: string }>('select id from deliveries order by id')
    const ids = rows.map((row) => row.id)
    for (const id of ids.slice(0, 4)) expect(await take(id)).not.toBeNull()
    await database.pool.query(`update deliveries set lease_until = now() + interval '30 s' where id = $1`, [ids[4]])
    expect(await take(ids[4] ?? '')).toBeNull()
    await database.pool.query('update deliveries set state = $2, lease_until = null, taken = false where id = $1', [
      ids[0],
      'dead',
    ])
    expect(await claim()).toHaveLength(1)
    expect(await take(ids[4] ?? '')).not.toBeNull()
  })
})
