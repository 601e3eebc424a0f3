import { describe, expect, it } from 'vitest'
import { pullForward } from '../../../src/cadence/pull-forward.ts'

const NOW = '2026-03-10T12:00:00.000Z'
const options = { now: NOW, minMs: 120_000, wallMs: 3_600_000, jitter: 0.5 }

describe('pullForward', () => {
  it('brings a check forward for a hint, a little after it', () => {
    const state = {
      checking: false,
      nextCheckAt: '2026-03-10T18:00:00.000Z',
      lastCheckedAt: '2026-03-10T11:00:00.000Z',
    }
    expect(pullForward(state, 'feed', options)).toEqual({
      at: '2026-03-10T12:00:30.000Z',
      came: 'pulled',
    })
  })

  it('waits for the shortest interval after the last check, unless an editor asks', () => {
    const state = {
      checking: false,
      nextCheckAt: '2026-03-10T18:00:00.000Z',
      lastCheckedAt: '2026-03-10T11:59:00.000Z',
    }
    expect(pullForward(state, 'redirect', options)?.at).toBe('2026-03-10T12:01:00.000Z')
    expect(pullForward(state, 'editor', options)?.at).toBe(NOW)
  })

  it('leaves an article behind a wall alone for the pause that it has earned, unless an editor asks', () => {
    const state = {
      checking: false,
      nextCheckAt: '2026-03-11T00:00:00.000Z',
      lastCheckedAt: '2026-03-10T11:30:00.000Z',
    }
    expect(pullForward({ ...state, walled: true }, 'feed', options)?.at).toBe('2026-03-10T12:30:00.000Z')
    expect(pullForward({ ...state, walled: true }, 'editor', options)?.at).toBe(NOW)
    expect(pullForward({ ...state, walled: false }, 'feed', options)?.at).toBe('2026-03-10T12:00:30.000Z')
  })

  it('does not wait for a worker whose clock is ahead', () => {
    const state = {
      checking: false,
      nextCheckAt: '2026-03-10T18:00:00.000Z',
      lastCheckedAt: '2026-03-10T13:00:00.000Z',
    }
    expect(pullForward(state, 'feed', options)?.at).toBe('2026-03-10T12:02:00.000Z')
  })

  it('leaves a check alone that comes sooner anyway, and says when it would have asked for one', () => {
    const state = { checking: false, nextCheckAt: '2026-03-10T12:02:00.000Z', lastCheckedAt: null }
    expect(pullForward(state, 'sibling', options)).toEqual({ at: '2026-03-10T12:07:30.000Z', came: 'not_needed' })
  })

  it('asks for another check when one is under way: it may have been too early', () => {
    const state = { checking: true, nextCheckAt: '2026-03-10T11:59:58.000Z', lastCheckedAt: '2026-03-10T11:00:00.000Z' }
    expect(pullForward(state, 'editor', options)).toEqual({ at: NOW, came: 'pulled' })
    expect(pullForward({ ...state, checking: false }, 'editor', options)?.came).toBe('not_needed')
  })

  it('waits for a time window of the article, unless an editor asks', () => {
    const windows = [{ zone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '20:00' }]
    const state = { checking: false, nextCheckAt: null, lastCheckedAt: null }
    expect(pullForward(state, 'feed', { ...options, windows })?.at).toBe('2026-03-10T18:00:00.000Z')
    expect(pullForward(state, 'editor', { ...options, windows })?.at).toBe(NOW)
    expect(pullForward(state, 'feed', { ...options, windows: [{ ...windows[0], days: [] }] as never })).toBeNull()
  })

  it('wakes an article that rests', () => {
    expect(
      pullForward(
        { checking: false, nextCheckAt: null, lastCheckedAt: '2026-01-01T00:00:00.000Z' },
        'sitemap',
        options,
      ),
    ).toMatchObject({
      at: '2026-03-10T12:01:30.000Z',
      came: 'woken',
    })
  })
})
