import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore } from '../../../src/store/open.ts'
import { transaction } from '../../../src/store/transaction.ts'
import { createTestDatabase, type TestDatabase, urlOf } from '../../database.ts'

const log = { info() {}, warn() {} }
let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
})
afterAll(() => database.drop())

const open = (databaseUrl: string, more: { patienceMs?: number } = {}) =>
  openStore({ databaseUrl, dataDir: '/nonexistent', log, applicationName: 'stet test', ...more })

describe('opening a database by its URL', () => {
  it('answers, with its limits set on every connection', async () => {
    const store = await open(database.url)
    try {
      const { rows } = await store.pool.query(
        `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
                current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`,
      )
      expect(rows).toEqual([{ statement: '30s', lock: '10s', idle: '30s', name: 'stet test' }])
    } finally {
      await store.close()
    }
  })

  it('says which server does not answer, without the password', async () => {
    const opening = open('postgresql://ann:secret@127.0.0.1:1/ledger', { patienceMs: 300 })
    await expect(opening).rejects.toMatchObject({
      code: 'database_unreachable',
      message: expect.stringMatching(/^(?!.*secret).*"ledger" at 127\.0\.0\.1:1 .*ECONNREFUSED.*DATABASE_URL/),
    })
  })

  it('does not wait for a database that is not there', async () => {
    await expect(open(urlOf('absent'))).rejects.toMatchObject({ code: 'database_refused' })
  })

  it('recovers by itself after every connection was cut', async () => {
    const store = await open(database.url)
    try {
      await Promise.all([1, 2, 3].map(() => store.pool.query('select pg_sleep(0.01)')))
      await database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stet test'`,
      )
      await expect
        .poll(() =>
          store.pool.query('select 1').then(
            (answer) => answer.rowCount,
            () => 0,
          ),
        )
        .toBe(1)
    } finally {
      await store.close()
    }
  })
})

describe('a transaction', () => {
  it('is repeated after a deadlock, so both sides succeed', async () => {
    await database.pool.query('create table pair (id int primary key, n int); insert into pair values (1, 0), (2, 0)')
    const bump = (first: number, second: number) =>
      transaction(database.pool, async (client) => {
        await client.query('update pair set n = n + 1 where id = $1', [first])
        await client.query('select pg_sleep(0.1)')
        await client.query('update pair set n = n + 1 where id = $1', [second])
      })
    await Promise.all([bump(1, 2), bump(2, 1)])
    const { rows } = await database.pool.query('select n from pair')
    expect(rows).toEqual([{ n: 2 }, { n: 2 }])
  })

  it('leaves nothing behind when its work throws', async () => {
    await database.pool.query('create table one (n int)')
    const failing = transaction(database.pool, async (client) => {
      await client.query('insert into one values (1)')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect((await database.pool.query('select from one')).rowCount).toBe(0)
  })

  it('survives the loss of its connection between two statements', async () => {
    const failing = transaction(database.pool, async (client) => {
      const { rows } = await client.query('select pg_backend_pid() as pid')
      const ended = new Promise((resolve) => client.once('end', resolve))
      await database.pool.query('select pg_terminate_backend($1)', [rows[0].pid])
      await ended
      await client.query('select 1')
    })
    await expect(failing).rejects.toThrow()
    expect((await database.pool.query('select 1')).rowCount).toBe(1)
  })
})
