import { describe, expect, it } from 'vitest'
import { outbreakOf } from '../../../src/outcome/outbreak.ts'

const calm = { articles: 40, turned: 1 }

describe('outbreakOf', () => {
  it('sees a site break when most of its articles turn at once', () => {
    expect(outbreakOf({ articles: 12, turned: 7 }, calm)).toBe('site')
    expect(outbreakOf({ articles: 12, turned: 6 }, calm)).toBeNull()
  })

  it('does not call a few articles an outbreak', () => {
    expect(outbreakOf({ articles: 3, turned: 3 }, calm)).toBeNull()
  })

  it('blames ourselves when most hosts fail', () => {
    expect(outbreakOf({ articles: 12, turned: 12 }, { articles: 40, turned: 30 })).toBe('us')
    expect(outbreakOf({ articles: 12, turned: 12 }, { articles: 2, turned: 2 })).toBe('site')
  })
})
