import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of a test's own, migrated and empty; `drop` throws its clients out. */
export type TestDatabase = { url: string; connection: pg.ClientConfig; pool: pg.Pool; drop(): Promise<void> }

/**
 * Copies the migrated template: some tens of milliseconds. `empty` gives a database without any schema instead.
 * Call in `beforeAll` or at the top of a test, and `drop` when done.
 */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const { template, ...server } = inject('postgres')
  const database = `test_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  await asAdmin(`create database ${database} template ${options.empty ? 'template0' : template}`)
  const connection = { ...server, database, ssl: false }
  const pool = new pg.Pool({ ...connection, max: 5 })
  // A test that stops the server or drops the database must not end the test process.
  pool.on('error', () => {})
  return {
    url: urlOf(database),
    connection,
    pool,
    async drop() {
      await pool.end()
      await asAdmin(`drop database if exists ${database} with (force)`)
    },
  }
}

/** The URL of a database on the tests' server, as an operator would write it. */
export function urlOf(database: string): string {
  const { host, port, user, password } = inject('postgres')
  const account = password === undefined ? user : `${user}:${encodeURIComponent(password)}`
  return host.startsWith('/')
    ? `postgresql:///${database}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`
    : `postgresql://${account}@${host}:${port}/${database}`
}

async function asAdmin(sql: string): Promise<void> {
  const { template: _, ...server } = inject('postgres')
  const client = new pg.Client({ ...server, database: 'postgres', ssl: false })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
