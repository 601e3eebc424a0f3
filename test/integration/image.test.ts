import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../free-port.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The image's account where the tests run as root; its own number may be nobody's here. */
const ACCOUNT = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

/** The image's file system, the settings of its last stage, and what it runs. */
let root: string
const environment: Record<string, string> = {}
let health: string[] = []
let command: string[] = []
let running: ChildProcess | undefined

/** Each step of the Dockerfile as a plain command, its paths below a folder of the test's own. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'stet-image-'))
  chmodSync(root, 0o755)
  mkdirSync(join(root, 'usr/local/bin'), { recursive: true })
  environment['PATH'] = `${dirname(process.execPath)}:${process.env['PATH']}`
  let workdir = '/'
  for (const [word, rest] of instructions(readFileSync(join(ROOT, 'Dockerfile'), 'utf8'))) {
    if (word === 'WORKDIR') workdir = rest
    const folder = join(root, workdir)
    mkdirSync(folder, { recursive: true })
    if (word === 'COPY') copy(rest, folder)
    if (word === 'RUN') run(rest, folder)
    if (word === 'ENV')
      for (const pair of rest.split(' ')) environment[pair.split('=')[0] ?? ''] = inside(pair.split('=')[1] ?? '')
    if (word === 'HEALTHCHECK') health = JSON.parse(rest.slice(rest.indexOf('['))) as string[]
    if (word === 'CMD') command = JSON.parse(rest) as string[]
  }
  environment['STET_HTTP_PORT'] = String(await freePort())
}, 180_000)
afterAll(() => {
  running?.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

function instructions(dockerfile: string): Array<[string, string]> {
  const lines = dockerfile
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => [line.split(' ')[0] ?? '', line.slice(line.indexOf(' ') + 1)])
}

/** A path of the image as one of this machine. */
function inside(text: string): string {
  return text.replaceAll(
    /(^|[\s'"])(\/(?:app|data|usr\/local\/bin)\b)/g,
    (_, before, path) => `${before}${root}${path}`,
  )
}

function copy(words: string, folder: string): void {
  // The modules of the first stage are where they belong already.
  if (words.startsWith('--from=')) return
  const sources = words.split(' ')
  const to = sources.pop() ?? ''
  for (const source of sources.flatMap((one) => globSync(one, { cwd: ROOT })))
    cpSync(join(ROOT, source), join(folder, to === './' ? basename(source) : to), { recursive: true })
}

function run(words: string, folder: string): void {
  const { uid, gid } = ACCOUNT
  const owner = uid === undefined ? `${process.getuid?.()}:${process.getgid?.()}` : `${uid}:${gid}`
  const line = inside(words).replace('node:node', owner)
  const env = { ...environment, npm_config_prefer_offline: 'true', npm_config_cache: process.env['npm_config_cache'] }
  execFileSync('sh', ['-c', line], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] })
}

const stamps = () =>
  globSync('{app/**,usr/**}', { cwd: root }).map(
    (path) => `${path} ${statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs}`,
  )

test('the image runs as another account, writes nothing beside its volume, is healthy, and stops when it is told', async () => {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: object
  }
  for (const name of Object.keys(devDependencies))
    expect(existsSync(join(root, 'app/node_modules', name)), name).toBe(false)
  const before = stamps()
  const [program = '', ...words] = command
  const started = spawn(program, words, {
    cwd: join(root, 'app'),
    env: environment,
    ...ACCOUNT,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running = started
  let said = ''
  for await (const chunk of started.stdout) {
    said += String(chunk)
    if (said.includes('stet is running')) break
  }
  const [probe = '', ...rest] = health
  expect(spawnSync(probe, rest, { env: environment }).status).toBe(0)
  const stet = (...args: string[]) =>
    spawnSync(join(root, 'usr/local/bin/stet'), args, { env: environment, encoding: 'utf8', ...ACCOUNT })
  expect(stet('status')).toMatchObject({ status: 0, stdout: expect.stringContaining('0 tracked') })
  started.kill('SIGTERM')
  expect(await once(started, 'exit')).toEqual([0, null])
  expect(spawnSync(probe, rest, { env: environment }).status).toBe(1)
  expect(stamps()).toEqual(before)
  expect(globSync('*', { cwd: join(root, 'data') }).sort()).toEqual(['master.key', 'postgres', 'postgres.log'])
})
