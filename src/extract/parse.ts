import { type ChildNode, Document, Element, type ParentNode, Text } from 'domhandler'
import { StetError } from '../errors.ts'
import { decodeAttribute, decodeText } from './entities.ts'
import type { NameTable } from './name-table.ts'
import { HOOKS, type Named, namedAt, namedBy, UNNAMED } from './named.ts'
import { PARSE_LIMITS, type ParseLimits } from './parse-limits.ts'
import type { Tag } from './tags.ts'
import { type Sink, tokenize } from './tokenize.ts'

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
  /** All elements and all texts, in document order. */
  elements: Element[]
  texts: Text[]
  /** What the elements' names say, in the order of `elements`. */
  named: Named[]
}

/**
 * Parses HTML within the limits. Only the given attributes are kept (null: all), as most are never looked at. Throws
 * StetError `too_complex`, naming the limit and the value that passed it.
 */
export function parse(
  html: string,
  limits: ParseLimits = PARSE_LIMITS,
  attributes: NameTable<string> | null = null,
): Doc {
  const builder = new Builder(html, limits, attributes)
  tokenize(html, builder)
  return builder.end()
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

/** The children of elements that have none yet; pushing to an array of its own would make room for 17. */
const NONE: ChildNode[] = []

/** Elements whose text stands as it is, entities and all. */
const RAW = new Set(['textarea', 'xmp'])

/**
 * Builds domhandler's tree by htmlparser2's rules of nesting and stops at the limits: a second pass to count would cost
 * 1.6 ms a page. Attributes keep their first value; character references are read where there is an ampersand.
 */
class Builder implements Sink {
  private readonly doc: Doc
  private readonly limits: ParseLimits
  private readonly kept: NameTable<string> | null
  private readonly html: string
  private readonly stack: ParentNode[]
  /** Names of the open tags, with scripts and the insides of an svg, and whether each open context is a drawing. */
  private readonly names: string[] = []
  private readonly contexts: boolean[] = [false]
  private attribs: Record<string, string> = {}
  private named = UNNAMED
  private isHooked = false
  private attributes = 0
  private tags = 0
  /** Levels inside an svg: a sixth of the elements of a news page, and nothing to read. */
  private drawing = 0
  private textChars = 0
  private lastText: Text | null = null
  private unshown: Script | null = null

  constructor(html: string, limits: ParseLimits, kept: NameTable<string> | null) {
    this.html = html
    this.limits = limits
    this.kept = kept
    const root = new Document([])
    root.startIndex = 0
    const byTag = Object.fromEntries(INDEXED.map((tag) => [tag, []])) as unknown as Record<IndexedTag, Element[]>
    this.doc = { root, byTag, itemprops: [], scripts: [], elements: [], texts: [], named: [] }
    this.stack = [root]
  }

  open({ name, ends, isVoid, context }: Tag): void {
    if (ends) while (ends.has(this.names.at(-1) ?? '')) this.closeInnermost()
    if (!isVoid) {
      this.names.push(name)
      if (context !== 'html') this.contexts.push(context === 'drawing')
    }
    this.attributes = 0
    this.tags += 1
    this.bound('tags', this.tags)
    // Names and not elements: looking a name up among the open ones is bounded by it, too.
    this.bound('depth', this.names.length)
    if (this.drawing > 0) return
    this.attribs = {}
    this.named = UNNAMED
    this.isHooked = false
  }

  attribute(nameStart: number, nameEnd: number, start: number, end: number): void {
    this.attributes += 1
    this.bound('attributes', this.attributes)
    if (this.drawing > 0) return
    const { html, kept, attribs } = this
    const key = kept ? kept.find(html, nameStart, nameEnd) : html.slice(nameStart, nameEnd).toLowerCase()
    if (key === undefined || Object.hasOwn(attribs, key)) return
    const value = html.slice(start, end)
    const isPlain = !value.includes('&')
    attribs[key] = isPlain ? value : decodeAttribute(value)
    if (key === 'class') this.named = isPlain ? namedAt(html, start, end) : namedBy(attribs)
    else if (HOOKS.has(key)) this.isHooked = true
  }

  opened(tag: Tag, bySlash: boolean): void {
    this.begin(tag.name)
    if (tag.isVoid) this.finish(tag.name)
    else if (bySlash && this.contexts.at(-1) && this.names.at(-1) === tag.name) this.closeInnermost()
  }

  close(tag: Tag): void {
    const { name, isVoid, context } = tag
    if (context !== 'html') this.contexts.pop()
    if (!isVoid) {
      const at = this.names.lastIndexOf(name)
      if (at >= 0) while (this.names.length > at) this.closeInnermost()
      else if (name === 'p') this.insert(tag)
    } else if (name === 'br') this.insert(tag)
  }

  text(data: string): void {
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
      this.doc.texts.push(this.lastText)
      this.append(this.lastText)
    }
  }

  /** Ends what is still open. */
  end(): Doc {
    const { doc } = this
    while (this.names.length > 0) this.closeInnermost()
    doc.root.endIndex = doc.elements.length
    return doc
  }

  /** A closing tag of nothing that stands for an element: `</p>`, `</br>`. */
  private insert(tag: Tag): void {
    this.open(tag)
    this.begin(tag.name)
    if (tag.isVoid) this.finish(tag.name)
    else this.closeInnermost()
  }

  private closeInnermost(): void {
    this.finish(this.names.pop() ?? '')
  }

  private begin(name: string): void {
    const { doc, attribs } = this
    if (this.drawing > 0) {
      this.drawing += 1
      return
    }
    this.lastText = null
    if (UNSHOWN.has(name)) {
      this.unshown = { type: mimeOf(attribs['type']), id: attribs['id'] ?? '', src: attribs['src'] ?? '', text: '' }
      if (name === 'script') doc.scripts.push(this.unshown)
      return
    }
    const element = new Element(name, attribs, NONE)
    element.startIndex = doc.elements.push(element)
    doc.named.push(this.isHooked ? namedBy(attribs) : this.named)
    this.append(element)
    this.stack.push(element)
    if (name === 'svg') this.drawing = 1
    else if (INDEX.has(name)) doc.byTag[name as IndexedTag].push(element)
    if (attribs['itemprop'] !== undefined) doc.itemprops.push(element)
  }

  private finish(name: string): void {
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
    if (element) element.endIndex = this.doc.elements.length
  }

  private decode(text: string): string {
    const parent = this.stack[this.stack.length - 1]
    const name = parent instanceof Element ? parent.name : ''
    return RAW.has(name) ? text : decodeText(text)
  }

  private append(node: ChildNode): void {
    const parent = this.stack[this.stack.length - 1] ?? this.doc.root
    node.parent = parent
    const { children } = parent
    const previous = children[children.length - 1]
    if (previous) {
      previous.next = node
      node.prev = previous
      children.push(node)
    } else parent.children = [node]
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
