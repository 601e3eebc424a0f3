import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import type { StetEvent } from '../../../src/alert/event.ts'
import { diskLow } from '../../../src/alert/operator-event.ts'
import { phraseIn } from '../../../src/alert/phrase.ts'
import { type Mute, matchRoutes, type RouteRule, routeRule } from '../../../src/alert/route.ts'
import { article, change, comparison, version } from './sample.ts'

const nowMs = Date.parse('2031-03-01T08:00:00.000Z')
const now = new Date(nowMs).toISOString()

const changes = [
  change(),
  change({
    kind: 'person',
    field: 'headline',
    severity: 'major',
    old: 'Ilse Brandt',
    new: 'Ilse Brandl',
    rule: 'name',
  }),
]
const changed = articleChanged({
  article,
  from: version(1, 'Ferry strikes pier'),
  to: version(2, 'Ferry strikes pier again', { lang: 'en-GB' }),
  comparison: comparison(changes),
  now,
  publicUrl: null,
})
const disk = diskLow({ freeBytes: 2 ** 20, totalBytes: 2 ** 30, now })

function matches(rule: RouteRule, event: StetEvent = changed, mutes: Mute[] = []): boolean {
  const route = { id: 'r1', name: 'desk', rule: routeRule.parse(rule), endpointIds: ['e1'] }
  const routed = matchRoutes({ event, routes: [route], mutes, nowMs })
  expect(routed.explained[0]?.matched).toBe(routed.endpoints.length === 1)
  expect(routed.explained[0]?.reason).not.toBe('')
  return routed.endpoints.length === 1
}

describe('matchRoutes', () => {
  it.each<[string, RouteRule, boolean]>([
    ['an empty rule: all about articles', {}, true],
    ['its tag', { tags: ['sport', 'shipping'] }, true],
    ['another tag', { tags: ['sport'] }, false],
    ['its site', { hosts: ['quaylight.example'] }, true],
    ['a site whose name it only ends with', { hosts: ['light.example'] }, false],
    ['a wildcard', { hosts: ['*.quaylight.example'] }, true],
    ['its language', { langs: ['en'] }, true],
    ['a language that begins alike', { langs: ['e'] }, false],
    ['its severity', { min_severity: 'critical' }, true],
    ['its field', { fields: ['headline'] }, true],
    ['another field', { fields: ['byline'] }, false],
    ['its kind', { kinds: ['number'] }, true],
    ['words of the new text', { words: ['port ellery'] }, true],
    ['words that are not there', { words: ['harbourmaster'] }, false],
    ['a part of a word', { words: ['rescue'] }, false],
    ['a part of a word, with a star', { words: ['rescue*'] }, true],
    ['words to leave out, on all changes', { not_words: ['ferry'] }, false],
    ['its type', { types: ['article.changed'] }, true],
    ['another type', { types: ['article.removed', 'site.*'] }, false],
    ['everything', { types: ['*'] }, true],
    ['a muted route', { muted: true }, false],
    ['a snoozed route', { snoozed_until: '2031-03-01T09:00:00.000Z' }, false],
    ['a route whose snooze is over', { snoozed_until: '2031-03-01T07:00:00.000Z' }, true],
  ])('%s', (_, rule, expected) => {
    expect(matches(rule)).toBe(expected)
  })

  it('wants all conditions on changes of one and the same change', () => {
    expect(matches({ fields: ['headline'], kinds: ['person'], min_severity: 'major' })).toBe(true)
    expect(matches({ fields: ['headline'], kinds: ['number'] })).toBe(false)
    expect(matches({ fields: ['headline'], min_severity: 'critical' })).toBe(false)
  })

  it('sends operator events only where they are asked for', () => {
    expect(matches({}, disk)).toBe(false)
    expect(matches({ types: ['disk.low'] }, disk)).toBe(true)
    expect(matches({ types: ['*'], min_severity: 'critical' }, disk)).toBe(true)
    expect(matches({ types: ['*'], tags: ['shipping'] }, disk)).toBe(false)
    expect(matches({ types: ['*'], kinds: ['number'] }, disk)).toBe(false)
  })

  it('counts each endpoint once, with every route that leads there', () => {
    const routes = [
      { id: 'r1', name: 'all', rule: {}, endpointIds: ['e1', 'e2'] },
      { id: 'r2', name: 'ships', rule: { tags: ['shipping'] }, endpointIds: ['e2'] },
      { id: 'r3', name: 'sport', rule: { tags: ['sport'] }, endpointIds: ['e3'] },
    ]
    const { endpoints, explained } = matchRoutes({ event: changed, routes, nowMs })
    expect(endpoints).toEqual([
      { endpointId: 'e1', routes: ['all'] },
      { endpointId: 'e2', routes: ['all', 'ships'] },
    ])
    expect(explained[2]).toMatchObject({ name: 'sport', matched: false, reason: 'tags are shipping, front page' })
  })

  it('silences what was muted, and only that', () => {
    expect(matches({}, changed, [{ rule: 'casualty-count' }])).toBe(true)
    expect(matches({ kinds: ['number'] }, changed, [{ rule: 'casualty-count' }])).toBe(false)
    expect(matches({}, changed, [{ rule: 'casualty-count' }, { kind: 'person', host: 'quaylight.example' }])).toBe(
      false,
    )
    expect(matches({}, changed, [{ article: 'art_harbour' }])).toBe(false)
    expect(matches({}, changed, [{ article: 'art_other' }])).toBe(true)
    expect(matches({}, changed, [{ article: 'art_harbour', until: '2031-03-01T07:59:00.000Z' }])).toBe(true)
  })

  it('looks for words in the whole comparison when it is given, not only in what fits into the event', () => {
    const routes = [{ id: 'r', name: 'n', rule: { words: ['harbourmaster'] }, endpointIds: ['e'] }]
    const whole = [...changes, change({ after: 'The harbourmaster resigned.' })]
    expect(matchRoutes({ event: changed, routes, nowMs }).endpoints).toHaveLength(0)
    expect(matchRoutes({ event: changed, routes, nowMs, changes: whole }).endpoints).toHaveLength(1)
  })

  it('refuses a rule with a condition or a type that does not exist', () => {
    expect(routeRule.safeParse({ tag: ['x'] }).success).toBe(false)
    expect(routeRule.safeParse({ types: ['article.chnged'] }).error?.message).toContain('no event type')
    expect(routeRule.safeParse({ words: [''] }).success).toBe(false)
  })
})

describe('phraseIn', () => {
  it.each([
    ['Zürich', 'in ZURICH today', true],
    ['cafe', 'le café', true],
    ['war', 'toward', false],
    ['war', '“War!”', true],
    ['prime  minister', 'the Prime Minister’s office', true],
    ["minister's", 'the Prime Minister’s office', true],
    ['首相', '新しい首相が決まった', true],
    ['שלום', 'שָׁלוֹם עולם', true],
    ['йод', 'иод', false],
    ['12', '112', false],
    ['resign*', 'he resigned', true],
    ['*', 'anything', false],
  ])('%s in %s: %s', (phrase, text, expected) => {
    expect(phraseIn(phrase, text)).toBe(expected)
  })
})
