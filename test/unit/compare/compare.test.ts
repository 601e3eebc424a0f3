import { describe, expect, test } from 'vitest'
import type { Change, History, VersionDigest } from '../../../src/article.ts'
import { compare } from '../../../src/compare/compare.ts'
import { contentHash } from '../../../src/compare/content-hash.ts'
import { lineOf } from '../../../src/compare/line.ts'
import { content } from './content.ts'

const BODY = [
  'At least 12 people died when a ferry sank off Port Hallow on Tuesday.',
  'The captain, Deren Holt, was questioned by police, who seized the logbook of the ship.',
  'The ferry was built in 1988 and had passed an inspection in March.',
  'Residents of Varrick held a vigil beside the harbour wall.',
  'The operator employs 300 people and runs four routes.',
  'An inquiry will be led by Marta Quillan, a retired judge.',
]
const at = (index: number, from: string, to: string) =>
  BODY.map((text, i) => (i === index ? text.replace(from, to) : text))

describe('an alert', () => {
  test('tells a death toll with both values, its place and what the page says of it', () => {
    const result = compare(
      content('Ferry sinks off Port Hallow', BODY),
      content('Ferry sinks off Port Hallow', at(0, '12', '21')),
    )
    expect(result).toMatchObject({ alert: true, severity: 'critical', announced: false })
    expect(result.changes[0]).toMatchObject({ kind: 'number', old: '12', new: '21', block: 1, rule: 'number_changed' })
    expect(result.line).toBe('Death toll changed from 12 to 21 (1st paragraph); no correction note found on the page')
  })

  test('counts one statement in two places once', () => {
    const old = content('Ferry sinks off Port Hallow, killing 12', BODY)
    const next = content('Ferry sinks off Port Hallow, killing 21', at(0, '12', '21'))
    expect(compare(old, next).line).toBe(
      'Death toll changed from 12 to 21 (headline, 1st paragraph); no correction note found on the page',
    )
  })

  test('gives the times between which it changed when it knows them', () => {
    const { changes } = compare(content('A', BODY), content('A', at(0, '12', '21')))
    const between = { from: '2026-05-04T14:02:30Z', to: '2026-05-04T14:09:00Z' }
    expect(lineOf(changes, { announced: false, revertedTo: null, flapping: false, between })).toBe(
      'Death toll changed from 12 to 21 (1st paragraph) between 14:02 and 14:09 UTC; no correction note found on the page',
    )
  })

  test('says which place still holds the old figure', () => {
    const old = content('Ferry sinks off Port Hallow, killing 12 people', BODY)
    const next = content('Ferry sinks off Port Hallow, killing 21 people', BODY)
    expect(compare(old, next).changes[0]?.reason).toBe('Death toll changed from 12 to 21; the text still says 12')
  })
})

describe('silence', () => {
  test('holds for a moved paragraph, which is kept as moved', () => {
    const result = compare(content('A', BODY), content('A', [...BODY.slice(2), ...BODY.slice(0, 2)]))
    expect(result).toMatchObject({ alert: false, changes: [] })
    expect(result.suppressed.some(({ reason }) => reason === 'moved')).toBe(true)
  })

  test('holds for a paragraph cut in two', () => {
    const joined = content('A', [`${BODY[0]} ${BODY[1]}`, ...BODY.slice(2)])
    expect(compare(joined, content('A', BODY))).toMatchObject({ alert: false, changes: [] })
  })

  test('holds for the page’s own stamp, with the reason', () => {
    const result = compare(content('A', ['Updated 15:10', ...BODY]), content('A', ['Updated 15:42', ...BODY]))
    expect(result.changes).toEqual([])
    expect(result.suppressed).toContainEqual(
      expect.objectContaining({ old: 'Updated 15:10', reason: "the page's own stamp" }),
    )
  })

  test('holds for a caption', () => {
    const result = compare(
      content('A', BODY, { captions: ['Twelve boats, 3 May'] }),
      content('A', BODY, { captions: ['Two boats, 4 May'] }),
    )
    expect(result).toMatchObject({ alert: false, changes: [] })
    expect(result.suppressed[0]?.field).toBe('caption')
  })

  test('holds for what an operator muted, which is kept', () => {
    const result = compare(content('A', BODY), content('A', at(0, '12', '21')), {
      mutes: [{ kind: 'number', field: 'body' }],
    })
    expect(result).toMatchObject({ alert: false, changes: [] })
    expect(result.suppressed).toContainEqual(
      expect.objectContaining({ old: '12', new: '21', reason: 'muted by the operator' }),
    )
  })
})

