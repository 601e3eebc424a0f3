import { describe, expect, it } from 'vitest'
import { AILING_STATES, ailmentOf, isBroken, isWell, signOf } from '../../../src/outcome/health.ts'
import { observePage } from '../../../src/outcome/observe.ts'
import { contentOf } from './sample.ts'

const long = (topic: string, parts = 24) =>
  Array.from(
    { length: parts },
    (_, n) => `Del ${n} av saken om ${topic} handler om ${topic}en og ordføreren i ${topic}byen ${n}.`,
  )

const whaleWatch = Array.from(
  { length: 24 },
  (_, n) => `Forskerne merket ${n * 7} dyr ved ishavet; kalvene dykker dypere enn antatt, sier biolog Unni Berg ${n}.`,
)

describe('the sign of a changed article', () => {
  const [ferry, whale] = [contentOf({ paragraphs: long('ferje') }), contentOf({ paragraphs: whaleWatch })]

  it('is a text that doubled, or became another under its headline', () => {
    expect(signOf(ferry, contentOf({ paragraphs: [...long('ferje'), ...long('hval', 30)] }))).toBe('swollen')
    expect(signOf(ferry, whale)).toBe('rewritten')
    expect(signOf(ferry, contentOf({ paragraphs: [...long('ferje', 23), 'Slutt.'] }))).toBeUndefined()
  })

  it('is no sign on a news flash or a live blog: they grow', () => {
    expect(signOf(contentOf(), contentOf({ paragraphs: long('hval') }))).toBeUndefined()
    expect(signOf({ ...ferry, kind: 'live_blog' }, { ...whale, kind: 'live_blog' })).toBeUndefined()
  })

  it('is a byline or a date that it had', () => {
    const signed = contentOf({ byline: ['Gudrun Aase'], published: '2031-03-01' })
    expect(signOf(signed, { ...signed, byline: [] })).toBe('fields_lost')
    expect(signOf(signed, { ...signed, published: null })).toBe('fields_lost')
    expect(signOf(contentOf(), signed)).toBeUndefined()
    expect(signOf(signed, { ...signed, byline: ['Odd Vik'] })).toBeUndefined()
  })
})

describe('a doubtful look', () => {
  const url = 'https://avis.example/nyhet/ferja-star'
  const page = { requestedUrl: url, url, redirects: [], markup: { broken: false, ends: true } }
  const seen = (last: ReturnType<typeof contentOf>, next: ReturnType<typeof contentOf>) =>
    observePage({ last, next, changed: true, page })

  it('lost half of the text, or the headline', () => {
    const last = contentOf({ paragraphs: long('ferje') })
    expect(seen(last, contentOf({ paragraphs: long('ferje', 9) }))).toMatchObject({ saw: 'doubtful', state: 'halved' })
    expect(seen(last, contentOf({ paragraphs: long('ferje', 14) }))).toMatchObject({ saw: 'article' })
    expect(seen(last, { ...last, headline: null })).toMatchObject({ saw: 'doubtful', state: 'headline_lost' })
  })

  it('is none where a correction says why, and none on a live blog', () => {
    const last = contentOf({ paragraphs: long('ferje') })
    const half = contentOf({ paragraphs: long('ferje', 9) })
    const notices = [{ kind: 'correction' as const, text: 'Rettelse: avsnittene om rederiet er fjernet.' }]
    expect(seen(last, { ...half, notices })).toMatchObject({ saw: 'article' })
    expect(seen({ ...last, kind: 'live_blog' }, { ...half, kind: 'live_blog' })).toMatchObject({ saw: 'article' })
  })
})

describe('a site', () => {
  it('is broken when three and more than half of its articles ail, well when a quarter does', () => {
    expect(isBroken({ looked: 2, ailing: 2 })).toBe(false)
    expect(isBroken({ looked: 3, ailing: 3 })).toBe(true)
    expect(isBroken({ looked: 6, ailing: 3 })).toBe(false)
    expect(isWell({ looked: 0, ailing: 0 })).toBe(false)
    expect(isWell({ looked: 4, ailing: 1 })).toBe(true)
    expect(isWell({ looked: 4, ailing: 2 })).toBe(false)
  })

  it('is never broken and well', () => {
    for (let looked = 0; looked < 30; looked += 1) {
      for (let ailing = 0; ailing <= looked; ailing += 1) {
        expect(isBroken({ looked, ailing }) && isWell({ looked, ailing })).toBe(false)
      }
    }
  })

  it('ails by states that are named, and by no others', () => {
    expect(AILING_STATES.every((state) => ailmentOf({ state }) !== null)).toBe(true)
    expect([null, 'bot_wall', 'maintenance', 'timeout', 'gone'].map((state) => ailmentOf({ state }))).toEqual(
      Array(5).fill(null),
    )
  })
})
