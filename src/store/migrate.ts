import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { StetError } from '../errors.ts'
import { transaction } from './transaction.ts'

type Migration = { number: number; name: string; sql: string; checksum: string }

const MIGRATIONS = join(import.meta.dirname, 'migrations')
/** One at a time per database, whoever runs it. */
const LOCK = 7_838_202
/** A migration may rewrite a large table: only its waiting for locks is bounded, so that it cannot stop the line. */
const LOCK_WAIT = '30s'
const UNBOUNDED_MS = 2 ** 31 - 1

/**
 * Brings the schema up to date: the files `NNN-name.sql` of `dir` in order, each in a transaction of its own under one
 * advisory lock and recorded with its checksum. Any number of processes may do it at once.
 *
 * @returns the names of the migrations that this call applied
 * @throws StetError schema_too_new, migration_edited, migration_failed, migration_misnumbered
 */
export async function migrate(pool: pg.Pool, dir: string = MIGRATIONS): Promise<string[]> {
  const known = await readMigrations(dir)
  const applied: string[] = []
  for (;;) {
    const name = await transaction(pool, (client) => step(client, known))
    if (name === null) return applied
    applied.push(name)
  }
}

/** Applies the first migration that is missing; null when none is. */
async function step(client: pg.PoolClient, known: Migration[]): Promise<string | null> {
  await client.query(`set local statement_timeout = 0; set local lock_timeout = 0`)
  await unbounded(client, `select pg_advisory_xact_lock(${LOCK})`)
  await client.query(`create table if not exists stet_migrations (
    number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
  const { rows } = await client.query<Omit<Migration, 'sql'>>(
    'select number, name, checksum from stet_migrations order by number',
  )
  for (const row of rows) compare(row, known)
  const next = known[rows.length]
  if (!next) return null
  await client.query(`set local lock_timeout = '${LOCK_WAIT}'`)
  try {
    await unbounded(client, next.sql)
  } catch (thrown) {
    if (!(thrown instanceof pg.DatabaseError)) throw thrown
    const line = next.sql.slice(0, Number(thrown.position ?? 0)).split('\n').length
    throw new StetError('migration_failed', `${next.name}, line ${line}: ${thrown.message}`, { cause: thrown })
  }
  await client.query('insert into stet_migrations (number, name, checksum) values ($1, $2, $3)', [
    next.number,
    next.name,
    next.checksum,
  ])
  return next.name
}

function compare(row: Omit<Migration, 'sql'>, known: Migration[]): void {
  const own = known[row.number - 1]
  if (!own)
    throw new StetError(
      'schema_too_new',
      `the ledger has migration ${row.name} and this Stet knows ${known.length}: it was used by a newer release; update Stet`,
    )
  if (own.checksum !== row.checksum)
    throw new StetError('migration_edited', `${own.name} was changed after it was applied: restore it, add a new one`)
}

async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{3})-/.exec(name)?.[1])
      if (number !== index + 1)
        throw new StetError('migration_misnumbered', `${name} in ${dir}: expected number ${index + 1} as NNN-name.sql`)
      // A checkout with CRLF line ends is the same migration.
      const sql = (await readFile(join(dir, name), 'utf8')).replaceAll('\r\n', '\n')
      return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function unbounded(client: pg.PoolClient, text: string): Promise<unknown> {
  const query: pg.QueryConfig & { query_timeout: number } = { text, query_timeout: UNBOUNDED_MS }
  return client.query(query)
}
