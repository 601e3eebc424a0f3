import { describe, expect, it } from 'vitest'
import { nextLook, type SourceAsks, type SourcePace } from '../../../src/cadence/source.ts'

const MINUTE = 60_000
const NONE: SourceAsks = { ttlMs: null, freshForMs: null, retryAfterMs: null }
const bounds = { minMs: 5 * MINUTE, maxMs: 60 * MINUTE, jitter: 0.5 }
const fresh: SourcePace = { intervalMs: null, failures: 0 }
const minutes = ({ waitMs }: { waitMs: number }) => waitMs / MINUTE

describe('nextLook', () => {
  it('comes sooner to what brings something, later to what does not, within the bounds', () => {
    let pace = nextLook(fresh, 'nothing', NONE, bounds)
    expect(minutes(pace)).toBe(10)
    for (let look = 0; look < 20; look++) pace = nextLook(pace, 'nothing', NONE, bounds)
    expect(minutes(pace)).toBe(60)
    pace = nextLook(pace, 'news', NONE, bounds)
    expect(minutes(pace)).toBe(36)
    for (let look = 0; look < 20; look++) pace = nextLook(pace, 'news', NONE, bounds)
    expect(minutes(pace)).toBe(5)
  })

  it('backs off from what fails, and comes back as before', () => {
    const pace = { intervalMs: 10 * MINUTE, failures: 0 }
    const once = nextLook(pace, 'failed', NONE, bounds)
    const twice = nextLook(once, 'failed', NONE, bounds)
    expect([minutes(once), minutes(twice)]).toEqual([20, 40])
    expect(nextLook(twice, 'nothing', NONE, bounds)).toMatchObject({ failures: 0, intervalMs: 12.5 * MINUTE })
  })

  it('heeds what the server asks: freshness up to half an hour, Retry-After as it stands', () => {
    const busy = { intervalMs: 5 * MINUTE, failures: 0 }
    expect(minutes(nextLook(busy, 'news', { ...NONE, ttlMs: 15 * MINUTE }, bounds))).toBe(15)
    expect(minutes(nextLook(busy, 'news', { ...NONE, freshForMs: 600 * MINUTE }, bounds))).toBe(30)
    expect(minutes(nextLook(busy, 'failed', { ...NONE, retryAfterMs: 300 * MINUTE }, bounds))).toBe(300)
  })
})
