import { describe, expect, it } from 'vitest'
import { answerUrl, eventOfToken } from '../../../src/alert/answer-back.ts'
import { articleChanged } from '../../../src/alert/article-changed.ts'
import { labelledRow } from '../../../src/alert/labelled-row.ts'
import { render } from '../../../src/alert/render.ts'
import { parseSealKey } from '../../../src/alert/seal.ts'
import { article, change, comparison, version } from './sample.ts'

const key = parseSealKey('ab'.repeat(32))
const other = parseSealKey('cd'.repeat(32))
const now = '2031-03-01T07:00:04.000Z'
const from = version(1, 'Ferry: 12 hurt', { blocks: [{ kind: 'paragraph', text: 'Twelve people.' }] })
const to = version(2, 'Ferry: 21 hurt', { standfirst: 'Pier closed.', blocks: [{ kind: 'paragraph', text: 'More.' }] })

function told(publicUrl: string | null) {
  return articleChanged({ article, from, to, comparison: comparison([change()]), now, publicUrl })
}

describe('answerUrl', () => {
  const event = told('https://stet.example')
  const url = answerUrl('https://stet.example/', event.data.id, key)
  const token = url.split('/').at(-1) ?? ''

  it('names the alert to whoever has the key', () => {
    expect(url).toMatch(/^https:\/\/stet\.example\/answer\/evt_[0-9a-f]{32}\.[\w-]{22}$/)
    expect(eventOfToken(token, [other, key])).toBe(event.data.id)
  })

  it('names nothing when it was made up', () => {
    expect(eventOfToken(token, [other])).toBeNull()
    expect(eventOfToken(token.replace(/evt_./, 'evt_f'), [key])).toBe(token.startsWith('evt_f') ? event.data.id : null)
    expect(eventOfToken(event.data.id, [key])).toBeNull()
    expect(eventOfToken('', [key])).toBeNull()
  })

  it('stands in messages only where there are pages to link to', () => {
    const message = { events: [event], reason: 'single' as const, releasedAt: now }
    const answer = (id: string) => answerUrl('https://stet.example', id, key)
    for (const format of ['stet', 'slack', 'teams', 'discord', 'email'] as const) {
      expect(render(format, message, { answer, pageKey: () => null }).body).toContain('/answer/evt_')
      expect(render(format, message).body).not.toContain('/answer/')
      expect(render(format, { ...message, events: [told(null)] }, { answer, pageKey: () => null }).body).not.toContain(
        '/answer/',
      )
    }
  })
})

describe('labelledRow', () => {
  const row = (answer: 'right' | 'wrong' | 'not_news') =>
    labelledRow({ event: told(null), from: from.content, to: to.content, answer })

  it('keeps the labels of an alert that was right', () => {
    expect(row('right')).toMatchObject({
      source: 'editor',
      lang: 'en',
      old: { headline: 'Ferry: 12 hurt', body: 'Twelve people.' },
      new: { headline: 'Ferry: 21 hurt', body: 'Pier closed.\n\nMore.' },
      labels: {
        severity: 'critical',
        alert: true,
        kinds: ['number'],
        changes: [{ kind: 'number', old: '12', new: '21' }],
      },
    })
  })

  it('says that nothing was to be told of one that was wrong or no news', () => {
    expect(row('wrong').labels).toEqual({ severity: 'none', alert: false, kinds: ['other'], changes: [] })
    expect(row('not_news').labels).toEqual({ severity: 'none', alert: false, kinds: ['number'], changes: [] })
  })
})
