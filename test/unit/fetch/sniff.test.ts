import { describe, expect, it } from 'vitest'
import { mayBe, mimeOf, notHtml } from '../../../src/fetch/sniff.ts'

const html = Buffer.from('<!doctype html><html><body><p>Hei</p></body></html>')

describe('mimeOf', () => {
  it('takes the last valid type of several', () => {
    expect(mimeOf('text/plain, text/html; charset=utf-8')).toBe('text/html')
    expect(mimeOf('TEXT/HTML')).toBe('text/html')
    expect(mimeOf('nonsense')).toBeNull()
    expect(mimeOf(undefined)).toBeNull()
  })
})

describe('mayBe', () => {
  it('spares reading what can be no page', () => {
    for (const mime of [
      'image/png',
      'application/pdf',
      'multipart/x-mixed-replace',
      'application/ld+json',
      'video/mp4',
    ]) {
      expect([mime, mayBe('page', mime)]).toEqual([mime, false])
    }
    for (const mime of [null, 'text/html', 'text/plain', 'application/octet-stream', 'application/xhtml+xml']) {
      expect([mime, mayBe('page', mime)]).toEqual([mime, true])
    }
  })
})

describe('mayBe a source', () => {
  it('spares reading only what is neither text nor gzip', () => {
    const types = [
      'application/rss+xml',
      'application/feed+json',
      'text/html',
      'application/gzip',
      'binary/octet-stream',
      null,
    ]
    expect(types.filter((mime) => !mayBe('source', mime))).toEqual([])
    expect(['image/png', 'application/pdf', 'video/mp4'].filter((mime) => mayBe('source', mime))).toEqual([])
  })
})

describe('notHtml', () => {
  it.each([
    ['text/html', html],
    ['text/plain', html],
    [null, html],
    ['application/octet-stream', Buffer.from('\n <!-- x --> <HTML><p>')],
    ['application/xml', Buffer.from('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>')],
    ['text/html', Buffer.from('Stengt')],
    ['text/html', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), html])],
    ['text/html', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<html><p>Čaj</p>', 'utf16le')])],
    ['text/html', Buffer.from('BMW wins: <b>the race</b> of the year')],
  ])('takes %s %o for a document', (mime, bytes) => {
    expect(notHtml(mime, bytes)).toBeNull()
  })

  it.each([
    ['text/html', Buffer.from('%PDF-1.4\n')],
    ['text/html', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0])],
    ['text/html', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ['text/html', Buffer.from('{"error": "gone"}')],
    ['text/html', Buffer.from('<?xml version="1.0"?><rss version="2.0"><channel/></rss>')],
    ['text/html', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 7) % 32))],
    ['text/plain', Buffer.from('Just a note.')],
    ['application/javascript', Buffer.from('var a = "<html>"')],
    [null, Buffer.from('hello')],
  ])('takes %s %o for something else', (mime, bytes) => {
    expect(notHtml(mime, bytes)).not.toBeNull()
  })
})
