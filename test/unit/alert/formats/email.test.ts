import { describe, expect, it } from 'vitest'
import { articleChanged } from '../../../../src/alert/article-changed.ts'
import { type MailBody, mailOf } from '../../../../src/alert/formats/email.ts'
import { render } from '../../../../src/alert/render.ts'
import { article, change, comparison, version } from '../sample.ts'

const releasedAt = '2031-03-01T07:00:05.000Z'

function mail(headline: string): MailBody {
  const event = articleChanged({
    article,
    from: version(1, headline),
    to: version(2, headline),
    comparison: comparison([change()], { line: headline }),
    now: releasedAt,
    publicUrl: null,
  })
  return JSON.parse(render('email', { events: [event], reason: 'single', releasedAt }).body)
}

describe('renderEmail', () => {
  it('has text and HTML, both with old and new', () => {
    const { text, html, subject } = mail('Ferry strikes pier')
    expect(subject).toBe('CRITICAL: Ferry strikes pier')
    expect(text).toContain('Was: Rescuers from Port Ellery said [12] people')
    expect(text).toContain('Now: Rescuers from Port Ellery said [21] people')
    expect(html).toContain('<del')
  })

  it('lets no headline write HTML or headers', () => {
    const { html, subject } = mail('<img src=x onerror=alert(1)>\r\nBcc: all@x.example "q"')
    expect(html).not.toContain('<img')
    expect(subject).not.toMatch(/[\r\n]/)
  })
})

describe('mailOf', () => {
  const sent = {
    body: mail('Ferry'),
    webhookId: 'msg_1',
    from: 'Stet <stet@paper.example>',
    to: 'desk@paper.example',
    domain: 'paper.example',
  }

  it('keeps the mails on one article in one thread, each with its own lasting id', () => {
    const made = mailOf({ ...sent, unsubscribeUrl: null })
    expect(made.messageId).toBe('<msg_1@paper.example>')
    expect(made.references).toBe('<thread.art_harbour@paper.example>')
    expect(made.headers['List-Unsubscribe']).toBe('<mailto:stet@paper.example?subject=unsubscribe>')
  })

  it('offers to unsubscribe with one click where there is a page for it', () => {
    const made = mailOf({ ...sent, unsubscribeUrl: 'https://stet.paper.example/u/1' })
    expect(made.headers).toMatchObject({
      'List-Unsubscribe': '<https://stet.paper.example/u/1>, <mailto:stet@paper.example?subject=unsubscribe>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    for (const part of [made.text, made.html]) expect(part).toContain('https://stet.paper.example/u/1')
  })

  it('promises no one-click where the page has no TLS, as RFC 8058 wants it', () => {
    const { headers } = mailOf({ ...sent, unsubscribeUrl: 'http://stet.paper.example/u/1' })
    expect(headers['List-Unsubscribe']).toContain('<http://stet.paper.example/u/1>')
    expect(headers).not.toHaveProperty('List-Unsubscribe-Post')
  })
})
