import { describe, expect, it } from 'vitest'
import { openAt } from '../../../src/cadence/window.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const opens = (window: { days?: number[]; from: string; to: string; zone?: string }, at: string) =>
  new Date(openAt([{ zone: 'Europe/Lisbon', days: EVERY_DAY, ...window }], Date.parse(at))).toISOString()

describe('openAt', () => {
  it('changes nothing without windows or inside one', () => {
    expect(openAt([], 5)).toBe(5)
    expect(opens({ from: '06:00', to: '22:00' }, '2026-01-05T12:00:00Z')).toBe('2026-01-05T12:00:00.000Z')
  })

  it('waits for the next opening on a day that is open', () => {
    expect(opens({ from: '06:00', to: '22:00' }, '2026-01-05T22:00:00Z')).toBe('2026-01-06T06:00:00.000Z')
    expect(opens({ from: '06:00', to: '22:00', days: [1] }, '2026-01-05T23:00:00Z')).toBe('2026-01-12T06:00:00.000Z')
  })

  it('keeps a window open past midnight', () => {
    expect(opens({ from: '20:00', to: '02:00', days: [1] }, '2026-01-06T01:00:00Z')).toBe('2026-01-06T01:00:00.000Z')
    expect(opens({ from: '20:00', to: '02:00', days: [1] }, '2026-01-06T02:00:00Z')).toBe('2026-01-12T20:00:00.000Z')
  })

  it('follows the clock of the place through its clock changes', () => {
    expect(opens({ from: '06:00', to: '07:00', zone: 'Europe/Paris' }, '2026-03-28T07:00:00Z')).toBe(
      '2026-03-29T04:00:00.000Z',
    )
    expect(opens({ from: '06:00', to: '07:00', zone: 'Europe/Paris' }, '2026-03-27T07:00:00Z')).toBe(
      '2026-03-28T05:00:00.000Z',
    )
  })

  it('takes the earliest of several windows', () => {
    const zone = 'UTC'
    const windows = [
      { zone, days: EVERY_DAY, from: '18:00', to: '19:00' },
      { zone, days: EVERY_DAY, from: '08:00', to: '09:00' },
    ]
    expect(openAt(windows, Date.parse('2026-01-05T10:00:00Z'))).toBe(Date.parse('2026-01-05T18:00:00Z'))
  })

  it('refuses a zone that does not exist', () => {
    expect(() => opens({ from: '06:00', to: '07:00', zone: 'Mars/Olympus' }, '2026-01-05T10:00:00Z')).toThrow(
      RangeError,
    )
  })
})
