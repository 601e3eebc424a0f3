import { setImmediate as turn } from 'node:timers/promises'
import { Parser } from 'htmlparser2'

/** One element below a record or at the head of the document; names in lower case, with a prefix only for other namespaces. */
export interface Leaf {
  name: string
  attributes: Readonly<Record<string, string>>
  text: string
}

/** A feed's item or entry, a sitemap's url or sitemap. */
export interface Outlined {
  name: string
  leaves: Leaf[]
  /** The nearest xml:base, as written. */
  base: string | null
}

export interface Outline {
  /** The document's own element, without its prefix. */
  root: string | null
  head: Leaf[]
  records: Outlined[]
  /** Records beyond the bound, which are not read. */
  left: number
}

export const MOST_RECORDS = 50_000
const MOST_DEPTH = 64
const MOST_LEAVES = 64
const MOST_TEXT = 4_096
const MOST_SPACES = 64
/** So much is parsed at a time, so that no document holds up the process. */
const CHUNK = 64 * 1024

const RECORDS = new Set(['item', 'entry', 'url', 'sitemap'])
/** All that is read; the text of anything else is not even kept. */
const WANTED = new Set([
  ...['title', 'link', 'guid', 'id', 'pubdate', 'published', 'issued', 'updated', 'modified', 'date', 'loc', 'lastmod'],
  ...['ttl', 'dc:date', 'dcterms:modified', 'dcterms:created', 'news:publication_date', 'news:title'],
  ...['atom:link', 'atom:updated', 'atom:published', 'feedburner:origlink'],
])
/** An entry's source and its media speak of something else under the same names. */
const OTHERS = new Set(['source', 'media:group', 'media:content', 'image', 'image:image', 'video:video', 'author'])

const SPACES: Record<string, string> = {
  'http://www.w3.org/2005/atom': 'atom',
  'http://purl.org/atom/ns#': 'atom',
  'http://purl.org/dc/elements/1.1/': 'dc',
  'http://purl.org/dc/terms/': 'dcterms',
  'http://www.google.com/schemas/sitemap-news/0.9': 'news',
  'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
}

/**
 * What stands in an XML document of a known shape: its records and their leaves, in one pass that builds no tree.
 * Declarations are passed over, so no entity is ever expanded and nothing outside is ever asked for; depth, counts and
 * texts are bounded. XML that is not well-formed is read as far as it makes sense, as browsers read HTML.
 * @throws OutlineFault for a document nested too deeply to be one of these
 */
export async function outlineOf(text: string): Promise<Outline> {
  const outline: Outline = { root: null, head: [], records: [], left: 0 }
  const parser = new Parser(handlerOf(outline), { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true })
  for (let at = 0; at < text.length; at += CHUNK) {
    parser.write(text.slice(at, at + CHUNK))
    if (at + CHUNK < text.length) await turn()
  }
  // What is closed by the document's end alone was cut in the middle of its address, for all we know.
  const whole = outline.records.length
  parser.end()
  outline.records.length = whole
  return outline
}

export class OutlineFault extends Error {}

function handlerOf(outline: Outline): ConstructorParameters<typeof Parser>[0] {
  const spaces = new Map<string, string>()
  let rootSpace = ''
  let depth = 0
  let record: Outlined | null = null
  let recordDepth = 0
  let leaf: Leaf | null = null
  let leafDepth = 0
  /** Depth of an element whose inside says nothing of its record; 0 for none. */
  let asideDepth = 0
  let base: string | null = null

  const named = (tag: string): string => {
    const colon = tag.indexOf(':')
    const [prefix, local] = colon < 0 ? ['', tag] : [tag.slice(0, colon), tag.slice(colon + 1)]
    const space = spaces.get(prefix) ?? prefix
    return space === '' || space === rootSpace ? local : `${space}:${local}`
  }
  const learnSpaces = (attributes: Record<string, string>) => {
    for (const name in attributes) {
      if (!name.startsWith('xmlns') || spaces.size >= MOST_SPACES) continue
      const prefix = name === 'xmlns' ? '' : name.slice('xmlns:'.length)
      const uri = (attributes[name] ?? '').trim().toLowerCase()
      spaces.set(prefix, SPACES[uri] ?? (prefix === '' ? '' : prefix))
    }
  }

  return {
    onopentag(tag, attributes) {
      depth++
      if (depth > MOST_DEPTH) throw new OutlineFault(`elements are nested more than ${MOST_DEPTH} deep`)
      if (depth === 1 || leaf === null) learnSpaces(attributes)
      if (outline.root === null) {
        const colon = tag.indexOf(':')
        rootSpace = spaces.get(colon < 0 ? '' : tag.slice(0, colon)) ?? (colon < 0 ? '' : tag.slice(0, colon))
        outline.root = tag.slice(colon + 1)
        base = attributes['xml:base'] ?? null
        return
      }
      if (asideDepth > 0 || leaf !== null) return
      const name = named(tag)
      if (record === null && RECORDS.has(name) && name !== outline.root) {
        record = { name, leaves: [], base: attributes['xml:base'] ?? base }
        recordDepth = depth
      } else if (OTHERS.has(name)) {
        asideDepth = depth
      } else if (WANTED.has(name) && (record ?? { leaves: outline.head }).leaves.length < MOST_LEAVES) {
        leaf = { name, attributes, text: '' }
        leafDepth = depth
      }
    },
    ontext(text) {
      if (leaf !== null && leaf.text.length < MOST_TEXT) leaf.text += text.slice(0, MOST_TEXT - leaf.text.length)
    },
    onclosetag() {
      if (leaf !== null && depth === leafDepth) {
        const leaves = record === null ? outline.head : record.leaves
        leaves.push({ ...leaf, text: leaf.text.trim() })
        leaf = null
      } else if (asideDepth === depth) {
        asideDepth = 0
      } else if (record !== null && depth === recordDepth) {
        if (outline.records.length < MOST_RECORDS) outline.records.push(record)
        else outline.left++
        record = null
      }
      depth--
    },
  }
}
