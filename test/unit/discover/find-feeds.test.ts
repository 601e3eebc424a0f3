import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findFeeds } from '../../../src/discover/find-feeds.ts'

const AT = 'https://courier.example/news/'

it('finds the feeds that a page links to, each once, made whole by where it stands', () => {
  const html = `<!doctype html><head><LINK REL="alternate stylesheet" type="text/css" href="/x.css">
    <link rel=alternate type="application/rss+xml" title="News &amp; views" href="rss?a=1&amp;b=2">
    <link rel="alternate" type="application/atom+xml; charset=utf-8" href="//feeds.courier.example/atom">
    <link rel="alternate" type="application/feed+json" href="/feed.json"><link rel=alternate type=application/rss+xml href="rss?a=1&b=2">
    <link rel="alternate" hreflang="nl" href="/nl/"><link rel="alternate" type="application/rss+xml" href="javascript:x"></head>`
  expect(findFeeds(html, AT)).toEqual([
    { url: 'https://courier.example/news/rss?a=1&b=2', title: 'News & views' },
    { url: 'https://feeds.courier.example/atom', title: null },
    { url: 'https://courier.example/feed.json', title: null },
  ])
})

it('starts from the base that a page sets, and names a bounded number', () => {
  const links = Array.from(
    { length: 50 },
    (_, n) => `<link rel="alternate" type="text/xml" href="${n}.xml" title="${n}">`,
  )
  const found = findFeeds(`<base href="/feeds/">${links.join('')}`, AT)
  expect(found[0]).toEqual({ url: 'https://courier.example/feeds/0.xml', title: '0' })
  expect(found).toHaveLength(20)
})

it('never throws', () => {
  const tag = fc.constantFrom(
    '<link ',
    'rel=alternate ',
    'type="application/rss+xml" ',
    'href=',
    '"',
    '>',
    '<!--',
    '<base href=x>',
  )
  const html = fc.array(fc.oneof(tag, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 30 })
  fc.assert(fc.property(html, (parts) => void findFeeds(parts.join(''), AT)))
})
