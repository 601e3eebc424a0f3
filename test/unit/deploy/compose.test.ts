import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '../../../src/config.ts'

const ROOT = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

interface Service {
  image?: string
  environment?: Record<string, string>
  secrets?: string[]
  volumes?: string[]
  healthcheck?: object
  mem_limit?: string
  stop_grace_period?: string
  read_only?: boolean
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>
  secrets: Record<string, { file: string }>
  volumes: Record<string, object>
}
const { stet, worker, postgres, redis } = compose.services
const dockerfile = read('Dockerfile')
const unit = read('deploy/stet.service')

const scratch = mkdtempSync(join(tmpdir(), 'stet-compose-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('make-secrets.sh makes what the services read, for their accounts to read, and leaves alone what is there', () => {
  mkdirSync(join(scratch, 'deploy'))
  cpSync(join(ROOT, 'deploy/make-secrets.sh'), join(scratch, 'deploy/make-secrets.sh'))
  const run = () => execFileSync('sh', [join(scratch, 'deploy/make-secrets.sh')], { encoding: 'utf8' })
  expect(run()).toContain('made secrets/master_key')
  const files = Object.values(compose.secrets).map(({ file }) => join(scratch, file))
  const made = files.map((file) => readFileSync(file, 'utf8'))
  for (const file of [...files, join(scratch, 'settings/stet.yaml')]) expect(statSync(file).mode & 0o777).toBe(0o644)
  expect(statSync(join(scratch, 'secrets')).mode & 0o777).toBe(0o700)
  expect(run()).not.toContain('made ')
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(made)
  expect(readdirSync(join(scratch, 'secrets'))).toHaveLength(files.length)
})

test.each([
  ['stet', stet],
  ['worker', worker],
])('what %s is started with are settings, and its secrets are files that it is given', (_, service) => {
  const given = Object.entries(service?.environment ?? {}).map(([name, value]) => [
    name,
    value.replace(/^\$\{.*:-(.*)\}$/, '$1'),
  ])
  const settings = (secrets: string) =>
    loadConfig({
      defaults: read('config/default.yaml'),
      file: { path: '/etc/stet/stet.yaml', text: readFileSync(join(scratch, 'settings/stet.yaml'), 'utf8') },
      env: Object.fromEntries(given),
      readSecret: (path) => {
        const name = path.replace('/run/secrets/', '')
        expect(service?.secrets).toContain(name)
        return readFileSync(join(scratch, secrets, name), 'utf8')
      },
    })
  const { database_url, redis_url, master_key } = settings('secrets')
  expect(database_url).toMatch(/^postgresql:\/\/stet:[0-9a-f]{48}@postgres:5432\/stet$/)
  expect(redis_url).toBe('redis://redis:6379')
  expect(Buffer.from(master_key ?? '', 'base64')).toHaveLength(32)
  expect(service).toMatchObject({ read_only: true, mem_limit: expect.anything() })
})

test('images are pinned by exact tag, and each service has bounds, a health check and what it must keep', () => {
  for (const image of [postgres?.image, redis?.image]) expect(image).toMatch(/^[a-z]+:\d+\.\d+(\.\d+)?$/)
  for (const service of [postgres, redis]) {
    expect(service).toMatchObject({ healthcheck: expect.anything(), mem_limit: expect.anything() })
    expect(service?.volumes?.every((volume) => (volume.split(':')[0] ?? '') in compose.volumes)).toBe(true)
  }
  const node = /^ARG NODE_VERSION=(.*)$/m.exec(dockerfile)?.[1]
  expect(JSON.parse(read('package.json'))).toMatchObject({ devDependencies: { node } })
  expect(dockerfile).toMatch(/^USER node$/m)
})

test('whoever stops Stet waits longer than Stet does', () => {
  const { shutdown_ms: shutdownMs } = parse(read('config/default.yaml')) as { shutdown_ms: number }
  const least = shutdownMs / 1000 + 10
  for (const service of [stet, worker])
    expect(Number.parseInt(service?.stop_grace_period ?? '', 10)).toBeGreaterThan(least)
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(least)
})

test('the systemd unit starts what is there, and does not start again over wrong settings', () => {
  const start = /^ExecStart=\/opt\/stet\/(\S+) (\S+) run$/m.exec(unit)
  expect(existsSync(join(ROOT, start?.[2] ?? ''))).toBe(true)
  expect(start?.[1]).toBe('node_modules/.bin/node')
  expect(unit).toMatch(/^RestartPreventExitStatus=78$/m)
})
