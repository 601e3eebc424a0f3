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
})
