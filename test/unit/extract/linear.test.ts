import { Element, isTag, type ParentNode, Text } from 'domhandler'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { selectBody } from '../../../src/extract/body.ts'
import { readMetadata } from '../../../src/extract/metadata.ts'
import { factsOf } from '../../../src/extract/page-facts.ts'
import { parse } from '../../../src/extract/parse.ts'

const PARAGRAPH =
  '<p class="body text">The ferry to Norhaven sails again on Monday, the harbour master said in a long talk.</p>'
/** Shapes that invite a step to look back at all that came before. */
const SHAPES: Record<string, string> = {
  paragraphs: PARAGRAPH,
  'stories with a headline of their own': `<article><h1>Ferry sails</h1>${PARAGRAPH}</article>`,
  'bylines and dates': '<div class="byline author">By Ana Lima <time datetime="2026-03-01">1 March 2026</time></div>',
  'standfirsts and headings':
    '<h2 class="teaser intro">Harbour</h2><p class="standfirst">Ferries sail again on Monday.</p>',
  'links in lists': '<ul><li><a href="/a/b?c=1&amp;d=2">Ferries sail again on Monday at nine</a></li></ul>',
  'line breaks': 'The ferry sails again.<br><br>',
  'boxes with fields': '<div class="box"><input><p>Sign up for our newsletter today.</p></div>',
  'tags that are never closed': '<p>The ferry sails again, said the <em>harbour</em> master.',
}
const page = (shape: string, times: number) =>
  `<html><head><title>Ferry sails</title></head><body><h1>Ferry sails</h1>${shape.repeat(times)}</body></html>`

/** How often the readers look at a node's children, attributes or text. */
function looksAt(html: string): number {
  const doc = parse(html)
  let looks = 0
  const watch = (node: object, name: string, value: unknown) => {
    Object.defineProperty(node, name, {
      get: () => {
        looks += 1
        return value
      },
    })
  }
  const open: ParentNode[] = [doc.root]
  for (let node = open.pop(); node; node = open.pop()) {
    const { children } = node
    for (const child of children) {
      if (child instanceof Text) watch(child, 'data', child.data)
      if (isTag(child)) open.push(child)
    }
    if (node instanceof Element) {
      watch(node, 'attribs', node.attribs)
      watch(node, 'children', children)
    }
  }
  const metadata = readMetadata(doc, 'https://norhaven.example/ferry')
  selectBody(doc, factsOf(metadata), { select: [], remove: [], entries: [] })
  return looks
}

/** How many characters the parser and its handler read one by one. */
function charactersRead(html: string): number {
  const spy = vi.spyOn(String.prototype, 'charCodeAt')
  parse(html)
  const { length } = spy.mock.calls
  spy.mockRestore()
  return length
}

describe('the work on a page', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it.each(Object.entries(SHAPES))('grows with its length and no faster when it repeats %s', (_, shape) => {
    // From a size at which every reader that keeps the first few of something has all it keeps.
    const [once, twice] = [looksAt(page(shape, 300)), looksAt(page(shape, 600))]
    expect(twice / once).toBeLessThan(2.1)
    expect(charactersRead(page(shape, 60)) / charactersRead(page(shape, 30))).toBeLessThan(2.1)
  })
})
