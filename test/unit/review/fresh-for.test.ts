import { describe, expect, test } from 'vitest'
import { freshForMs } from '../../../src/review/fresh-for.ts'

describe('freshForMs', () => {
  test('is what the server allows less the age the answer has', () => {
    expect(freshForMs({ 'cache-control': 'public, max-age=300', age: '60' })).toBe(240_000)
  })
  test('takes the number for shared caches before the one for all', () => {
    expect(freshForMs({ 'cache-control': 'max-age=0, s-maxage=120' })).toBe(120_000)
  })
  test('is nothing where no cache may keep the answer, or it has gone stale', () => {
    for (const control of ['no-store', 'private, max-age=600', 'no-cache, max-age=60', 'public']) {
      expect(freshForMs({ 'cache-control': control })).toBeNull()
    }
    expect(freshForMs({ 'cache-control': 'max-age=60', age: '61' })).toBeNull()
    expect(freshForMs({})).toBeNull()
  })
  test('is what Expires says by the clock of the answer, where Cache-Control says no number', () => {
    const date = 'Sat, 01 Mar 2031 14:00:00 GMT'
    const expires = 'Sat, 01 Mar 2031 14:10:00 GMT'
    expect(freshForMs({ date, expires })).toBe(600_000)
    expect(freshForMs({ date, expires, age: '60', 'cache-control': 'public' })).toBe(540_000)
    expect(freshForMs({ date, expires, 'cache-control': 'max-age=30' })).toBe(30_000)
    expect(freshForMs({ date, expires, 'cache-control': 'no-cache' })).toBeNull()
    for (const wrong of ['0', '-1', '', date]) expect(freshForMs({ date, expires: wrong })).toBeNull()
    expect(freshForMs({ expires })).toBeNull()
  })
})
