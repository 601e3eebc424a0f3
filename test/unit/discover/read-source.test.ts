import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSource } from '../../../src/discover/read-source.ts'
import { ALL, AT, ATOM, INDEX, JSON_FEED, NEWS_SITEMAP, RSS, RSS1, SITEMAP } from './documents.ts'

const NOW = '2031-03-02T12:00:00.000Z'
const FERRY = 'https://courier.example/2031/ferry'

async function read(text: string, url = AT) {
  const seen = await readSource(text, { url, now: NOW })
  if (!seen.ok) throw new Error(`${seen.state}: ${seen.detail}`)
  return seen.content
}

const refused = async (text: string) => {
  const seen = await readSource(text, { url: AT, now: NOW })
  return seen.ok ? seen.content.kind : seen.state
}

describe('readSource', () => {
  it('reads RSS as it is found: CDATA, markup in titles, relative links, ids, counters, dates of several kinds', async () => {
    expect(await read(RSS)).toEqual({
      kind: 'rss',
      title: 'Port Quay Courier',
      ttlMs: 900_000,
      entries: [
        { url: `${FERRY}?utm_source=rss&page=1`, title: 'Ferry collision kills 12', at: '2031-03-01T15:30:00.000Z' },
        { url: 'https://courier.example/2031/council', title: 'Council votes', at: '2031-03-01T09:00:00.000Z' },
        { url: 'https://courier.example/2031/id', title: 'By its id', at: null },
        { url: 'https://courier.example/2031/counted', title: 'Through a counter', at: null },
      ],
      nameless: 1,
      left: 0,
    })
  })

  it('reads RSS 1.0, Atom with its base, and JSON Feed', async () => {
    expect(await read(RSS1)).toMatchObject({
      kind: 'rss1',
      entries: [{ url: FERRY, title: 'Ferry collision', at: '2031-03-01T14:00:00.000Z' }],
    })
    expect(await read(ATOM, 'https://elsewhere.example/')).toMatchObject({
      kind: 'atom',
      title: 'Port <i>Quay</i> Courier',
      entries: [
        { url: FERRY, title: 'Ferry collision', at: '2031-03-01T15:30:00.000Z' },
        { url: 'https://courier.example/2031/id' },
      ],
    })
    expect(await read(JSON_FEED)).toMatchObject({
      kind: 'json_feed',
      title: 'Port Quay Courier',
      entries: [
        { url: FERRY, at: '2031-03-01T15:30:00.000Z' },
        { url: 'https://courier.example/2031/id', title: null },
      ],
      nameless: 2,
    })
  })

  it('reads sitemaps, those for news, and indexes, whatever their prefixes', async () => {
    expect(await read(SITEMAP)).toMatchObject({
      kind: 'sitemap',
      entries: [
        { url: FERRY, title: null, at: '2031-03-01T15:30:00.000Z' },
        { url: 'https://courier.example/about', at: '2030-01-05T23:59:59.999Z' },
      ],
      nameless: 1,
    })
    expect(await read(NEWS_SITEMAP)).toMatchObject({
      kind: 'news_sitemap',
      entries: [{ url: FERRY, title: 'Ferry collision', at: '2031-03-01T14:00:00.000Z' }],
    })
    expect(await read(INDEX)).toMatchObject({
      kind: 'sitemap_index',
      entries: [{ url: 'https://courier.example/sitemap-1.xml.gz', at: '2031-03-01T23:59:59.999Z' }],
    })
    expect(await read(`${FERRY}\r\n\r\nhttps://courier.example/2 2031-03-01\nnonsense\n`)).toMatchObject({
      kind: 'list',
      entries: [{ url: FERRY }, { url: 'https://courier.example/2', at: '2031-03-01T23:59:59.999Z' }],
      nameless: 1,
    })
  })

  it('bears what stands before the document, tags that are never closed, and one that is cut', async () => {
    expect(
      (await read(`\ufeff\n<!-- made ${' '.repeat(50)} -->${RSS.replace(/<\?xml.*\?>/, '')}`)).entries,
    ).toHaveLength(4)
    const unclosed =
      '<rss><channel><item><title>A<link>https://a.example/1</link></item><item><link>https://a.example/2</link>'
    expect((await read(unclosed)).kind).toBe('rss')
    expect((await read(SITEMAP.slice(0, SITEMAP.indexOf('about')))).entries).toHaveLength(1)
  })

  it('mends what was escaped twice', async () => {
    const twice = '<rss><channel><item><link>https://a.example/?a=1&amp;amp;b=2</link></item></channel></rss>'
    expect((await read(twice)).entries[0]?.url).toBe('https://a.example/?a=1&b=2')
  })

  it('expands no entity of a document and asks for nothing outside', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rss><channel><title>&b;&f;</title><item><link>https://a.example/1</link><title>&f;</title></item></channel></rss>`
    const { title, entries } = await read(bomb)
    expect(title).toBe('&b;&f;')
    expect(entries).toEqual([{ url: 'https://a.example/1', title: '&f;', at: null }])
  })

  it('is not held up by comments without end before the document', async () => {
    const comments = '<!----> <!-- a --\n> -->'.repeat(5_000)
    const about = { url: 'https://courier.example/rss', now: '2031-03-01T14:00:00.000Z' }
    const item = '<item><link>https://courier.example/1</link></item>'
    expect(await readSource(`${comments}<rss><channel>${item}</channel></rss>`, about)).toMatchObject({
      content: { kind: 'rss', entries: [{ url: 'https://courier.example/1' }] },
    })
    expect(await readSource(`${comments}<!DOCTYPE html><html></html>`, about)).toMatchObject({ state: 'html' })
    expect(await readSource('<!-- never closed', about)).toMatchObject({ state: 'unknown_format' })
  })

  it('says what is none', async () => {
    expect(await refused('')).toBe('empty')
    expect(await refused('<!doctype html><html><body>x</body></html>')).toBe('html')
    expect(await refused('<opml><body/></opml>')).toBe('unknown_format')
    expect(await refused('{"items": "none"}')).toBe('unknown_format')
    expect(await refused('{"broken')).toBe('unknown_format')
    expect(await refused('hello')).toBe('unknown_format')
    expect(await refused(`<rss>${'<a>'.repeat(100_000)}`)).toBe('too_deep')
  })

  it('reads a sitemap of the largest size and no more', async () => {
    const urls = Array.from({ length: 50_003 }, (_, n) => `<url><loc>https://a.example/${n}</loc></url>`).join('')
    const { entries, left } = await read(`<urlset>${urls}</urlset>`)
    expect([entries.length, left]).toEqual([50_000, 3])
  })

  it('takes any bytes, and any document that was tampered with, for what they are worth', async () => {
    const cut = fc.tuple(
      fc.nat(2_000),
      fc.nat(40),
      fc.constantFrom('', '<', '</item>', ']]>', '<![CDATA[', '&#0;', '"', '<!--'),
    )
    const mutated = fc
      .tuple(fc.constantFrom(...ALL), fc.array(cut, { maxLength: 8 }))
      .map(([text, cuts]) =>
        cuts.reduce((so, [at, length, put]) => so.slice(0, at) + put + so.slice(at + length), text),
      )
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, fc.string({ unit: 'binary', maxLength: 300 })), async (text) => {
        const seen = await readSource(text, { url: AT, now: NOW })
        if (seen.ok) for (const { url } of seen.content.entries) expect(url).toMatch(/^https?:\/\//)
        else expect(seen.detail).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
