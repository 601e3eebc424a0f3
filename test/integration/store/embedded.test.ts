import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Embedded, startEmbedded } from '../../../src/store/embedded.ts'
import { openStore } from '../../../src/store/open.ts'

const EMBEDDED = fileURLToPath(new URL('../../../src/store/embedded.ts', import.meta.url))
const isRoot = process.getuid?.() === 0
const NOBODY = { uid: 65_534, gid: 65_534 }

/** A created and stopped database, copied for every test: creating one syncs 40 MB to the disk. */
let template: string
/** A data directory with a database in it, and one without. */
let dataDir: string
let fresh: string
let held: Embedded[]
let children: ChildProcess[]
let lines: string[]
const log = { info: (_: object, line: string) => lines.push(line), warn: (_: object, line: string) => lines.push(line) }

beforeAll(async () => {
  template = mkdtempSync(join(tmpdir(), 'stet-embedded-'))
  chmodSync(template, 0o755)
  lines = []
  await (await startEmbedded({ dataDir: template, log })).stop()
})
afterAll(() => rmSync(template, { recursive: true, force: true }))

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'stet-embedded-'))
  chmodSync(dataDir, 0o755)
  fresh = join(dataDir, 'fresh')
  execFileSync('cp', ['-a', join(template, 'postgres'), dataDir])
  held = []
  children = []
  lines = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const embedded of held) await embedded.stop()
  for (const dir of [dataDir, fresh]) {
    const pid = postmaster(dir)
    if (pid === null) continue
    kill(pid, 'SIGQUIT')
    await expect.poll(() => postmaster(dir), { timeout: 10_000 }).toBeNull()
  }
  rmSync(dataDir, { recursive: true, force: true })
})

const start = async (dir = dataDir) => {
  const embedded = await startEmbedded({ dataDir: dir, log })
  held.push(embedded)
  return embedded
}

