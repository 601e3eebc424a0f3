import { expect, test } from 'vitest'
import type { Route } from '../../../src/alert/route.ts'
import { contentHash } from '../../../src/compare/content-hash.ts'
import { backtest } from '../../../src/review/backtest.ts'
import { article, version } from '../alert/sample.ts'

const route: Route = { id: '1', name: 'casualties', rule: { kinds: ['number'] }, endpointIds: ['7'] }

function replay(headlines: string[], patch: Partial<Parameters<typeof backtest>[0]> = {}) {
  const versions = headlines.map((headline, at) => version(at + 1, headline))
  const before = { earlier: [], changes: [] }
  return backtest({
    article,
    versions,
    before,
    route,
    mutes: [],
    weights: {},
    now: '2031-03-02T00:00:00.000Z',
    ...patch,
  })
}

const DEADLIER = ['Ferry crash kills 12 off Port Quay', 'Ferry crash kills 21 off Port Quay']

test('an edit that the route asks for would be sent', () => {
  const told = replay(DEADLIER)
  expect(told.edits).toBe(1)
  expect(told.alerts).toMatchObject([{ matched: true, event: { data: { line: expect.stringContaining('12 to 21') } } }])
})

test('what the route does not ask for would not', () => {
  const other = { ...route, rule: { tags: ['sport'] } }
  expect(replay(DEADLIER, { route: other }).alerts).toMatchObject([
    { matched: false, reason: expect.stringMatching(/tags are/) },
  ])
  expect(replay(DEADLIER, { mutes: [{ article: article.id }] }).alerts).toMatchObject([{ matched: false }])
})

test('a technical version is compared with and is no edit', () => {
  const [first, second] = DEADLIER.map((headline, at) => version(at + 1, headline))
  if (!first || !second) throw new Error('two versions')
  const versions = [first, { ...second, technical: true }, { ...second, no: 3 }]
  expect(replay([], { versions })).toEqual({ edits: 1, alerts: [] })
})

test('other weights raise and silence alerts', () => {
  expect(replay(DEADLIER, { weights: { number: -100, headline: -100 } }).alerts).toEqual([])
})

test('a state that comes back is told as such', () => {
  const [first = '', second = ''] = DEADLIER
  const versions = [first, second, first].map((headline, at) => {
    const made = version(at + 1, headline)
    return { ...made, contentHash: contentHash(made.content) }
  })
  const told = replay([], { versions })
  expect(told.alerts.map(({ event }) => event.data.reverted_to)).toEqual([null, 1])
})