test('an operator raises and lowers a rule', () => {
  const pair = [content('A', BODY), content('A', at(4, '300', '310'))] as const
  expect(compare(...pair).severity).toBe('major')
  expect(compare(...pair, { weights: { number_changed: 1 } }).alert).toBe(false)
  expect(compare(...pair, { weights: { number_changed: 4 } }).severity).toBe('critical')
})

describe('notices', () => {
  test('a correction that is added alerts with its text and announces the change', () => {
    const text = 'Correction: an earlier version of this article gave a wrong toll.'
    const result = compare(
      content('A', BODY),
      content('A', at(0, '12', '21'), { notices: [{ kind: 'correction', text }] }),
    )
    expect(result).toMatchObject({ announced: true, severity: 'critical' })
    expect(result.changes).toContainEqual(expect.objectContaining({ kind: 'correction', field: 'notice', new: text }))
    expect(result.line).not.toContain('no correction note')
  })

  test('a correction that vanishes is told', () => {
    const notices = [{ kind: 'correction' as const, text: 'Correction: the ferry was built in 1988.' }]
    const result = compare(content('A', BODY, { notices }), content('A', BODY))
    expect(result.changes).toMatchObject([{ rule: 'correction_removed', severity: 'major' }])
  })

  test('a note written into the body counts as one', () => {
    const result = compare(
      content('A', BODY),
      content('A', [...BODY, 'This article was amended on 4 May 2026 to correct the toll.']),
    )
    expect(result).toMatchObject({ announced: true, severity: 'critical' })
  })
})

describe('what is no removal of facts', () => {
  test.each([
    ['a lost body', { blocks: [] }, false],
    [
      'a paywall teaser',
      { kind: 'paywall_teaser' as const, blocks: [{ kind: 'paragraph' as const, text: BODY[0] ?? '' }] },
      false,
    ],
    [
      'a body read without confidence',
      { confidence: 0.2, blocks: [{ kind: 'paragraph' as const, text: BODY[0] ?? '' }] },
      false,
    ],
  ])('%s is kept silent with its reason', (_, more, alert) => {
    const result = compare(content('Ferry sinks', BODY), content('Ferry sinks', [], more))
    expect(result.alert).toBe(alert)
    expect(result.suppressed.some(({ field }) => field === 'body')).toBe(true)
  })

  test('an article cut to its first lines is told once', () => {
    const result = compare(content('Ferry sinks', BODY), content('Ferry sinks', BODY.slice(0, 1)))
    expect(result.changes).toMatchObject([
      { rule: 'body_lost', reason: 'Most of the article is gone: 5 of 6 sentences' },
    ])
  })

  test('another text at the same address is told once', () => {
    const other = [
      'Growers expect a mild spring.',
      'Prices of plums fell.',
      'Frost is unlikely.',
      'Bees are early.',
      'Tractors sell well.',
      'Rain helps.',
    ]
    const result = compare(content('Ferry sinks off coast', BODY), content('Orchards bloom early', other))
    expect(result.changes.filter(({ field }) => field === 'body')).toMatchObject([{ rule: 'page_replaced' }])
  })
})

