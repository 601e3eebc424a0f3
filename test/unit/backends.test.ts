import { expect, test } from 'vitest'
import { chooseBackends } from '../backends.ts'

const names = (postgres: string | null, redis: boolean, every = false) => {
  const { backends, leftOut } = chooseBackends({ postgres, redis }, every)
  return { backends: backends.map(({ ledger, queue }) => `${ledger} ${queue}`), leftOut }
}

test('two of the four backends cover both ledgers and both queues; all are run when asked for', () => {
  expect(names('/bin', true)).toEqual({ backends: ['embedded postgres', 'external redis'], leftOut: null })
  expect(names('/bin', true, true).backends.toSorted()).toEqual([
    'embedded postgres',
    'embedded redis',
    'external postgres',
    'external redis',
  ])
})

test.each([
  [null, false, ['embedded postgres'], /redis-server.*external PostgreSQL/],
  [null, true, ['embedded postgres', 'embedded redis'], /^(?!.*redis-server).*external PostgreSQL/],
  ['/bin', false, ['embedded postgres', 'external postgres'], /redis-server(?!.*external PostgreSQL)/],
])(
  'what a machine has (PostgreSQL %s, Redis %s) is tested, the rest is named in one line',
  (postgres, redis, expected, line) => {
    expect(names(postgres, redis).backends).toEqual(expected)
    expect(names(postgres, redis, true).backends).toEqual(expected)
    expect(names(postgres, redis).leftOut).toMatch(line)
  },
)
