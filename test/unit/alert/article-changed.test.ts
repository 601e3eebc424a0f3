import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import { stetEvent } from '../../../src/alert/event.ts'
import { fitEvent } from '../../../src/alert/fit-event.ts'
import type { Change } from '../../../src/article.ts'
import { article, change, comparison, version } from './sample.ts'

const from = version(1, 'Ferry strikes pier in Port Ellery, 12 hurt')
const to = version(2, 'Ferry strikes pier in Port Ellery, 21 hurt')
const now = '2031-03-01T07:00:04.000Z'

function build(changes: Change[], publicUrl: string | null = null) {
  return articleChanged({ article, from, to, comparison: comparison(changes), now, publicUrl })
}

describe('articleChanged', () => {
  it('tells what changed, between which versions, with the evidence of both', () => {
    const event = build([change()])
    expect(stetEvent.parse(event)).toEqual(event)
    expect(event).toMatchObject({
      type: 'article.changed',
      timestamp: now,
      data: {
        severity: 'critical',
        last_seen_unchanged_at: from.lastSeenAt,
        found_at: to.foundAt,
        announced: false,
        from: { no: 1, snapshot_sha256: from.snapshotSha256 },
        to: { no: 2, snapshot_sha256: to.snapshotSha256, headline: 'Ferry strikes pier in Port Ellery, 21 hurt' },
        changes: [{ kind: 'number', field: 'body', block: 2, old: '12', new: '21' }],
        changes_omitted: 0,
        cut: false,
      },
    })
  })

  it('links only where a public URL is set', () => {
    expect(build([change()]).data.links).toBeUndefined()
    expect(build([change()], 'https://stet.quaylight.example/').data.links).toEqual({
      article: 'https://stet.quaylight.example/articles/art_harbour',
      diff: 'https://stet.quaylight.example/articles/art_harbour/diff/1/2',
      from: 'https://stet.quaylight.example/articles/art_harbour/versions/1',
      to: 'https://stet.quaylight.example/articles/art_harbour/versions/2',
    })
  })

  it('gives one happening one id, and another happening another', () => {
    expect(build([change()]).data.id).toBe(build([change({ old: '1' })]).data.id)
    const next = articleChanged({
      article,
      from: to,
      to: version(3, 'x'),
      comparison: comparison([]),
      now,
      publicUrl: null,
    })
    expect(next.data.id).not.toBe(build([change()]).data.id)
  })

  it('puts the worst change first', () => {
    const event = build([change({ severity: 'minor', new: 'a' }), change({ severity: 'critical', new: 'b' })])
    expect(event.data.changes.map((c) => c.new)).toEqual(['b', 'a'])
  })

  it('keeps the place of the change in view when a sentence is too long', () => {
    const head = 'The inquiry heard a great deal about the weather. '.repeat(200)
    const event = build([change({ before: `${head}Twelve were hurt.`, after: `${head}Ninety were hurt.` })])
    expect(event.data.changes[0]?.before).toMatch(/^\[…\] .*Twelve were hurt\.$/)
    expect(event.data.changes[0]?.after).toMatch(/^\[…\] .*Ninety were hurt\.$/)
    expect(event.data.cut).toBe(true)
  })

  it('says how many changes it left out', () => {
    const event = build(Array.from({ length: 500 }, (_, i) => change({ new: String(i) })))
    expect(event.data.changes.length + event.data.changes_omitted).toBe(500)
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(20_000)
  })

  it('carries no lone surrogate, control character or bidi override', () => {
    const event = build([change({ old: 'a\u0000b\ud800c\u202ed', before: 'line\u2028break' })])
    expect(event.data.changes[0]).toMatchObject({ old: 'ab\ufffdcd', before: 'line break' })
  })

  it('stays under 20 kB and valid whatever it is given, and says when it cut', () => {
    const hostile = fc
      .tuple(
        fc.constantFrom('"', '漢', 'é̂', '👩‍👩‍👧', 'a\u0301\u0302', '\\', '<', 'שלום ', '\ud800', 'word '),
        fc.integer({ min: 0, max: 20_000 }),
      )
      .map(([unit, n]) => unit.repeat(n))
    fc.assert(
      fc.property(hostile, hostile, hostile, fc.integer({ min: 1, max: 60 }), (a, b, c, n) => {
        const event = articleChanged({
          article: { ...article, url: `https://x.example/${a}`, tags: Array.from({ length: 100 }, () => b) },
          from: version(1, a),
          to: version(2, b),
          comparison: comparison(
            Array.from({ length: n }, () => change({ old: a, new: c, before: b, after: a, reason: c })),
            { line: c },
          ),
          now,
          publicUrl: null,
        })
        const json = JSON.stringify(event)
        expect(Buffer.byteLength(json)).toBeLessThan(20_000)
        expect(json.isWellFormed()).toBe(true)
        expect(stetEvent.safeParse(event).success).toBe(true)
        if (Math.max(a.length, b.length, c.length) > 10_000) expect(event.data.cut).toBe(true)
        expect(Buffer.byteLength(JSON.stringify(fitEvent(event, 3_000)))).toBeLessThanOrEqual(3_000)
      }),
      { numRuns: 25 },
    )
  }, 30_000)
})
