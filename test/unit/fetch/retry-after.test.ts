import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { httpDate, LONGEST_WAIT_MS, retryAfterMs } from '../../../src/fetch/retry-after.ts'

const now = new Date('2027-03-09T12:00:00Z')
const date = 'Tue, 09 Mar 2027 11:00:00 GMT'

describe('retryAfterMs', () => {
  it.each([
    ['90', 90_000],
    [' 90 ', 90_000],
    ['0', 0],
    ['2.5', 3_000],
    ['Tue, 09 Mar 2027 11:05:00 GMT', 300_000],
    ['Tuesday, 09-Mar-27 11:05:00 GMT', 300_000],
    ['Tue Mar  9 11:05:00 2027', 300_000],
    ['Tue, 09 Mar 2027 10:00:00 GMT', 0],
    ['999999999999', LONGEST_WAIT_MS],
    ['Fri, 09 Mar 2040 11:05:00 GMT', LONGEST_WAIT_MS],
  ])('reads %j, dates by the answer’s own clock', (value, expected) => {
    expect(retryAfterMs({ 'retry-after': value, date }, now)).toBe(expected)
  })

  it('counts a date from our clock when the answer has none', () => {
    expect(retryAfterMs({ 'retry-after': 'Tue, 09 Mar 2027 12:01:00 GMT' }, now)).toBe(60_000)
  })

  it.each(['-3', '5e2', '10, 20', 'soon', '', '0x10', '+7', 'Tue, 99 Foo 2027 11:05:00 GMT', '１０'])(
    'ignores %j',
    (value) => {
      expect(retryAfterMs({ 'retry-after': value, date }, now)).toBeNull()
    },
  )

  it('never throws and stays within a day, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (value, clock) => {
        const ms = retryAfterMs({ 'retry-after': value, date: clock }, now)
        expect(ms === null || (ms >= 0 && ms <= LONGEST_WAIT_MS)).toBe(true)
      }),
    )
  })
})

describe('httpDate', () => {
  it('reads a two-digit year as the nearest one that is not over 50 years ahead', () => {
    expect(httpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37))
    expect(httpDate('Sunday, 06-Nov-33 08:49:37 GMT', now)).toBe(Date.UTC(2033, 10, 6, 8, 49, 37))
  })
})
