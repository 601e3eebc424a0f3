import { describe, expect, it } from 'vitest'
import type { Redirect, Standing } from '../../../src/article.ts'
import { plainAddress, spellings } from '../../../src/outcome/address.ts'
import { addressToVerify, pointsTo } from '../../../src/outcome/moving.ts'
import type { Observation } from '../../../src/outcome/observe.ts'
import { type Settled, settle } from '../../../src/outcome.ts'

const HERE = 'https://www.avis.example/2031/03/gammel-tittel'
const THERE = 'https://www.avis.example/2031/03/ny-tittel'
const START = Date.parse('2031-03-09T12:00:00Z')

const look = (canonical: string | null | undefined, over: { url?: string; changed?: boolean } = {}): Observation => ({
  saw: 'article',
  changed: false,
  url: HERE,
  redirects: [] as Redirect[],
  ...(canonical !== undefined && { canonical }),
  ...over,
})

/** Looks at one article eleven minutes apart; each is told where it looks, and answers. */
function play(looks: Array<Observation | ((at: string) => Observation)>, from: Standing | null = null): Settled[] {
  let standing = from
  let url = HERE
  return looks.map((next, i) => {
    const observation = typeof next === 'function' ? next(addressToVerify(standing) ?? url) : next
    const now = new Date(START + i * 11 * 60_000).toISOString()
    const settled = settle({ standing, known: true, url, observation, now })
    standing = settled.standing
    const moved = settled.events.find(({ type }) => type === 'moved')
    if (moved?.type === 'moved') url = moved.to
    return settled
  })
}
const told = (settled: Settled[]) => settled.map(({ events }) => events.map(({ type }) => type).join())

describe('where a page says that it lives', () => {
  const points = (canonical: string | null, watched = HERE) =>
    pointsTo(watched, { url: watched, redirects: [], canonical }, null)?.to ?? null

  it.each([
    ['another slug', THERE],
    ['without its tracking parameters and fragment', `${THERE}?utm_source=rss&fbclid=1#top`],
    ['another section, by its number', 'https://www.avis.example/nyheter/2031/03/ny-tittel'],
    ['without www', HERE.replace('www.', '')],
    ['with a last slash', `${HERE}/`],
  ])('is believed to be worth a look: %s', (_, canonical) => {
    expect(points(canonical)).toBe(plainAddress(canonical))
  })

  it.each([
    ['itself', HERE],
    ['itself with parameters that only count', `${HERE}?utm_medium=mail`],
    ['nothing', null],
    ['nonsense', 'https://'],
    ['the front page', 'https://www.avis.example/'],
    ['the section above', 'https://www.avis.example/2031/03'],
    ['a place to log in', 'https://www.avis.example/login?next=1'],
    ['another site: syndication', 'https://byraa.example/2031/03/ny-tittel'],
    ['a site of its own under the same name', 'https://sport.avis.example/2031/03/ny-tittel'],
    ['plain HTTP in the place of TLS', HERE.replace('https:', 'http:')],
    ['its mobile page', HERE.replace('www.', 'm.')],
    ['its AMP page', `${HERE}/amp`],
    ['no address of the web', 'ftp://www.avis.example/2031/03/ny-tittel'],
  ])('is not, where it names %s', (_, canonical) => {
    expect(points(canonical)).toBeNull()
  })

  it('may lead from the mobile page to the full one', () => {
    expect(points(HERE, HERE.replace('www.', 'm.'))).toBe(HERE)
    expect(points(HERE, `${HERE}/amp`)).toBeNull() // above it, as a section would be: nothing by the address tells them apart
    expect(points(THERE, `${HERE}?amp=1`)).toBe(THERE)
  })

  it('is not asked of a page that a redirect led to, which speaks for itself', () => {
    const seen = { url: `${THERE}/2`, redirects: [{ status: 302, from: HERE, to: `${THERE}/2` }], canonical: THERE }
    expect(pointsTo(HERE, seen, null)).toBeNull()
  })
})

describe('an article that names another address', () => {
  it('moves there when two looks said so and the third, there, shows the same text', () => {
    const asked: string[] = []
    const there = (at: string) => {
      asked.push(at)
      return look(THERE, { url: at })
    }
    const settled = play([look(THERE), look(undefined), there, look(THERE, { url: THERE })])
    expect(asked).toEqual([THERE])
    expect(told(settled)).toEqual(['', '', 'moved', ''])
    expect(settled[2]).toMatchObject({ outcome: 'unchanged', events: [{ to: THERE }] })
    expect(settled[0]?.recheckInMs).toBe(600_000)
  })

  it('does not when the place shows another text, redirects, names a third place or cannot be read', () => {
    const bad: Array<(at: string) => Observation> = [
      (at) => look(THERE, { url: at, changed: true }),
      (at) => ({ ...look(THERE, { url: HERE }), redirects: [{ status: 301, from: at, to: HERE }] }) as Observation,
      (at) => look(HERE, { url: at }),
      () => ({ saw: 'obstacle', outcome: 'removed_pending', state: 'gone', retryAfterMs: null }),
    ]
    for (const answer of bad) {
      const settled = play([look(THERE), look(THERE), answer, look(THERE)])
      expect(told(settled)).toEqual(['', '', '', ''])
      // What is to be seen there says nothing of the article: it stands as it stood, and is looked at again soon.
      expect(settled[2]).toMatchObject({ outcome: 'retry', state: 'canonical_unconfirmed', recheckInMs: 120_000 })
      expect(settled[2]?.standing).toMatchObject({ outcome: 'unchanged', since: settled[0]?.standing.since })
    }
  })

  it('is tried three times at most, and again when it names yet another', () => {
    const other = (at: string) => look(THERE, { url: at, changed: at === THERE })
    const settled = play(Array.from({ length: 30 }, () => other))
    expect(settled.filter(({ state }) => state === 'canonical_unconfirmed')).toHaveLength(3)
    const third = `${THERE}-2`
    const after = play([look(third), look(third)], settled.at(-1)?.standing ?? null)
    expect(addressToVerify(after.at(-1)?.standing ?? null)).toBe(third)
  })

  it('never goes back and forth between two addresses that point to each other', () => {
    const pingPong = (at: string): Observation => {
      const to = at === HERE ? THERE : HERE
      return { ...look(null, { url: to }), redirects: [{ status: 301, from: at, to }] } as Observation
    }
    expect(told(play(Array.from({ length: 12 }, () => pingPong))).filter((one) => one === 'moved')).toHaveLength(1)
  })

  it('is not looked for elsewhere while it is gone here', () => {
    const gone: Observation = { saw: 'obstacle', outcome: 'removed_pending', state: 'not_found', retryAfterMs: null }
    const settled = play([look(THERE), look(THERE), gone])
    expect(addressToVerify(play([look(THERE), look(THERE)]).at(-1)?.standing ?? null)).toBe(THERE)
    const standing = settled.at(-1)?.standing
    expect(addressToVerify(standing ? { ...standing, outcome: 'removed_pending' } : null)).toBeNull()
  })
})

describe('spellings', () => {
  it('are the ways in which one address is commonly written', () => {
    expect(spellings('https://www.avis.example/sak?id=1')).toEqual([
      'https://avis.example/sak?id=1',
      'https://avis.example/sak/?id=1',
      'https://www.avis.example/sak/?id=1',
      'http://avis.example/sak?id=1',
      'http://avis.example/sak/?id=1',
      'http://www.avis.example/sak?id=1',
      'http://www.avis.example/sak/?id=1',
    ])
    expect(spellings('https://avis.example/')).not.toContain('https://avis.example/')
  })
})
