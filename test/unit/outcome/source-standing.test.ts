import { describe, expect, it } from 'vitest'
import type { SourceStanding } from '../../../src/article.ts'
import { type SourceSight, settleSource } from '../../../src/outcome/source-standing.ts'

const FEED = 'https://harbour.example/rss'
const THERE = 'https://feeds.example/harbour'
const at = (minutes: number) => new Date(Date.UTC(2031, 2, 1, 14, minutes)).toISOString()
const permanent = (status = 301, to = THERE): SourceSight => ({
  saw: 'document',
  url: to,
  redirects: [{ status, from: FEED, to }],
})
const home: SourceSight = { saw: 'document', url: FEED, redirects: [] }
const gone: SourceSight = { saw: 'gone' }

/** What each of several looks came to, the first at 14:00 and then every so many minutes. */
function looks(sights: readonly SourceSight[], { every = 10, cameFrom = [] as string[] } = {}) {
  let before: SourceStanding | null = null
  return sights.map((sight, n) => {
    const settled = settleSource({ before, url: FEED, cameFrom }, sight, at(n * every))
    before = settled.standing
    return settled.movesTo ?? (settled.tellsGone ? 'gone' : null)
  })
}

describe('a source behind a permanent redirect', () => {
  it('moves at the third look that finds it, once', () => {
    expect(looks([permanent(), permanent(308), permanent(), permanent()])).toEqual([null, null, THERE, null])
    expect(looks([permanent(), { saw: 'nothing' }, permanent(), permanent()])).toEqual([null, null, null, THERE])
  })

  it('counts no look too soon after another, none that finds it at home, and none at another place', () => {
    expect(looks([permanent(), permanent(), permanent()], { every: 4 })).toEqual([null, null, null])
    expect(looks([permanent(), permanent(), home, permanent()])).toEqual([null, null, null, null])
    const elsewhere = permanent(301, 'https://feeds.example/other')
    expect(looks([permanent(), permanent(), elsewhere, elsewhere])).toEqual([null, null, null, null])
  })

  it('stays where it is for one that holds for now only, and never goes back to where it was', () => {
    expect(looks([permanent(302), permanent(307), permanent(302)])).toEqual([null, null, null])
    const hops = [301, 302].map((status) => ({ status, from: FEED, to: THERE }))
    const mixed: SourceSight = { saw: 'document', url: THERE, redirects: hops }
    expect(looks([mixed, mixed, mixed])).toEqual([null, null, null])
    expect(looks([permanent(), permanent(), permanent()], { cameFrom: [THERE] })).toEqual([null, null, null])
  })
})

describe('a source that is gone', () => {
  it('is told at the third look, once, and again only after it was back', () => {
    expect(looks([gone, gone, gone, gone])).toEqual([null, null, 'gone', null])
    expect(looks([gone, gone, gone, home, gone, gone, gone])).toEqual([null, null, 'gone', null, null, null, 'gone'])
  })

  it('is not told for looks in quick succession, nor after one that found it', () => {
    expect(looks([gone, gone, gone, gone], { every: 3 })).toEqual([null, null, null, null])
    expect(looks([gone, gone, home, gone])).toEqual([null, null, null, null])
    expect(looks([gone, { saw: 'nothing' }, gone, gone])).toEqual([null, null, null, 'gone'])
  })
})
