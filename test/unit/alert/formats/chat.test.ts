import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../../src/alert/article-changed.ts'
import type { EndpointFormat } from '../../../../src/alert/endpoint.ts'
import type { StetEvent } from '../../../../src/alert/event.ts'
import { testPing } from '../../../../src/alert/operator-event.ts'
import { render } from '../../../../src/alert/render.ts'
import type { Change } from '../../../../src/article.ts'
import { article, change, comparison, version } from '../sample.ts'

const releasedAt = '2031-03-01T07:00:05.000Z'

function event(headline: string, changes: Change[] = [change()], dir: 'ltr' | 'rtl' = 'ltr'): StetEvent {
  return articleChanged({
    article,
    from: version(1, headline),
    to: version(2, headline, { dir, lang: dir === 'rtl' ? 'he' : 'en' }),
    comparison: comparison(changes, { line: headline }),
    now: releasedAt,
    publicUrl: 'https://stet.example',
  })
}

function sent(format: EndpointFormat, ...events: StetEvent[]): string {
  return render(format, { events, reason: events.length > 1 ? 'merged' : 'single', releasedAt }).body
}

const chats = ['slack', 'discord', 'teams'] as const

describe('chat messages', () => {
  it.each([...chats, 'email'] as const)(
    '%s: show old and new with the changed word marked, line, severity, links',
    (format) => {
      const body = sent(format, event('Ferry strikes pier'))
      const marks = {
        slack: ['~12~', '*21*'],
        discord: ['~~12~~', '**21**'],
        teams: [
          '{"type":"TextRun","text":"12","strikethrough":true',
          '{"type":"TextRun","text":"21","weight":"Bolder"',
        ],
        email: ['line-through\\">12</del>', '>21</ins>'],
      }[format]
      for (const mark of marks) expect(body).toContain(mark)
      expect(body).toMatch(/critical/i)
      expect(body).toContain('Ferry strikes pier')
      expect(body).toContain('https://www.quaylight.example/news/ferry-collision')
      expect(body).toContain('https://stet.example/articles/art_harbour/diff/1/2')
      expect(body).toContain('not announced in the article')
    },
  )

  it('Slack: a headline can neither mention nor link nor format', () => {
    const payload = JSON.parse(sent('slack', event('<!channel> <@U1> <https://evil.example|click> @here *b* A & B')))
    const texts = JSON.stringify(payload.blocks)
    expect(texts).not.toMatch(/<[!@#]/)
    expect(texts).not.toContain('<https://evil')
    expect(texts).toContain('&lt;!channel&gt;')
    expect(texts).toContain('A &amp; B')
    expect(texts).not.toContain('@here')
    expect(texts).not.toContain('*b*')
    expect(payload.text).not.toContain('<!channel>')
  })

  it.each(chats)('%s: an article without a headline goes by its address', (format) => {
    expect(sent(format, event(' '))).toMatch(/"(?:text|title)":"[^"]*quaylight\.example\/news\/ferry[^"]*collision/)
  })

  it('Slack: an address cannot break out of its link', () => {
    const hostile = { ...article, url: 'https://x.example/a|b><!channel>' }
    const told = articleChanged({
      article: hostile,
      from: version(1, 'h'),
      to: version(2, 'h'),
      comparison: comparison([change()]),
      now: releasedAt,
      publicUrl: null,
    })
    expect(sent('slack', told)).toContain('<https://x.example/a%7Cb%3E%3C!channel%3E|h>')
  })

  it('never links to anything but http', () => {
    const told = articleChanged({
      article: { ...article, url: 'javascript:alert(1)' },
      from: version(1, 'h'),
      to: version(2, 'h'),
      comparison: comparison([change()]),
      now: releasedAt,
      publicUrl: null,
    })
    for (const format of chats) expect(sent(format, told)).not.toContain('javascript:')
    expect(sent('email', told)).not.toContain('href="javascript')
  })

  it('Discord: no mention is allowed, and Markdown of the page is powerless', () => {
    const payload = JSON.parse(sent('discord', event('@everyone <@&1> **b** [x](https://evil.example) || `c`')))
    expect(payload.allowed_mentions).toEqual({ parse: [] })
    const texts = JSON.stringify([payload.content, payload.embeds])
    expect(texts).not.toContain('@everyone')
    expect(texts).not.toContain('[x](')
    expect(payload.embeds[0].title).toContain('\\*\\*b\\*\\*')
  })

  it('Discord: several messages on one article are not folded into one', () => {
    const { embeds } = JSON.parse(sent('discord', event('a'), event('b'), event('c')))
    expect(new Set(embeds.map((one: { url: string }) => one.url)).size).toBe(3)
  })

  it('Teams: page texts stand in runs without Markdown, mentions and dates of cards are broken', () => {
    const body = sent('teams', event('<at>All</at> {{DATE(2031-01-01T00:00:00Z)}} [x](https://evil.example)'))
    expect(body).not.toContain('"TextBlock"')
    expect(body).not.toContain('<at>')
    expect(body).not.toContain('{{')
    expect(body).not.toContain('entities')
  })

  it('sets right-to-left text apart, and turns the card', () => {
    const told = event('הספינה פגעה ברציף', [change({ before: 'שלושה נפצעו', after: 'ארבעה נפצעו' })], 'rtl')
    expect(sent('slack', told)).toContain('\u2068')
    expect(sent('discord', told)).toContain('\u2068')
    expect(sent('teams', told)).toContain('"rtl":true')
    expect(JSON.parse(sent('email', told)).html).toContain('dir="rtl" lang="he"')
  })

  it.each(chats)('%s: several events come as one message with each step, and what is left out is counted', (format) => {
    const steps = Array.from({ length: 14 }, (_, i) =>
      event('Ferry', [change({ old: `${i}`, before: `${i} hurt`, after: `${i + 1} hurt` })]),
    )
    const body = sent(format, ...steps)
    expect(body).toContain('14 changes to one article')
    expect(body).toMatch(/and \d+ more/)
  })

  it.each([...chats, 'email'] as const)('%s: can say what has no article', (format) => {
    expect(sent(format, testPing({ endpoint: null, now: releasedAt }))).toContain('This is a test from Stet')
  })
})
