import { describe, expect, it } from 'vitest'
import { explainPostgres } from '../../../src/store/embedded-cluster.ts'

const home = { cluster: '/srv/stet/postgres', logFile: '/srv/stet/postgres.log' }

describe('what embedded PostgreSQL says, in one clear line', () => {
  it.each([
    ['disk_full', 'initdb: error: could not write to file "/srv/pg_wal/xlogtemp.9": No space left on device'],
    [
      'disk_full',
      '2026-11-21 10:00:00 UTC [9] FATAL:  could not write lock file "postmaster.pid": No space left on device',
    ],
    ['data_dir_denied', 'initdb: error: could not create directory "/srv/stet/postgres": Permission denied'],
    ['data_dir_denied', 'spawn /opt/native/bin/initdb EACCES'],
    ['data_dir_denied', 'FATAL:  could not open file "postmaster.pid": Read-only file system'],
    ['no_account', 'initdb: error: could not look up effective user ID 12345: user does not exist'],
    ['wrong_postgres_version', 'FATAL:  database files are incompatible with server'],
    [
      'embedded_postgres_missing',
      'postgres: error while loading shared libraries: libxml2.so.2: cannot open shared object file',
    ],
    ['embedded_postgres_missing', 'spawn /opt/native/bin/postgres ENOENT'],
    ['postgres_failed', 'LOG:  starting\nFATAL:  invalid value for parameter "jit": "maybe"'],
    ['postgres_failed', ''],
  ])('%s', (code, said) => {
    const error = explainPostgres(said, home)
    expect(error.code).toBe(code)
    expect(error.message).not.toContain('\n')
  })

  it('keeps the words of the server when it has no better ones', () => {
    expect(explainPostgres('LOG:  x\nFATAL:  the moon is full\nHINT:  y', home).message).toBe(
      'embedded PostgreSQL in /srv/stet/postgres failed: the moon is full (log: /srv/stet/postgres.log)',
    )
  })
})
