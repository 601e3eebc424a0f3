import { feedDate } from './feed-date.ts'
import type { Leaf, Outlined } from './outline.ts'
import type { SourceEntry } from './read-source.ts'

const MOST_URL = 2_048
const MOST_TITLE = 500
/** By how well they say when an article was last touched; the latest of them all counts. */
const DATES = new Set([
  ...['updated', 'modified', 'published', 'issued', 'pubdate', 'lastmod', 'date', 'atom:updated', 'atom:published'],
  ...['dc:date', 'dcterms:modified', 'dcterms:created', 'news:publication_date'],
])

/** What a record of a feed or sitemap names; null for one without an address. */
export function entryOf({ leaves, base }: Outlined, about: { url: string; now: number }): SourceEntry | null {
  const from = base === null ? about.url : (httpUrl(base, about.url) ?? about.url)
  const url = addressOf(leaves, from)
  if (url === null) return null
  const times = leaves.flatMap(({ name, text }) => (DATES.has(name) ? [feedDate(text, about.now)] : []))
  const at = Math.max(...times.filter((time) => time !== null))
  const title = leaves.find(({ name }) => name === 'title') ?? leaves.find(({ name }) => name === 'news:title')
  return {
    url,
    title: titleOf(title?.text ?? ''),
    at: Number.isFinite(at) ? new Date(at).toISOString() : null,
  }
}

/** A title as text: what stands in it as markup goes, and so do its line breaks. */
export function titleOf(text: string): string | null {
  const plain = text
    .replace(/<[^<>]{0,1000}>/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return plain === '' ? null : plain.slice(0, MOST_TITLE)
}

/**
 * Where an entry leads: past a counter in between where the feed says so, else its link, else an id that is an address.
 * An Atom entry's link is the alternate one; the others lead to its comments, its media, itself.
 */
function addressOf(leaves: readonly Leaf[], from: string): string | null {
  const text = (name: string) => leaves.find((leaf) => leaf.name === name && leaf.text !== '')?.text
  const links = leaves.filter(({ name, attributes }) => name.endsWith('link') && attributes['href'] !== undefined)
  const alternate =
    links.find(
      ({ attributes: { rel = 'alternate', type = 'text/html' } }) => rel === 'alternate' && /html/.test(type),
    ) ?? links.find(({ attributes: { rel = 'alternate' } }) => rel === 'alternate')
  const guid = leaves.find(({ name }) => name === 'guid')
  const permanent = guid?.attributes['ispermalink']?.toLowerCase() === 'false' ? undefined : guid?.text
  const candidates = [text('loc'), text('feedburner:origlink'), text('link'), alternate?.attributes['href']]
  for (const one of candidates) {
    const url = one === undefined ? null : httpUrl(one, from)
    if (url !== null) return url
  }
  // An id is an address only where it is a whole one: anything at all would be read as a relative link.
  return httpUrl(permanent ?? '', null) ?? httpUrl(text('id') ?? '', null)
}

/** An http address, made whole by where it stands; null for anything else. Ampersands that were escaped twice are mended. */
export function httpUrl(text: string, from: string | null): string | null {
  const written = text.trim().replaceAll('&amp;', '&')
  if (written === '' || written.length > MOST_URL) return null
  const url = URL.parse(written, from ?? undefined)
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null
}
