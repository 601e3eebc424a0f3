import { afterEach, beforeEach, expect, it } from 'vitest'
import { noteUrges } from '../../../src/store/maintain.ts'
import { surveySites } from '../../../src/store/schedule.ts'
import { readVitals } from '../../../src/store/vitals.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { value } from './line.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
  const { pool } = database
  await pool.query(`insert into sites (host, due_at) values ('quay.example', now()), ('idle.example', now() + '1 h')`)
  // Two hourly articles, one asked for four times as often, one never checked, one that rests; and another host's.
  await pool.query(
    `insert into articles (url, host, urge, priority, last_checked_at, next_check_at) values
       ('http://quay.example/1', 'quay.example', 0.1, 1, now() - interval '30 min', now() + interval '30 min'),
       ('http://quay.example/2', 'quay.example', 0.4, 2, now() - interval '1 h', now() - interval '1 s'),
       ('http://quay.example/3', 'quay.example', 0.5, 1, null, now() - interval '1 s'),
       ('http://quay.example/4', 'quay.example', 9, 1, now() - interval '1 h', null),
       ('http://idle.example/1', 'idle.example', 0.3, 1, now() - interval '1 h', now() + interval '1 h')`,
  )
})
afterEach(() => database.drop())

it('surveys hosts by their planned articles, the busiest first', async () => {
  const [quay, idle, ...others] = await surveySites(database.pool)
  expect(others).toEqual([])
  expect(quay).toMatchObject({ host: 'quay.example', articles: 2 })
  expect(quay?.urge).toBeCloseTo(1)
  expect(quay?.checksPerDay).toBeCloseTo(48, 0)
  expect(quay?.delayMinutes).toBeCloseTo(30, 0)
  expect(idle).toMatchObject({ host: 'idle.example', articles: 1 })
  expect(idle?.checksPerDay).toBeCloseTo(12, 0)
  expect(idle?.delayMinutes).toBeCloseTo(60, 0)
})

it('notes what articles ask of their host', async () => {
  await noteUrges(database.pool, await surveySites(database.pool))
  expect(await value(database, `select round(urge::numeric, 3)::float8 from sites where host = 'quay.example'`)).toBe(1)
})

it('counts due articles that nobody has leased', async () => {
  expect(await readVitals(database.pool)).toMatchObject({ due: 2, articles: 5, hosts: 2 })
  await database.pool.query(`update articles set lease_until = now() + interval '1 min' where url like '%/2'`)
  expect(await readVitals(database.pool)).toMatchObject({ due: 1 })
})
