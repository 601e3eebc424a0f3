import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { feedDate } from '../../../src/discover/feed-date.ts'

const NOW = Date.parse('2031-03-02T12:00:00Z')
const read = (text: string) => {
  const time = feedDate(text, NOW)
  return time === null ? null : new Date(time).toISOString()
}
const TWO = '2031-03-01T14:00:00.000Z'

describe('feedDate', () => {
  it.each([
    ['2031-03-01T14:00:00Z', TWO],
    ['2031-03-01t14:00:00z', TWO],
    ['2031-03-01T15:00:00+01:00', TWO],
    ['2031-03-01T15:00:00+0100', TWO],
    ['2031-03-01T15:00+01', TWO],
    ['2031-03-01 14:00:00', TWO],
    ['2031-03-01 14:00:00 UTC', TWO],
    ['2031-03-01T14:00:00.25Z', '2031-03-01T14:00:00.250Z'],
    ['2031-03-01', '2031-03-01T23:59:59.999Z'],
    ['Sat, 01 Mar 2031 14:00:00 GMT', TWO],
    ['Sat, 1 Mar 2031 14:00 GMT', TWO],
    ['Tuesday, 01 March 2031 14:00:00 +0000', TWO],
    ['1 Mar 31 09:00:00 EST', TWO],
    ['01-Mar-2031 16:00:00 GMT+2', TWO],
    ['Sat, 01 Mar 2031 15:00:00 CET', TWO],
    ['Sat, 01 Mar 2031 14:00:00 QQQ', TWO],
    ['Sat, 01 Mar 2031', '2031-03-01T23:59:59.999Z'],
    ['1930140000', '2031-03-01T14:00:00.000Z'],
    ['1930140000000', '2031-03-01T14:00:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it.each([
    '',
    'yesterday',
    '2031-02-30',
    'Sat, 31 Feb 2031 14:00:00 GMT',
    '2031-03-01T25:00:00Z',
    '2031-03-01T14:00:00+99:00',
    '0001-01-01T00:00:00Z',
    '2038-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
  ])('takes %s for no date', (text) => {
    expect(read(text)).toBeNull()
  })

  it('reads back every moment that it could be written as', () => {
    const moments = fc.date({ min: new Date('1995-01-01T00:00:00Z'), max: new Date(NOW), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (moment) => {
        const second = Math.floor(moment.getTime() / 1000) * 1000
        expect(feedDate(moment.toISOString(), NOW)).toBe(moment.getTime())
        expect(feedDate(moment.toUTCString(), NOW)).toBe(second)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => void feedDate(text, NOW)))
  })
})
