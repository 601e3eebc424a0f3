import { describe, expect, it } from 'vitest'
import { lateRank } from '../../../src/cadence/lateness.ts'

const NOW = '2026-03-10T12:00:00.000Z'

describe('lateRank', () => {
  it('puts the likeliest and the longest unseen first, and before them what was never seen', () => {
    const articles = [
      { name: 'calm and recent', urge: 0.1, lastCheckedAt: '2026-03-10T11:00:00.000Z' },
      { name: 'busy and recent', urge: 1, lastCheckedAt: '2026-03-10T11:00:00.000Z' },
      { name: 'calm and long unseen', urge: 0.1, lastCheckedAt: '2026-03-09T12:00:00.000Z' },
      { name: 'never seen', urge: 0, lastCheckedAt: null },
    ]
    const rank = (article: (typeof articles)[number]) => lateRank(article.urge, article.lastCheckedAt, NOW)
    expect(articles.sort((a, b) => rank(b) - rank(a)).map(({ name }) => name)).toEqual([
      'never seen',
      'calm and long unseen',
      'busy and recent',
      'calm and recent',
    ])
  })
})
