import { describe, expect, it } from 'vitest'
import { secondLook } from '../../../src/cadence/second-look.ts'

const NOW = '2026-03-10T12:00:00.000Z'
const about = { now: NOW, minMs: 60_000, freshForMs: null, jitter: 0, windows: [] }
const hint = { hint: 'feed', to: '2026-03-10T11:59:58.000Z', second: false }

describe('a second look', () => {
  it('comes soon after a first one that found the page of before, and is the last', () => {
    expect(secondLook(hint, about)).toBe('2026-03-10T12:01:30.000Z')
    expect(secondLook(hint, { ...about, jitter: 1 })).toBe('2026-03-10T12:02:15.000Z')
    expect(secondLook({ ...hint, second: true }, about)).toBeNull()
  })

  it('waits for the shortest interval, and for when the hint itself asked for', () => {
    expect(secondLook(hint, { ...about, minMs: 300_000 })).toBe('2026-03-10T12:05:00.000Z')
    expect(secondLook({ ...hint, to: '2026-03-10T12:04:00.000Z' }, about)).toBe('2026-03-10T12:04:00.000Z')
  })

  it('waits as long as a cache says that it may go on, but for no more than a quarter of an hour', () => {
    expect(secondLook(hint, { ...about, freshForMs: 240_000 })).toBe('2026-03-10T12:04:00.000Z')
    expect(secondLook(hint, { ...about, freshForMs: 86_400_000 })).toBe('2026-03-10T12:15:00.000Z')
    expect(secondLook(hint, { ...about, freshForMs: 1_000 })).toBe('2026-03-10T12:01:30.000Z')
  })

  it('keeps the time windows of the article, unless a person asked', () => {
    const windows = [{ zone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '20:00' }]
    expect(secondLook(hint, { ...about, windows })).toBe('2026-03-10T18:00:00.000Z')
    expect(secondLook({ ...hint, hint: 'editor' }, { ...about, windows })).toBe('2026-03-10T12:01:30.000Z')
    expect(secondLook(hint, { ...about, windows: [{ zone: 'UTC', days: [], from: '18:00', to: '20:00' }] })).toBeNull()
  })
})