/** Another process that holds the server; `ready` is its connection. */
async function startElsewhere(account: object = {}, dir = dataDir): Promise<{ child: ChildProcess; host: string }> {
  const code = `const { startEmbedded } = await import(${JSON.stringify(EMBEDDED)})
    const { connection } = await startEmbedded({ dataDir: process.argv[1], log: { info() {}, warn() {} } })
    console.log(connection.host)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, dir], {
    ...account,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const [host] = await once(createInterface(child.stdout), 'line')
  return { child, host }
}

async function query(embedded: Embedded, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ ...embedded.connection, ssl: false })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

function postmaster(dir = dataDir): number | null {
  const file = join(dir, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}

describe('the embedded server', () => {
  it('is durable, checked by sums and deaf to the network', async () => {
    const rows = await query(
      await start(fresh),
      `select name, setting from pg_settings
       where name in ('fsync', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'server_encoding') order by 1`,
    )
    expect(rows.map((row) => Object.values(row as object).join('='))).toEqual([
      'data_checksums=on',
      'fsync=on',
      'listen_addresses=',
      'server_encoding=UTF8',
      'synchronous_commit=on',
    ])
    expect(lines).toEqual(['creating the embedded database', 'embedded postgres started'])
  })

  it('keeps what was written over a stop and a start', async () => {
    const first = await start()
    await query(first, 'create table kept as select 7 as n')
    await first.stop()
    expect(postmaster()).toBeNull()
    expect(await query(await start(), 'select n from kept')).toEqual([{ n: 7 }])
  })

  it('outlives the process that started it and is found by the next', async () => {
    const { child } = await startElsewhere()
    const orphan = postmaster()
    // The whole process group, as a terminal's Ctrl-C would.
    process.kill(-Number(child.pid), 'SIGKILL')
    await once(child, 'exit')
    const found = await start()
    expect(postmaster()).toBe(orphan)
    // The server notices the death of its client in its own time.
    const holders = `select from pg_stat_activity where application_name = 'stet embedded'`
    await expect.poll(() => query(found, holders)).toHaveLength(1)
    await found.stop()
    expect(postmaster()).toBeNull()
  })

  it('is made once when several processes ask at the same time', async () => {
    const hosts = await Promise.all([start(fresh), startElsewhere({}, fresh), startElsewhere({}, fresh), start(fresh)])
    expect(new Set(hosts.map((one) => ('host' in one ? one.host : one.connection.host))).size).toBe(1)
  })

  it('is left running while anybody else is connected', async () => {
    const [first, second] = [await start(), await start()]
    const stranger = new pg.Client({ ...first.connection, ssl: false })
    await stranger.connect()
    await first.stop()
    await second.stop()
    expect((await stranger.query('select 1')).rowCount).toBe(1)
    await stranger.end()
    await (await start()).stop()
    expect(postmaster()).toBeNull()
  })

  it('is started again when it dies, and the pool goes on', async () => {
    const store = await openStore({ databaseUrl: null, dataDir, log, applicationName: 'stet test' })
    held.push({ connection: { host: '', port: 0, user: '', database: '' }, stop: store.close })
    await store.pool.query('create table kept as select 7 as n')
    const before = postmaster()
    kill(Number(before), 'SIGKILL')
    const ask = () =>
      store.pool.query('select n from kept').then(
        ({ rows }) => rows,
        () => null,
      )
    await expect.poll(() => lines, { timeout: 20_000 }).toContain('embedded postgres is back')
    expect(postmaster()).not.toBe(before)
    await expect.poll(ask, { timeout: 20_000 }).toEqual([{ n: 7 }])
  })

  it('starts over a pid file whose number was given to another program', async () => {
    await (await start()).stop()
    const other = spawn('sleep', ['60'], { ...(isRoot ? NOBODY : {}), argv0: 'postgres: someone else' })
    children.push(other)
    const file = join(dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(file, `${other.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n\n\n\n`, { mode: 0o600 })
    if (isRoot) chownSync(file, NOBODY.uid, NOBODY.gid)
    utimesSync(file, 1, 1)
    await start()
    expect(postmaster()).not.toBe(other.pid)
    expect(other.exitCode).toBeNull()
  })

  it('puts its socket elsewhere when the path is too long for one', async () => {
    const deep = join(dataDir, 'a-rather-long-name-of-a-folder-'.repeat(3), 'and-one-more')
    mkdirSync(deep, { recursive: true })
    renameSync(join(dataDir, 'postgres'), join(deep, 'postgres'))
    const { connection } = await start(deep)
    expect(connection.host).toMatch(/^\/tmp\/stet-\d+-[0-9a-f]{8}$/)
    rmSync(connection.host, { recursive: true })
  })
})

describe('accounts', () => {
  it('never runs as root', async () => {
    await start()
    const uid = statSync(`/proc/${postmaster()}`).uid
    expect(uid).toBe(isRoot ? NOBODY.uid : process.getuid?.())
  })

  it('serves an ordinary user, and root beside it as the same account', async () => {
    const other = isRoot && isOpen(EMBEDDED)
    if (other) for (const dir of [dataDir, join(dataDir, 'postgres')]) chownSync(dir, NOBODY.uid, NOBODY.gid)
    const { child } = await startElsewhere(other ? NOBODY : {})
    const pid = postmaster()
    await start()
    expect(postmaster()).toBe(pid)
    child.kill('SIGKILL')
    await once(child, 'exit')
  })

  it('runs as the owner of an existing database when root asks', async () => {
    await (await start()).stop()
    const owner = statSync(join(dataDir, 'postgres')).uid
    // As left by a backup restored by root: handed back to an account that may run the server.
    if (isRoot) chownSync(join(dataDir, 'postgres'), 0, 0)
    expect(await query(await start(), 'select 1 as n')).toEqual([{ n: 1 }])
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(owner)
  })

  it('gets past a closed door when it may, and says so when it may not', async () => {
    const closed = join(dataDir, 'closed')
    mkdirSync(join(closed, 'data'), { recursive: true })
    chmodSync(closed, isRoot ? 0o700 : 0o000)
    if (!isRoot) {
      await expect(start(join(closed, 'data'))).rejects.toMatchObject({ code: 'data_dir_denied' })
      chmodSync(closed, 0o700)
      return
    }
    const inside = join(closed, 'data')
    const { connection, stop } = await start(inside)
    try {
      expect(connection.host).toBe(readlinkSync(join(inside, 'postgres')))
      expect(lines).toContain('the ledger is kept where the account of postgres can reach it')
      await stop()
      // The link leads there again.
      await (await start(inside)).stop()
    } finally {
      rmSync(connection.host, { recursive: true })
      rmSync(`${connection.host}.log`)
    }
  })
})

describe('what cannot be served is refused in one clear line', () => {
  it.each(['16', '17', '19'])('a database made by PostgreSQL %s', async (major) => {
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), `${major}\n`)
    await expect(start()).rejects.toMatchObject({
      code: 'wrong_postgres_version',
      message: expect.stringMatching(new RegExp(`postgres was made by PostgreSQL ${major} .*pg_dump`)),
    })
  })

  it('a damaged database, with the words of the server', async () => {
    await (await start()).stop()
    rmSync(join(dataDir, 'postgres', 'global'), { recursive: true })
    await expect(start()).rejects.toMatchObject({
      code: 'postgres_failed',
      message: expect.stringContaining(join(dataDir, 'postgres')),
    })
  })

  it('a data directory that cannot be made', async () => {
    writeFileSync(join(dataDir, 'file'), '')
    await expect(start(join(dataDir, 'file', 'data'))).rejects.toThrow(join(dataDir, 'file'))
  })
})

/** May everybody walk down to the file? */
function isOpen(path: string): boolean {
  const dir = dirname(path)
  return (statSync(dir).mode & 0o001) !== 0 && (dir === '/' || isOpen(dir))
}
