import { expect, it } from 'vitest'
import { createRate } from '../../../src/web/rate.ts'

it('lets a burst through, then so many a second, and does not starve when the clock is set back', () => {
  const rate = createRate({ perSecond: 2, burst: 3 })
  const takes = (nowMs: number) => Array.from({ length: 5 }, () => rate.take(nowMs)).filter(Boolean).length
  expect(takes(1_000_000)).toBe(3)
  expect(takes(1_001_000)).toBe(2)
  expect(takes(500_000)).toBe(0)
  expect(takes(501_000)).toBe(2)
  expect([rate.take(502_000, 3), rate.take(502_500, 3), rate.take(502_500)]).toEqual([false, true, false])
})