describe('history', () => {
  const digest = (no: number, headline: string, hash = `${no}`): VersionDigest => ({
    no,
    contentHash: hash,
    headline,
    foundAt: '2026-05-04T12:00:00Z',
    technical: false,
  })
  const history = (earlier: VersionDigest[], changes: History['changes'] = []) => ({ history: { earlier, changes } })

  test('a state that stood before is a return to its version', () => {
    const [old, next] = [content('Dam to open in May', BODY), content('Dam to close in May', BODY)]
    const result = compare(
      old,
      next,
      history([digest(1, 'Dam to close in May', contentHash(next)), digest(2, 'Dam to open in May', contentHash(old))]),
    )
    expect(result.revertedTo).toBe(1)
    expect(result.line).toContain('back to version 1')
  })

  test('headlines that flip are told as such once, then kept silent', () => {
    const [old, next] = [content('Dam to open in May', BODY), content('Dam to close in May', BODY)]
    const names = ['Dam to close in May', 'Dam to open in May', 'Dam to close in May', 'Dam to open in May']
    const states = names.map((headline, index) => digest(index + 1, headline))
    expect(compare(old, next, history(states.slice(2)))).toMatchObject({ flapping: false, alert: true })
    expect(compare(next, old, history(states.slice(0, 3)))).toMatchObject({ flapping: true, alert: true })
    expect(compare(old, next, history(states))).toMatchObject({ flapping: true, alert: false, changes: [] })
  })

  test('texts that flip under one headline are told to flip from the second return on', () => {
    const [old, next] = [content('Dam', at(0, '12', '9')), content('Dam', BODY)]
    const hashes = [contentHash(next), contentHash(old), contentHash(next), contentHash(old)]
    const states = hashes.map((hash, index) => digest(index + 1, 'Dam', hash))
    expect(compare(old, next, history(states.slice(0, 2)))).toMatchObject({ flapping: false, revertedTo: 1 })
    const again = compare(old, next, history(states))
    expect(again).toMatchObject({ flapping: true, alert: true })
    expect(again.line).toContain('the article has flipped between known versions')
  })

  test('a figure that creeps is told with its series', () => {
    const [told] = compare(content('A', at(0, '12', '9')), content('A', BODY)).changes
    const past = [{ ...(told as Change), versionNo: 2, foundAt: '2026-05-04T12:00:00Z' }]
    const result = compare(content('A', BODY), content('A', at(0, '12', '17')), history([], past))
    expect(result.changes[0]?.reason).toBe('Death toll changed from 12 to 17 (so far 9, 12, 17)')
  })
})

test('a live blog’s new entry is no change, an entry that says something else is', () => {
  const entry = (id: string, text: string) => ({ id, at: null, text })
  const old = content('A', [], { kind: 'live_blog', entries: [entry('1', 'Seven people are missing in Tarn.')] })
  const grown = content('A', [], { kind: 'live_blog', entries: [entry('2', 'Rain is falling.'), ...old.entries] })
  const edited = content('A', [], { kind: 'live_blog', entries: [entry('1', 'Nine people are missing in Tarn.')] })
  expect(compare(old, grown).changes).toEqual([])
  expect(compare(old, edited).changes).toMatchObject([{ field: 'entry', kind: 'number', old: 'Seven', new: 'Nine' }])
})

test('byline, date and address are told as details', () => {
  const old = content('A', BODY, {
    byline: ['Runa Lindqvar'],
    published: '2026-05-04',
    canonicalUrl: 'https://news.example/a',
  })
  const next = content('A', BODY, {
    byline: ['Tobias Ferreld'],
    published: '2026-05-06T08:00:00Z',
    canonicalUrl: 'https://news.example/b',
  })
  const result = compare(old, next)
  expect(result.alert).toBe(false)
  expect(result.changes.map(({ rule }) => rule)).toEqual([
    'byline_changed',
    'published_changed',
    'canonical_url_changed',
  ])
})

test('a text of half a megabyte that shares nothing is told as replaced, soon', () => {
  const filler = (word: string) => Array.from({ length: 700 }, (_, i) => `${word}${i} `.repeat(90))
  const before = process.cpuUsage()
  const result = compare(content('Old', filler('alpha')), content('New', filler('omega')))
  const spent = process.cpuUsage(before)
  expect(result.changes.some(({ rule }) => rule === 'page_replaced')).toBe(true)
  expect((spent.user + spent.system) / 1000).toBeLessThan(1000)
})
