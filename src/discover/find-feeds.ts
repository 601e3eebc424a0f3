import { Parser } from 'htmlparser2'
import { httpUrl } from './entry.ts'

/** A feed that a page says it has. */
export interface FoundFeed {
  url: string
  title: string | null
}

/** Feeds stand in the head: what lies further down is not read. */
const MOST_CHARS = 512 * 1024
const MOST_FEEDS = 20
const TYPES = /^\s*(?:application\/(?:rss|atom|feed|rdf)\+(?:xml|json)|text\/xml|application\/xml)\s*(?:;|$)/i

/** The feeds that an HTML page links to (`<link rel="alternate" type="application/rss+xml" href>`), in its order. */
export function findFeeds(html: string, url: string): FoundFeed[] {
  const found = new Map<string, FoundFeed>()
  let base = url
  const parser = new Parser({
    onopentag(name, { href = '', rel = '', type = '', title = '' }) {
      if (name === 'base') base = httpUrl(href, url) ?? base
      if (name !== 'link' || !/(?:^|\s)alternate(?:\s|$)/i.test(rel) || !TYPES.test(type)) return
      const address = httpUrl(href, base)
      if (address !== null && !found.has(address) && found.size < MOST_FEEDS)
        found.set(address, { url: address, title: title.slice(0, 200) || null })
    },
  })
  parser.end(html.slice(0, MOST_CHARS))
  return [...found.values()]
}
