import { afterEach, beforeEach, expect, it } from 'vitest'
import { expireLogs } from '../../../src/store/maintain.ts'
import { recordCheck } from '../../../src/store/record-check.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { endpoint, newVersion, owed, record, taken, value } from './line.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const DAYS = { checksDays: 30, attemptsDays: 30, deliveriesDays: 60 }
const FOR_EVER = { checksDays: 0, attemptsDays: 0, deliveriesDays: 0 }

it('lets go of what is old and done with, never of what is still owed, nor of alerts', async () => {
  const desk = await endpoint(database, 'desk')
  for (const path of ['1', '2', '3', '4']) {
    const one = await taken(database, path)
    await recordCheck(database.pool, record(one, { version: newVersion(path), alerts: [owed([desk])] }))
  }
  const { pool } = database
  await pool.query('insert into attempts (delivery_id, no) select id, 1 from deliveries')
  await pool.query(`update deliveries set created_at = now() - interval '70 days'`)
  await pool.query(`update deliveries set state = 'delivered', body = 'x', done_at = created_at where id = 1`)
  await pool.query(`update deliveries set state = 'dead', done_at = now() where id = 2`)
  await pool.query(`update deliveries set state = 'delivered', created_at = now(), done_at = now() where id = 3`)
  await pool.query(`update attempts set started_at = now() - interval '40 days' where delivery_id = 4`)

  expect(await expireLogs(pool, FOR_EVER)).toEqual({ checks: 0, attempts: 0, deliveries: 0 })
  expect(await expireLogs(pool, DAYS)).toMatchObject({ attempts: 1, deliveries: 1 })
  expect(await value(database, 'select array_agg(id::int order by id) from deliveries')).toEqual([2, 3, 4])
  expect(await value(database, 'select array_agg(delivery_id::int order by delivery_id) from attempts')).toEqual([2, 3])
  expect(await value(database, 'select count(*)::int from alerts')).toBe(4)
  expect(await expireLogs(pool, DAYS)).toMatchObject({ attempts: 0, deliveries: 0 })
})
