import { expect, test } from 'vitest'
import type { EndpointId } from '../../../src/article.ts'
import { isIdle, type OpenedRows, planWatchlist } from '../../../src/cli/plan-watchlist.ts'
import type { Watchlist } from '../../../src/cli/watchlist.ts'

const NOTHING: OpenedRows = { articles: [], endpoints: [], routes: [], sites: [], sources: [] }
const PREFERENCES = { break_through: 'critical', merge_minutes: 0, per_minute: 30 } as const
const HINTS = { track: false, tags: [], priority: 1, limit: 50, include: [], exclude: [] }
const LIST: Watchlist = {
  name: 'north',
  articles: [{ url: 'https://a.example/1', host: 'a.example', tags: ['x', 'y'], priority: 2 }],
  endpoints: [{ name: 'desk', format: 'stet', url: 'https://d.example/k', secret: null, preferences: PREFERENCES }],
  routes: [{ name: 'desk', rule: { tags: ['x'] }, endpoints: ['desk'] }],
  sites: [{ host: 'a.example', gapMs: 5_000, settings: { headers: { 'x-key': 'sesame' } } }],
  sources: [{ url: 'https://a.example/rss', host: 'a.example', settings: { ...HINTS, track: true } }],
}
/** The ledger after LIST was applied. */
const APPLIED: OpenedRows = {
  articles: [
    { url: 'https://a.example/1', tags: ['x', 'y'], priority: 2, tracked: true, forgotten: false, from: 'north' },
  ],
  endpoints: [
    {
      id: '1' as EndpointId,
      name: 'desk',
      format: 'stet',
      url: 'https://d.example/k',
      secrets: [{ secret: 'old', until: null }],
      preferences: PREFERENCES,
      disabledReason: null,
      from: 'north',
    },
  ],
  routes: [{ name: 'desk', rule: { tags: ['x'] }, endpoints: ['desk'], from: 'north' }],
  sites: [{ host: 'a.example', gapMs: 5_000, settings: { headers: { 'x-key': 'sesame' } }, from: 'north' }],
  sources: [{ url: 'https://a.example/rss', settings: { ...HINTS, track: true }, named: false, from: 'north' }],
}
const EMPTY: Watchlist = { name: 'north', articles: [], endpoints: [], routes: [], sites: [], sources: [] }

const acts = (list: Watchlist, rows: OpenedRows) =>
  planWatchlist(list, rows).steps.map(({ act, what, name }) => `${act} ${what} ${name}`)

test('an empty ledger gets everything, and what was applied is left alone', () => {
  expect(acts(LIST, NOTHING)).toEqual([
    'added article https://a.example/1',
    'added endpoint desk',
    'added route desk',
    'added site a.example',
    'added source https://a.example/rss',
  ])
  const again = planWatchlist(LIST, APPLIED)
  expect(again.steps).toEqual([])
  expect(isIdle(again)).toBe(true)
})

test('what left the file is taken back, and what was never in it stays', () => {
  expect(acts(EMPTY, APPLIED)).toEqual([
    'removed article https://a.example/1',
    'removed endpoint desk',
    'removed route desk',
    'removed site a.example',
    'removed source https://a.example/rss',
  ])
  const byHand = JSON.parse(JSON.stringify(APPLIED).replaceAll('"north"', 'null')) as OpenedRows
  const byOther = JSON.parse(JSON.stringify(APPLIED).replaceAll('"north"', '"south"')) as OpenedRows
  expect(acts(EMPTY, byHand)).toEqual([])
  expect(acts(EMPTY, byOther)).toEqual([])
})

test('what a person added is changed to match, and stays theirs', () => {
  const [article] = APPLIED.articles
  const rows = { ...APPLIED, articles: article ? [{ ...article, tags: ['z'], priority: 1, from: null }] : [] }
  const plan = planWatchlist(LIST, rows)
  expect(plan.steps).toMatchObject([{ act: 'changed', detail: 'tags: z -> x y, priority: 1 -> 2' }])
  expect(plan.changes.articles.set).toMatchObject([{ owned: false }])
})

test('a new secret is a rotation, and neither it nor a header nor a URL stands in the plan', () => {
  const [endpoint] = LIST.endpoints
  const plan = planWatchlist(
    {
      ...LIST,
      endpoints: endpoint ? [{ ...endpoint, secret: 'new-one', url: 'https://d.example/hush' }] : [],
      sites: [{ host: 'a.example', gapMs: null, settings: { headers: { 'x-key': 'open' } } }],
    },
    APPLIED,
  )
  expect(plan.steps.map(({ act }) => act)).toEqual(['changed', 'changed'])
  expect(plan.changes.endpoints.set).toMatchObject([{ rotate: true, enable: false }])
  expect(JSON.stringify(plan.steps)).not.toMatch(/new-one|hush|open"|sesame/)
})

test('what a watchlist cannot say of a site stays as a person set it', () => {
  const [site] = APPLIED.sites
  const rows = { ...APPLIED, sites: site ? [{ ...site, gapMs: 1_000, settings: { dayRequests: 50 } }] : [] }
  expect(planWatchlist(LIST, rows).changes.sites.set).toMatchObject([
    { gapMs: 5_000, settings: { dayRequests: 50, headers: { 'x-key': 'sesame' } } },
  ])
})

test('what a person forgot or disabled is left so, and said', () => {
  const [article] = APPLIED.articles
  const [endpoint] = APPLIED.endpoints
  const rows = {
    ...APPLIED,
    articles: article ? [{ ...article, tracked: false, forgotten: true }] : [],
    endpoints: endpoint ? [{ ...endpoint, disabledReason: 'by the operator' }] : [],
  }
  const plan = planWatchlist(LIST, rows)
  expect(plan.steps.map(({ act }) => act)).toEqual(['kept', 'kept'])
  expect(isIdle(plan)).toBe(true)
})

test('an endpoint that comes back into the file is enabled again', () => {
  const [endpoint] = APPLIED.endpoints
  const rows = {
    ...APPLIED,
    endpoints: endpoint ? [{ ...endpoint, disabledReason: 'no longer in watchlist north', from: null }] : [],
  }
  expect(planWatchlist(LIST, rows).changes.endpoints.set).toMatchObject([{ enable: true, owned: true, rotate: false }])
})

test('sources of other hands keep their owner, and those that an index names are its own', () => {
  const changed = { ...LIST, sources: [{ url: 'https://a.example/rss', host: 'a.example', settings: HINTS }] }
  const byHand = { ...APPLIED, sources: [{ url: 'https://a.example/rss', settings: {}, named: false, from: null }] }
  expect(planWatchlist(changed, byHand).changes.sources).toEqual({
    set: [{ url: 'https://a.example/rss', host: 'a.example', settings: HINTS, from: null }],
    remove: [],
  })
  expect(acts(EMPTY, { ...NOTHING, sources: byHand.sources })).toEqual([])
  const named = [{ url: 'https://a.example/rss', settings: {}, named: true, from: null }]
  expect(acts({ ...EMPTY, sources: changed.sources }, { ...NOTHING, sources: named })).toEqual([
    'added source https://a.example/rss',
  ])
})
