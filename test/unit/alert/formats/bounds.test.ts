import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../../src/alert/article-changed.ts'
import { endpointFormat } from '../../../../src/alert/endpoint.ts'
import type { StetEvent } from '../../../../src/alert/event.ts'
import type { MailBody } from '../../../../src/alert/formats/email.ts'
import { render } from '../../../../src/alert/render.ts'
import { discordRefuses } from '../../../integration/services/discord.ts'
import { slackRefuses } from '../../../integration/services/slack.ts'
import { teamsRefuses } from '../../../integration/services/teams.ts'
import { article, change, comparison, version } from '../sample.ts'

const releasedAt = '2031-03-01T07:00:05.000Z'

/** Texts of up to 100 KB made of what hurts: escapes, long graphemes, wide scripts, markup, surrogates. */
const hostile = fc
  .tuple(
    fc.constantFrom(
      '&',
      '<',
      '*_~`|',
      '"',
      '漢',
      '👩‍👩‍👧 ',
      'e\u0301\u0302',
      '\\',
      'שלום ',
      '\ud800',
      'word ',
      '@everyone ',
      '\n',
    ),
    fc.integer({ min: 0, max: 100_000 }),
  )
  .map(([unit, length]) => unit.repeat(Math.ceil(length / unit.length)))

/** The event whole, not yet fitted: a format must keep its limits by itself. */
function eventOf(a: string, b: string, changes: number, no: number): StetEvent {
  const event = articleChanged({
    article: { ...article, id: `art_${no}` as typeof article.id },
    from: version(1, 'x'),
    to: version(2, 'y', { dir: no % 2 ? 'rtl' : 'ltr' }),
    comparison: comparison(Array.from({ length: changes }, () => change())),
    now: releasedAt,
    publicUrl: `https://stet.example/${'p'.repeat(no * 300)}`,
  })
  return {
    ...event,
    data: {
      ...event.data,
      // Our own words come first, so that a line is never empty whatever the page says.
      line: `Headline: ${a}`,
      article: {
        ...event.data.article,
        headline: b,
        url: `https://x.example/?q=${encodeURIComponent(b.toWellFormed().slice(0, 900))}`,
      },
      changes: event.data.changes.map((one) => ({ ...one, before: a, after: b, reason: a })),
    },
  }
}

const messages = fc
  .tuple(hostile, hostile, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 14 }))
  .map(([a, b, changes, count]) => {
    const some = Array.from({ length: Math.min(count, 4) }, (_, i) => eventOf(a, b, changes, i))
    const events = Array.from({ length: count }, (_, i) => some[i % some.length]).filter((one) => one !== undefined)
    return { events, reason: count === 1 ? 'single' : 'digest', releasedAt } as const
  })

describe('every format, given texts of 100 KB', () => {
  it('keeps the limits of Slack', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(slackRefuses(render('slack', message).body)).toBeNull()
      }),
      { numRuns: 12 },
    )
  }, 30_000)

  it('keeps the limits of Discord', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(discordRefuses(render('discord', message).body)).toBeNull()
      }),
      { numRuns: 12 },
    )
  }, 30_000)

  it('keeps the limits of Teams, and half of its documented size', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const { body, contentType } = render('teams', message)
        expect(teamsRefuses(body, contentType)).toBeNull()
        expect(Buffer.byteLength(body)).toBeLessThan(14_000)
      }),
      { numRuns: 12 },
    )
  }, 30_000)

  it('makes mails that are not folded away', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const mail: MailBody = JSON.parse(render('email', message).body)
        expect(Buffer.byteLength(mail.html)).toBeLessThan(102_000)
        expect(mail.subject.length).toBeLessThanOrEqual(150)
        expect(mail.subject).not.toMatch(/[\r\n]/)
      }),
      { numRuns: 12 },
    )
  }, 30_000)

  it('says the same on a repeat, in well-formed text', () => {
    fc.assert(
      fc.property(messages, fc.constantFrom(...endpointFormat.options), (message, format) => {
        const { body } = render(format, message)
        expect(body.isWellFormed()).toBe(true)
        expect(body).not.toMatch(/\\ud[89a-f]/)
        expect(render(format, message).body).toBe(body)
      }),
      { numRuns: 10 },
    )
  }, 30_000)
})
