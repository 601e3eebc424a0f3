import { entryOf, httpUrl } from './entry.ts'
import { feedDate } from './feed-date.ts'
import { readJsonFeed } from './json-feed.ts'
import { MOST_RECORDS, type Outline, OutlineFault, outlineOf } from './outline.ts'

export type SourceKind = 'rss' | 'rss1' | 'atom' | 'json_feed' | 'sitemap' | 'news_sitemap' | 'sitemap_index' | 'list'

/** One article that a source names. */
export interface SourceEntry {
  /** Absolute, as the source writes it. */
  url: string
  title: string | null
  /** When it was last touched, as far as the source says: the latest of its dates, ISO. */
  at: string | null
}

/** A source's document as it was understood, whatever its format. */
export interface SourceContent {
  kind: SourceKind
  title: string | null
  /** How long it asks to be left alone (RSS ttl), ms. */
  ttlMs: number | null
  /** In the document's order; those of a sitemap index are further sitemaps. */
  entries: SourceEntry[]
  /** Entries without an address, and entries beyond the bound. */
  nameless: number
  left: number
}

export type ReadSource = { ok: true; content: SourceContent } | { ok: false; state: SourceFault; detail: string }
export type SourceFault = 'html' | 'unknown_format' | 'empty' | 'too_deep'

/**
 * Reads a feed, a sitemap or a list of URLs; what it is, its content says and not its label. Never throws for what a
 * document holds.
 * @param url where it was found, which relative links start from
 */
export async function readSource(text: string, { url, now }: { url: string; now: string }): Promise<ReadSource> {
  const about = { url, now: Date.parse(now) }
  const body = text.replace(/^[\ufeff\s]+/, '')
  if (body === '') return fault('empty', 'the document is empty')
  if (body.startsWith('{')) {
    const content = readJsonFeed(body, about)
    return content ? { ok: true, content } : fault('unknown_format', 'it is JSON but no JSON Feed')
  }
  if (/^https?:\/\/\S+\s*(?:\n|$)/.test(body)) return { ok: true, content: readList(body, about.now) }
  if (/^<(?:!doctype\s+html|html)[\s>]/i.test(afterComments(body))) return fault('html', 'it is an HTML page')
  try {
    const outline = await outlineOf(body)
    const kind = kindOf(outline)
    if (kind !== null) return { ok: true, content: contentOf(kind, outline, about) }
    const root = outline.root === null ? 'it is no XML' : `its root is <${outline.root.slice(0, 40)}>`
    return fault(outline.root === 'html' ? 'html' : 'unknown_format', `${root}: no feed and no sitemap`)
  } catch (thrown) {
    if (thrown instanceof OutlineFault) return fault('too_deep', thrown.message)
    throw thrown
  }
}

/** What follows the comments that a document begins with. One by one: a pattern of them all is retried in every way. */
function afterComments(body: string): string {
  let at = 0
  while (body.startsWith('<!--', at)) {
    const end = body.indexOf('-->', at + 4)
    if (end < 0) break
    at = end + 3
    while (/\s/.test(body.charAt(at))) at++
  }
  return body.slice(at, at + MOST_DECLARED)
}

/** Enough to tell a document by its first tag. */
const MOST_DECLARED = 100

function fault(state: SourceFault, detail: string): ReadSource {
  return { ok: false, state, detail }
}

const ROOTS: Record<string, SourceKind> = {
  rss: 'rss',
  rdf: 'rss1',
  feed: 'atom',
  urlset: 'sitemap',
  sitemapindex: 'sitemap_index',
}

function kindOf({ root, records }: Outline): SourceKind | null {
  const kind = ROOTS[root ?? ''] ?? null
  const isNews = records.some(({ leaves }) => leaves.some(({ name }) => name.startsWith('news:')))
  return kind === 'sitemap' && isNews ? 'news_sitemap' : kind
}

function contentOf(kind: SourceKind, outline: Outline, about: { url: string; now: number }): SourceContent {
  const text = (name: string) => outline.head.find((leaf) => leaf.name === name)?.text ?? null
  const read = outline.records.map((record) => entryOf(record, about))
  const entries = read.filter((entry) => entry !== null)
  const minutes = /^\d{1,6}$/.exec(text('ttl') ?? '')
  return {
    kind,
    title: text('title')?.slice(0, 200) || null,
    ttlMs: minutes ? Number(minutes[0]) * 60_000 : null,
    entries,
    nameless: read.length - entries.length,
    left: outline.left,
  }
}

/** A text file with a URL on each line, as the sitemap protocol has it; a date may follow after a blank. */
function readList(body: string, now: number): SourceContent {
  const lines = body.split(/\r\n|\r|\n/, MOST_RECORDS * 2).filter((line) => line.trim() !== '')
  const entries = lines.slice(0, MOST_RECORDS).flatMap((line) => {
    const [address = '', date = ''] = line.trim().split(/\s+/, 2)
    const url = httpUrl(address, null)
    const time = feedDate(date, now)
    return url === null ? [] : [{ url, title: null, at: time === null ? null : new Date(time).toISOString() }]
  })
  const left = Math.max(0, lines.length - MOST_RECORDS)
  return { kind: 'list', title: null, ttlMs: null, entries, nameless: lines.length - left - entries.length, left }
}
