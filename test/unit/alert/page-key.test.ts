import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import { articleStanding } from '../../../src/alert/article-standing.ts'
import { judgePageKey, lastDayOf, pageKey } from '../../../src/alert/page-key.ts'
import { render } from '../../../src/alert/render.ts'
import { parseSealKey } from '../../../src/alert/seal.ts'
import { article, change, comparison, version } from './sample.ts'

const key = parseSealKey('a1'.repeat(32))
const other = parseSealKey('b2'.repeat(32))
const NOW = Date.parse('2031-03-01T07:00:05.000Z')
const DAY = 86_400_000

describe('the key to an article’s pages', () => {
  it('opens that article until its last day is over, and no other', () => {
    const given = pageKey('31', lastDayOf(NOW, 90), key)
    expect(judgePageKey(given, '31', [other, key], NOW)).toBe('good')
    expect(judgePageKey(given, '31', [key], NOW + 90 * DAY)).toBe('good')
    expect(judgePageKey(given, '31', [key], NOW + 91 * DAY)).toBe('over')
    expect(judgePageKey(given, '32', [key], NOW)).toBe('wrong')
    expect(judgePageKey(given, '31', [other], NOW)).toBe('wrong')
  })

  it('never runs out where it is to last for ever', () => {
    const given = pageKey('31', lastDayOf(NOW, 0), key)
    expect(judgePageKey(given, '31', [key], NOW + 40_000 * DAY)).toBe('good')
  })

  it('is worth nothing once a sign of it is changed', () => {
    const given = pageKey('31', lastDayOf(NOW, 90), key)
    fc.assert(
      fc.property(fc.nat(given.length - 1), fc.constantFrom(...'abcXYZ019-_.'), (at, sign) => {
        const changed = given.slice(0, at) + sign + given.slice(at + 1)
        // The last sign of base64url carries two bits that no byte takes: those spell the same key.
        fc.pre(changed !== given && at !== given.length - 1)
        expect(judgePageKey(changed, '31', [key], NOW)).toBe('wrong')
      }),
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(judgePageKey(text, '31', [key], NOW)).toBe('wrong')
      }),
    )
  })
})

describe('links in what is sent', () => {
  const links = { answer: (id: string) => `https://stet.example/answer/${id}`, pageKey: (id: string) => `k-${id}` }
  const told = { article, now: '2031-03-01T07:00:05.000Z', publicUrl: 'https://stet.example' }
  const changed = articleChanged({
    ...told,
    from: version(1, 'a'),
    to: version(2, 'b'),
    comparison: comparison([change()]),
  })
  const last = { headline: 'b', lang: 'en', dir: 'ltr' as const, lastSeenAt: null }
  const removed = articleStanding({
    ...told,
    last,
    type: 'article.removed',
    state: null,
    detail: null,
    since: told.now,
  })

  it('carry the key of their article, and stand in the ledger without it', () => {
    expect(JSON.stringify([changed, removed])).not.toContain('key=')
    for (const event of [changed, removed]) {
      const { body } = render('stet', { events: [event], reason: 'single', releasedAt: told.now }, links)
      const sent = Object.entries<string>(JSON.parse(body).data.links)
      for (const [name, url] of sent) expect(url.endsWith('?key=k-art_harbour')).toBe(name !== 'answer')
      expect(sent.length).toBe(event === changed ? 5 : 2)
    }
  })

  it('carry none where the pages are open', () => {
    const { body } = render(
      'slack',
      { events: [changed], reason: 'single', releasedAt: told.now },
      { ...links, pageKey: () => null },
    )
    expect(body).toContain('/diff/1/2')
    expect(body).not.toContain('key=')
  })
})
