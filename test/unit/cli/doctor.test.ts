import { expect, test } from 'vitest'
import { diagnose, type Examination } from '../../../src/cli/doctor.ts'
import { statusScreen } from '../../../src/cli/status.ts'

const AT = '2031-03-04T10:00:00.000Z'
const LEDGER = {
  version: '1.0.0',
  at: AT,
  ownNowMs: Date.parse(AT),
  processes: [
    {
      id: 'p',
      host: 'north',
      pid: 7,
      version: '1.0.0',
      roles: ['plan', 'check', 'deliver', 'maintain'],
      startedAt: '2031-03-04T08:00:00.000Z',
      seenAt: AT,
      plannedAt: AT,
    },
  ],
  vitals: {
    articles: 3,
    connections: 20,
    maxConnections: 100,
    oldestTransactionS: 0,
    deadRows: 12,
    hosts: 2,
    due: 1,
    oldestDueS: 2,
    leases: 0,
    open: 0,
    pending: 0,
    dead: 0,
    oldestOwedS: 0,
    endpoints: 1,
    endpointsDisabled: 0,
    endpointsFailing: 0,
    sitesBroken: 0,
    sources: 0,
    sourcesFailing: 0,
    databaseBytes: 9e6,
    databaseVersion: '18.4',
    nowMs: Date.parse(AT),
  },
  standings: {
    tracked: 3,
    resting: 1,
    checks: [{ outcome: 'unchanged', count: 40 }],
    lateness: { p50: 0.4, p95: 3 },
    alerts: 1,
    delivered: 1,
    endpoints: [],
    sites: [],
    broken: [],
    failingSources: [],
    migration: '003-watchlist.sql',
  },
  disk: { freeBytes: 50e9, minFreeBytes: 500e6 },
}
const WELL: Examination & { ledger: typeof LEDGER } = {
  node: '26.10.0',
  settings: { roles: ['plan'], contact: 'desk@paper.example' },
  ledger: LEDGER,
  queue: { backend: 'PostgreSQL', faults: [], detail: 'idle', failed: 0 },
  mail: null,
  traces: null,
  key: { endpoints: 1, unreadable: [] },
}

const wrong = (examination: Examination) =>
  diagnose(examination)
    .filter(({ level }) => level !== 'ok')
    .map(({ level, what }) => `${level} ${what}`)

test('all is well where all is well', () => {
  expect(wrong(WELL)).toEqual([])
})

test('everything that is wrong is told with its mend', () => {
  const [own] = LEDGER.processes
  if (!own) throw new Error('no process')
  const ledger = {
    ...LEDGER,
    ownNowMs: LEDGER.ownNowMs + 90_000,
    vitals: {
      ...LEDGER.vitals,
      databaseVersion: '14.2',
      oldestDueS: 4_000,
      connections: 99,
      oldestTransactionS: 4_000,
    },
    processes: [
      { ...own, roles: ['check'], version: '0.9.0' },
      { ...own, roles: ['plan'], plannedAt: '2031-03-04T09:00:00.000Z' },
    ],
    standings: {
      ...LEDGER.standings,
      endpoints: [{ name: 'desk', failures: 4, since: null, disabledReason: null }],
      sites: [{ host: 'a.example', outcome: 'blocked', count: 3 }],
    },
    disk: { freeBytes: 1e6, minFreeBytes: 500e6 },
  }
  const findings = diagnose({
    node: '22.1.0',
    settings: { roles: ['plan'], contact: null },
    ledger,
    queue: {
      backend: 'Redis',
      detail: '',
      failed: 0,
      faults: [
        { code: 'redis_evicts', message: 'evicts' },
        { code: 'redis_forgets', message: 'forgets' },
      ],
    },
    mail: { error: 'connect ECONNREFUSED' },
    traces: { error: 'fetch failed' },
    key: { endpoints: 2, unreadable: ['desk'] },
  }).filter(({ level }) => level !== 'ok')
  expect(findings.map(({ level, what }) => `${level} ${what}`)).toEqual([
    'fail node',
    'warn contact',
    'fail ledger',
    'fail clock',
    'warn ledger',
    'warn ledger',
    'fail queue',
    'warn queue',
    'warn mail',
    'warn traces',
    'fail key',
    'fail disk',
    'fail plan',
    'fail deliver',
    'warn maintain',
    'warn versions',
    'warn lateness',
    'warn endpoint',
    'warn site',
  ])
  expect(findings.every(({ fix }) => fix !== null && fix.length > 10)).toBe(true)
})

test('what cannot be examined is told, and hides nothing else', () => {
  const error = { error: 'away' }
  expect(
    wrong({ node: '26.1.0', settings: error, ledger: null, queue: null, mail: null, traces: null, key: null }),
  ).toEqual(['fail settings'])
  expect(wrong({ ...WELL, ledger: error, queue: error, key: error })).toEqual(['fail ledger', 'fail queue', 'fail key'])
})

test('the status fits one screen and tells an outage of the queue', () => {
  const screen = statusScreen({ ...LEDGER, queue: { backend: 'redis', jobs: null } })
  expect(screen).toMatch(/north 7: plan check deliver maintain, up 2 h, planned 0 s ago/)
  expect(screen).toMatch(/3 tracked on 2 hosts, 1 at rest/)
  expect(screen).toMatch(/redis: does not answer/)
  expect(screen.split('\n').length).toBeLessThan(24)
  expect(statusScreen({ ...LEDGER, processes: [], queue: { backend: 'redis', jobs: {} } })).toContain(
    'nobody is at work',
  )
})
