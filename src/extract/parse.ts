import { type ChildNode, Document, Element, type ParentNode, Text } from 'domhandler'
import { Parser } from 'htmlparser2'
import { StetError } from '../errors.ts'
import { decodeAttribute, decodeText } from './entities.ts'

/**
 * Bounds of the one parse. The largest of 1,804 real news pages has 74 levels, 52 attributes on a tag, 25,000 tags;
 * nested divs and attribute bombs reach any number (measured: 100k nested divs hold cheerio for over a minute).
 */
export interface ParseLimits {
  depth: number
  attributes: number
  tags: number
  textChars: number
}

export const PARSE_LIMITS: ParseLimits = { depth: 1000, attributes: 2000, tags: 300_000, textChars: 20_000_000 }

const INDEXED = ['html', 'base', 'title', 'meta', 'link', 'h1', 'time', 'article', 'main', 'body'] as const
export type IndexedTag = (typeof INDEXED)[number]
const INDEX: ReadonlySet<string> = new Set(INDEXED)

export interface Script {
  /** Lower case, without parameters; '' when the tag has none. */
  type: string
  id: string
  /** Its address; '' for a script in the page. */
  src: string
  text: string
}

/**
 * A parsed page. Scripts, styles, comments and what is inside an svg are not in the tree; `scripts` holds the text of the former.
 * Every element's `startIndex` is its place in document order and `endIndex` that of its last descendant,
 * so that `orderOf` and `contains` cost nothing. (They are not source offsets.)
 */
export interface Doc {
  root: Document
  /** Elements of the tags that readers look up, in document order. */
  byTag: Record<IndexedTag, Element[]>
  /** Elements with an itemprop attribute, in document order. */
  itemprops: Element[]
  scripts: Script[]
  /** Elements in all. */
  elementCount: number
}

/** Parses HTML within the limits. Throws StetError `too_complex`, naming the limit and the value that passed it. */
export function parse(html: string, limits: ParseLimits = PARSE_LIMITS): Doc {
  const builder = new Builder(limits)
  // Entities are decoded by the builder: the tokenizer then leaps over texts and values instead of looking for them.
  const parser = new Parser(builder, { decodeEntities: false })
  parser.end(html)
  return builder.doc
}

/** Place of an element in document order, from 1; 0 for the root. */
export function orderOf(node: Element | Document): number {
  return node.startIndex ?? 0
}

/** Whether `outer` is `inner` or holds it. */
export function contains(outer: Element | Document, inner: Element): boolean {
  return orderOf(outer) <= orderOf(inner) && orderOf(inner) <= (outer.endIndex ?? 0)
}

/** Text and structure that are never shown as such; left out of the tree. */
const UNSHOWN = new Set(['script', 'style'])

/** Elements whose text stands as it is, entities and all. */
const RAW = new Set(['textarea', 'xmp'])

/** A handler that builds domhandler's tree and stops at the limits: a second pass to count would cost 1.6 ms a page. */
class Builder {
  readonly doc: Doc
  private readonly limits: ParseLimits
  private readonly stack: ParentNode[]
  private attributes = 0
  private tags = 0
  /** Levels inside an svg: a sixth of the elements of a news page, and nothing to read. */
  private drawing = 0
  private textChars = 0
  private lastText: Text | null = null
  private unshown: Script | null = null

  constructor(limits: ParseLimits) {
    this.limits = limits
    const root = new Document([])
    root.startIndex = 0
    const byTag = Object.fromEntries(INDEXED.map((tag) => [tag, []])) as unknown as Record<IndexedTag, Element[]>
    this.doc = { root, byTag, itemprops: [], scripts: [], elementCount: 0 }
    this.stack = [root]
  }

  onopentagname(): void {
    this.attributes = 0
    this.tags += 1
    this.bound('tags', this.tags)
    // The parser's own stack grows with ours, so that its linear look-ups are bounded as well.
    this.bound('depth', this.stack.length + this.drawing)
  }

  onattribute(): void {
    this.attributes += 1
    this.bound('attributes', this.attributes)
  }

  onopentag(name: string, attribs: Record<string, string>): void {
    const { doc } = this
    if (this.drawing > 0) {
      this.drawing += 1
      return
    }
    this.lastText = null
    for (const key in attribs) {
      const value = attribs[key]
      if (value?.includes('&')) attribs[key] = decodeAttribute(value)
    }
    if (UNSHOWN.has(name)) {
      this.unshown = { type: mimeOf(attribs['type']), id: attribs['id'] ?? '', src: attribs['src'] ?? '', text: '' }
      if (name === 'script') doc.scripts.push(this.unshown)
      return
    }
    doc.elementCount += 1
    const element = new Element(name, attribs)
    element.startIndex = doc.elementCount
    this.append(element)
    this.stack.push(element)
    if (name === 'svg') this.drawing = 1
    else if (INDEX.has(name)) doc.byTag[name as IndexedTag].push(element)
    if (attribs['itemprop'] !== undefined) doc.itemprops.push(element)
  }

  onclosetag(name: string): void {
    if (this.drawing > 0) {
      this.drawing -= 1
      if (this.drawing > 0) return
    }
    this.lastText = null
    if (UNSHOWN.has(name)) {
      this.unshown = null
      return
    }
    const element = this.stack.pop()
    if (element) element.endIndex = this.doc.elementCount
  }

  ontext(data: string): void {
    this.textChars += data.length
    this.bound('textChars', this.textChars)
    if (this.drawing > 0) return
    if (this.unshown) {
      this.unshown.text += data
      return
    }
    const text = data.includes('&') ? this.decode(data) : data
    if (this.lastText) {
      this.lastText.data += text
    } else {
      this.lastText = new Text(text)
      this.append(this.lastText)
    }
  }

  onend(): void {
    this.doc.root.endIndex = this.doc.elementCount
  }

  private decode(text: string): string {
    const parent = this.stack[this.stack.length - 1]
    const name = parent instanceof Element ? parent.name : ''
    return RAW.has(name) ? text : decodeText(text, name === 'title')
  }

  private append(node: ChildNode): void {
    const parent = this.stack[this.stack.length - 1] ?? this.doc.root
    const previous = parent.children[parent.children.length - 1]
    if (previous) {
      previous.next = node
      node.prev = previous
    }
    node.parent = parent
    parent.children.push(node)
  }

  private bound(limit: keyof ParseLimits, value: number): void {
    if (value > this.limits[limit]) {
      throw new StetError('too_complex', `page passes the limit of ${this.limits[limit]} for ${limit}`)
    }
  }
}

function mimeOf(type: string | undefined): string {
  return (type ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}
