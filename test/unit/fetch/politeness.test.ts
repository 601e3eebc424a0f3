import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Obstacle } from '../../../src/article.ts'
import {
  afterRequest,
  newHostState,
  type RequestSeen,
  readHostState,
  requestSeen,
} from '../../../src/fetch/politeness.ts'

const rules = { gapMs: 2000, crawlDelayMs: null, requestsPerDay: 100 }
const now = '2027-03-09T12:00:00.000Z'
const fine: RequestSeen = { kind: 'fine', tookMs: 100, requests: 1, retryAfterMs: null }

function waitOf(openAt: string): number {
  return Date.parse(openAt) - Date.parse(now)
}

/** The opening after a row of answers, all at one instant. */
function openingAfter(seen: RequestSeen[], over: Partial<typeof rules> | { crawlDelayMs: number } = {}) {
  let opening = afterRequest(newHostState(), fine, { ...rules, ...over }, now)
  for (const each of seen) opening = afterRequest(opening.state, each, { ...rules, ...over }, now)
  return opening
}

describe('afterRequest', () => {
  it('leaves the usual gap after a quick answer', () => {
    expect(openingAfter([fine])).toMatchObject({ because: 'gap', openAt: '2027-03-09T12:00:02.000Z' })
  })

  it('keeps a crawl delay as a floor', () => {
    expect(openingAfter([fine], { crawlDelayMs: 30_000 })).toMatchObject({ because: 'crawl_delay' })
    expect(waitOf(openingAfter([fine], { crawlDelayMs: 30_000 }).openAt)).toBe(30_000)
  })

  it('gives a slow host five times as long as it took', () => {
    const slow = Array.from({ length: 30 }, () => ({ ...fine, tookMs: 4000 }))
    const { openAt, because } = openingAfter(slow)
    expect(because).toBe('latency')
    expect(waitOf(openAt)).toBeGreaterThan(19_000)
    expect(waitOf(openAt)).toBeLessThanOrEqual(20_000)
  })

  it('doubles the gap with each 429 and forgets slowly', () => {
    const busy: RequestSeen = { ...fine, kind: 'overloaded' }
    const once = waitOf(openingAfter([busy, busy]).openAt)
    const twice = waitOf(openingAfter([busy, busy, busy]).openAt)
    expect(twice).toBeGreaterThan(once * 2)
    const mended = openingAfter([busy, busy, busy, fine])
    expect(waitOf(mended.openAt)).toBeGreaterThan(once)
    expect(openingAfter([busy, busy, busy, ...Array(40).fill(fine)])).toMatchObject({ because: 'gap' })
  })

  it('heeds Retry-After where it asks for more than the policy', () => {
    const { openAt, because, state } = openingAfter([{ ...fine, kind: 'overloaded', retryAfterMs: 600_000 }])
    expect(because).toBe('retry_after')
    expect(waitOf(openAt)).toBe(600_000)
    expect(state.closedUntil).toBe(openAt)
  })

  it('opens the breaker after five failures, longer each time, and closes it with the first good answer', () => {
    const down: RequestSeen = { ...fine, kind: 'failing' }
    expect(openingAfter([down, down, down, down]).because).toBe('gap')
    const five = openingAfter(Array(5).fill(down))
    expect(five.because).toBe('breaker')
    expect(waitOf(openingAfter(Array(7).fill(down)).openAt)).toBe(4 * waitOf(five.openAt))
    expect(waitOf(openingAfter(Array(60).fill(down)).openAt)).toBe(3_600_000)
    expect(openingAfter([...Array(60).fill(down), fine])).toMatchObject({
      because: 'gap',
      state: { failures: 0, opened: 0 },
    })
  })

  it('learns nothing from what was our own fault', () => {
    const ours: RequestSeen = { ...fine, kind: 'ours', requests: 0 }
    expect(openingAfter(Array(20).fill(ours)).state).toEqual(openingAfter([]).state)
  })

  it('rests until midnight when the day’s requests are spent, and counts anew the next day', () => {
    const spent = openingAfter(Array(120).fill(fine))
    expect(spent).toMatchObject({ because: 'budget', openAt: '2027-03-10T00:00:00.000Z' })
    expect(afterRequest(spent.state, fine, rules, '2027-03-10T00:00:01.000Z').state.requests).toBe(1)
  })

  it('never opens sooner than the gap and the crawl delay, whatever happened', () => {
    const seen = fc.record({
      kind: fc.constantFrom('fine', 'overloaded', 'failing', 'ours'),
      tookMs: fc.nat(60_000),
      requests: fc.nat(11),
      retryAfterMs: fc.option(fc.nat(86_400_000)),
    }) as fc.Arbitrary<RequestSeen>
    fc.assert(
      fc.property(fc.array(seen), fc.nat(60_000), (row, delay) => {
        const { openAt, state } = openingAfter(row, { crawlDelayMs: delay })
        expect(waitOf(openAt)).toBeGreaterThanOrEqual(Math.max(2000, delay))
        expect(waitOf(openAt)).toBeLessThanOrEqual(86_400_000)
        expect(readHostState(JSON.parse(JSON.stringify(state)))).toEqual(state)
      }),
    )
  })
})

describe('requestSeen', () => {
  const seen = (outcome: Obstacle, state: string, status: number | null) =>
    requestSeen({ kind: 'obstacle', outcome, state, status, detail: '', retryAfterMs: 7, redirects: [], tookMs: 5 })

  it.each<[Obstacle, string, number | null, RequestSeen['kind']]>([
    ['retry', 'timeout', null, 'failing'],
    ['retry', 'reset', 200, 'failing'],
    ['retry', 'server_error', 502, 'failing'],
    ['retry', 'too_many_requests', 429, 'overloaded'],
    ['retry', 'maintenance', 503, 'overloaded'],
    ['retry', 'redirect_loop', null, 'fine'],
    ['removed_pending', 'not_found', 404, 'fine'],
    ['blocked', 'bot_wall', 403, 'fine'],
    ['retry', 'local_error', null, 'ours'],
    ['refused', 'refused_address', null, 'ours'],
    ['refused', 'robots', null, 'ours'],
  ])('takes %s (%s, %s) for %s', (outcome, state, status, kind) => {
    expect(seen(outcome, state, status).kind).toBe(kind)
  })

  it('counts redirects as requests, and none where nothing was asked', () => {
    const redirects = [{ status: 301, from: 'https://a.example/1', to: 'https://a.example/2' }]
    const validators = { etag: null, lastModified: null }
    const url = 'https://a.example/2'
    expect(
      requestSeen({ kind: 'unchanged', by: 'same_bytes', status: 200, url, redirects, validators, tookMs: 5 }).requests,
    ).toBe(2)
    expect(seen('refused', 'refused_url', null).requests).toBe(0)
  })
})

describe('readHostState', () => {
  it('takes what it cannot read for a host never met', () => {
    for (const stored of [null, 'x', {}, { slowdown: 0 }]) expect(readHostState(stored)).toEqual(newHostState())
  })
})
