import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadConfig } from '../../../src/config.ts'

const DEFAULTS = readFileSync(join(import.meta.dirname, '../../../config/default.yaml'), 'utf8')

const load = (text: string, env: Record<string, string> = {}, files: Record<string, string> = {}) =>
  loadConfig({
    defaults: DEFAULTS,
    file: { path: 'stet.yaml', text },
    env,
    readSecret: (path) => {
      const secret = files[path]
      if (secret === undefined) throw new Error('no such file')
      return secret
    },
  })

function faultsOf(...given: Parameters<typeof load>): string[] {
  try {
    load(...given)
    return []
  } catch (error) {
    return String(error)
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
}

test('a later source wins: defaults, file, environment, files that variables name', () => {
  const { http, log, roles, database_url } = load(
    'http: {port: 1}\nlog:\n  level: warn\n',
    { STET_HTTP_PORT: '2', STET_ROLES: 'plan,check', DATABASE_URL_FILE: '/run/url' },
    { '/run/url': 'postgres://a@b/c\n' },
  )
  expect({ http, log, roles, database_url }).toEqual({
    http: { host: '127.0.0.1', port: 2 },
    log: { level: 'warn' },
    roles: ['plan', 'check'],
    database_url: 'postgres://a@b/c',
  })
})

test('every fault is told at once with its place: the line of the file, or the variable', () => {
  const text = 'log:\n  level: loud\n\npolitness: {gap_ms: 1}\negress:\n  resolve:\n    a.example: nowhere\n'
  const env = {
    STET_HTTP_PORT: 'high',
    STET_FOO: '1',
    STET_DELIVER_RETRY_S: '[0,"soon"]',
    STET_MASTER_KEY_FILE: '/gone',
  }
  const faults = faultsOf(text, env)
  for (const place of [
    /^stet\.yaml:2 log\.level: /,
    /^stet\.yaml:4 politness: no such setting/,
    /^stet\.yaml:7 egress\.resolve\.a\.example: must be address:port/,
    /^STET_HTTP_PORT \(http\.port\): /,
    /^STET_DELIVER_RETRY_S \(deliver\.retry_s\.1\): /,
    /^STET_FOO: no such setting/,
    /^STET_MASTER_KEY_FILE=\/gone: no such file/,
  ]) {
    expect(faults).toContainEqual(expect.stringMatching(place))
  }
  expect(faults).toHaveLength(7)
})

test('a file that cannot be read as settings is told by its line', () => {
  expect(faultsOf('http:\n  port: [1\n')).toEqual([expect.stringMatching(/^stet\.yaml:\d+ Flow sequence/)])
  expect(faultsOf('- http\n')).toEqual([expect.stringMatching(/^stet\.yaml: must be a map/)])
  expect(faultsOf('')).toEqual([])
})

test("names that the world already knows are heard: OpenTelemetry's, too", () => {
  const { traces, redis_url } = load('', {
    REDIS_URL: 'redis://r',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
    OTEL_TRACES_SAMPLER_ARG: '0.25',
  })
  expect({ traces, redis_url }).toEqual({
    redis_url: 'redis://r',
    traces: { endpoint: 'http://collector:4318', url: null, sample: 0.25 },
  })
})

test('a shortest interval above the longest is a fault, of articles and of sources', () => {
  for (const part of ['cadence', 'sources']) {
    const [fault, ...others] = faultsOf(`${part}:\n  min_minutes: 90\n  max_minutes: 60\n`)
    expect(fault).toMatch(new RegExp(`^stet\\.yaml:1 ${part}: min_minutes must not be above max_minutes`))
    expect(others).toEqual([])
  }
})
