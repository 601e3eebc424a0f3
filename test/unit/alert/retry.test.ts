import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterAttempt, type Health } from '../../../src/alert/health.ts'
import { nextAttempt, STANDARD_POLICY, STANDARD_SCHEDULE_MS } from '../../../src/alert/retry.ts'

const retry = (floorMs = 0) => ({ kind: 'retry', reason: 'http_500', floorMs }) as const

describe('nextAttempt', () => {
  it('keeps the schedule of Standard Webhooks within a fifth, and gives up after ten tries', () => {
    for (let no = 1; no < 10; no++) {
      const next = nextAttempt({ verdict: retry(), attemptNo: no, deliveryId: 'd1', nowMs: 0 })
      const policy = STANDARD_SCHEDULE_MS[no] ?? 0
      if (next.kind !== 'again') throw new Error(next.kind)
      expect(next.atMs).toBeGreaterThanOrEqual(policy * 0.8)
      expect(next.atMs).toBeLessThanOrEqual(policy * 1.2 + 1)
    }
    expect(nextAttempt({ verdict: retry(), attemptNo: 10, deliveryId: 'd1', nowMs: 0 })).toEqual({
      kind: 'dead',
      reason: 'exhausted after 10 tries: http_500',
    })
    expect(STANDARD_SCHEDULE_MS.reduce((a, b) => a + b)).toBe((75 * 60 + 35) * 60_000 + 5_000)
  })

  it('waits the same twice, and spreads deliveries that failed together', () => {
    const at = (id: string) => nextAttempt({ verdict: retry(), attemptNo: 2, deliveryId: id, nowMs: 5 })
    expect(at('a')).toEqual(at('a'))
    const times = Array.from({ length: 50 }, (_, i) => JSON.stringify(at(String(i))))
    expect(new Set(times).size).toBeGreaterThan(45)
  })

  it('never comes back before a hint, nor later than a day for one', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 12), fc.integer({ min: 1, max: 9 }), fc.uuid(), (floorMs, attemptNo, deliveryId) => {
        const next = nextAttempt({ verdict: retry(floorMs), attemptNo, deliveryId, nowMs: 0 })
        if (next.kind !== 'again') throw new Error(next.kind)
        expect(next.atMs).toBeGreaterThanOrEqual(Math.min(floorMs, 86_400_000))
        expect(next.atMs).toBeLessThanOrEqual(Math.max(86_400_000, (STANDARD_SCHEDULE_MS[attemptNo] ?? 0) * 1.2) + 1)
      }),
    )
  }, 30_000)

  it('does as the settings say: its own schedule, no jitter, a shorter hint, 410 as a failure', () => {
    const policy = { ...STANDARD_POLICY, scheduleMs: [0, 1_000], jitter: 0, maxHintMs: 5_000, goneDisables: false }
    const asked = { attemptNo: 1, deliveryId: 'd', nowMs: 0, policy }
    expect(nextAttempt({ ...asked, verdict: retry() })).toMatchObject({ kind: 'again', atMs: 1_000 })
    expect(nextAttempt({ ...asked, verdict: retry(60_000) })).toMatchObject({ kind: 'again', atMs: 5_000 })
    expect(nextAttempt({ ...asked, verdict: { kind: 'disable', reason: 'http_410' } })).toMatchObject({ kind: 'again' })
    expect(nextAttempt({ ...asked, verdict: { kind: 'disable', reason: 'http_404 no_service' } }).kind).toBe('disable')
    expect(nextAttempt({ ...asked, attemptNo: 2, verdict: retry() }).kind).toBe('dead')
  })

  it('passes on what is final', () => {
    for (const verdict of [
      { kind: 'delivered' },
      { kind: 'dead', reason: 'x' },
      { kind: 'disable', reason: 'y' },
    ] as const) {
      expect(nextAttempt({ verdict, attemptNo: 1, deliveryId: 'd', nowMs: 0 })).toEqual(verdict)
    }
  })
})

describe('afterAttempt', () => {
  const again = { kind: 'again', atMs: 1, reason: 'timeout' } as const
  const well: Health = { failures: 0, failingSince: null }

  it('tells once at the fourth failure in a row', () => {
    const told: string[] = []
    let health = well
    for (let i = 0; i < 8; i++) {
      const after = afterAttempt(health, again, i * 1000)
      health = after.health
      told.push(after.step.kind)
    }
    expect(told).toEqual(['none', 'none', 'none', 'tell', 'none', 'none', 'none', 'none'])
  })

  it('forgets failures when one arrives', () => {
    const after = afterAttempt({ failures: 3, failingSince: '2031-01-01T00:00:00.000Z' }, { kind: 'delivered' }, 0)
    expect(after.health).toEqual(well)
  })

  it('tells when a delivery is given up, and disables after five days of nothing but failures', () => {
    const since = '2031-01-01T00:00:00.000Z'
    const failing = { failures: 40, failingSince: since }
    const day = (n: number) => Date.parse(since) + n * 86_400_000
    expect(afterAttempt(failing, { kind: 'dead', reason: 'exhausted' }, day(3)).step).toEqual({
      kind: 'tell',
      type: 'endpoint.exhausted',
    })
    expect(afterAttempt(failing, again, day(4.9)).step).toEqual({ kind: 'none' })
    expect(afterAttempt(failing, again, day(5)).step).toEqual({
      kind: 'disable',
      reason: `only failures since ${since}`,
    })
  })

  it('tells and disables when the settings say so', () => {
    const failing = { failures: 1, failingSince: '2031-01-01T00:00:00.000Z' }
    const later = Date.parse('2031-02-01T00:00:00.000Z')
    const policy = { ...STANDARD_POLICY, tellAfter: 2, disableAfterMs: null }
    expect(afterAttempt(failing, again, later, policy).step).toEqual({ kind: 'tell', type: 'endpoint.failing' })
  })

  it('disables at once what is gone', () => {
    expect(afterAttempt(well, { kind: 'disable', reason: 'http_410' }, 0).step).toEqual({
      kind: 'disable',
      reason: 'http_410',
    })
  })
})
