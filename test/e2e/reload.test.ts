import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { openStet, type Stet, until } from './stet.ts'

let stet: Stet | undefined
const folder = mkdtempSync(join(tmpdir(), 'stet-reload-'))
afterEach(async () => {
  await stet?.close()
  rmSync(folder, { recursive: true, force: true })
})

test('SIGHUP reads settings and watchlist again; wrong ones keep the old and are told once', async () => {
  const watchlist = join(folder, 'list.yaml')
  const list = (...paths: string[]) =>
    writeFileSync(watchlist, `articles: ${JSON.stringify(paths.map((path) => `http://n0.quaylight.example${path}`))}`)
  list('/a')
  stet = await openStet({ watchlist, log: { level: 'info' } })
  const { database, settle } = stet
  const worker = await stet.start()
  const told = (msg: string) => worker.lines.filter((line) => line['msg'] === msg)
  const tracked = async () =>
    (await database.pool.query<{ url: string }>('select url from articles where untracked_at is null order by 1')).rows
  const [a, b, c] = ['/a', '/b', '/c'].map((path) => ({ url: `http://n0.quaylight.example${path}` }))
  expect(await tracked()).toEqual([a])

  list('/b', '/c')
  settle({ politeness: { gap_ms: 7 }, http: { port: 1 } })
  worker.process.kill('SIGHUP')
  await until('the reload', () => told('watchlist applied').length === 2)
  expect(told('settings read again')).toMatchObject([{ changed: ['politeness'], needs_restart: ['http'] }])
  expect(await tracked()).toEqual([b, c])

  writeFileSync(watchlist, 'articles: [ftp://x]\nsource: 1')
  worker.process.kill('SIGHUP')
  await until('the refusal', () => told('watchlist not applied: the ledger stays as it is').length === 1)
  settle({ politeness: { gap: 7 } })
  worker.process.kill('SIGHUP')
  await until('the refusal', () => told('settings are wrong: the old ones stay').length === 1)
  expect(await tracked()).toEqual([b, c])
  settle({ log: { level: 'error' } })
  worker.process.kill('SIGHUP')
  await until('the new level', () => told('watchlist not applied: the ledger stays as it is').length === 2)
  expect(told('settings read again')).toHaveLength(2)
  expect(await worker.end('SIGTERM')).toBe(0)
})
