import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../../../src/store/migrate.ts'
import { createTestDatabase, type TestDatabase } from '../../database.ts'

let database: TestDatabase
let dir: string

beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
  dir = mkdtempSync(join(tmpdir(), 'stet-migrations-'))
  write('001-first.sql', 'create table first (id int primary key);\ninsert into first values (1);')
  write('002-second.sql', 'create table second (id int references first);')
})
afterEach(async () => {
  rmSync(dir, { recursive: true })
  await database.drop()
})
const write = (name: string, sql: string) => writeFileSync(join(dir, name), sql)

describe('migrating', () => {
  it('applies every file once, in order', async () => {
    expect(await migrate(database.pool, dir)).toEqual(['001-first.sql', '002-second.sql'])
    expect(await migrate(database.pool, dir)).toEqual([])
    write('003-third.sql', 'insert into first values (2)')
    expect(await migrate(database.pool, dir)).toEqual(['003-third.sql'])
  })

  it('is done once between five processes that start on an empty database', async () => {
    const pools = [1, 2, 3, 4, 5].map(() => new pg.Pool({ ...database.connection, max: 1, lock_timeout: 50 }))
    write('001-first.sql', 'select pg_sleep(0.2); create table first (id int primary key)')
    try {
      const applied = await Promise.all(pools.map((pool) => migrate(pool, dir)))
      expect(applied.flat().sort()).toEqual(['001-first.sql', '002-second.sql'])
    } finally {
      await Promise.all(pools.map((pool) => pool.end()))
    }
  })

  it('keeps what came before a file that fails, and names its line', async () => {
    write('002-second.sql', 'create table second (id int);\n\ncreate tabel oops ();')
    await expect(migrate(database.pool, dir)).rejects.toMatchObject({
      code: 'migration_failed',
      message: expect.stringContaining('002-second.sql, line 3'),
    })
    write('002-second.sql', 'create table second (id int);')
    expect(await migrate(database.pool, dir)).toEqual(['002-second.sql'])
  })

  it('refuses a schema that a newer release made', async () => {
    await migrate(database.pool, dir)
    rmSync(join(dir, '002-second.sql'))
    await expect(migrate(database.pool, dir)).rejects.toMatchObject({ code: 'schema_too_new' })
  })

  it('refuses an applied file that was edited, but not its line ends', async () => {
    await migrate(database.pool, dir)
    write('001-first.sql', 'create table first (id int primary key);\r\ninsert into first values (1);')
    expect(await migrate(database.pool, dir)).toEqual([])
    write('001-first.sql', 'create table first (id bigint primary key);')
    await expect(migrate(database.pool, dir)).rejects.toMatchObject({ code: 'migration_edited' })
  })

  it('refuses a gap in the numbers', async () => {
    write('004-fourth.sql', 'select 1')
    await expect(migrate(database.pool, dir)).rejects.toMatchObject({ code: 'migration_misnumbered' })
  })
})

it("the ledger's own migrations are those of the template", async () => {
  const migrated = await createTestDatabase()
  try {
    expect(await migrate(migrated.pool)).toEqual([])
  } finally {
    await migrated.drop()
  }
})
