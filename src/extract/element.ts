import type { AnyNode, ChildNode, Document, Element } from 'domhandler'
import { hasChildren, isTag, isText } from 'domhandler'
import { clean } from '../text/clean.ts'

/** Elements whose text no reader sees. */
const UNSEEN = new Set(['script', 'style', 'noscript', 'template', 'svg', 'iframe', 'object', 'select', 'textarea'])
/** Elements between which a reader sees a space even where the markup has none. */
const APART = new Set(['br', 'p', 'div', 'li', 'td', 'th', 'tr', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'section', 'ul'])

/**
 * The text of an element as a reader sees it, white space folded, without soft hyphens and zero-width marks.
 * Walks without recursion and stops after `limit` characters, so a hostile tree costs no more than a kind one.
 */
export function textOf(element: AnyNode, limit = 4000): string {
  const parts: string[] = []
  let length = 0
  let spaced = true
  // White space is folded as it comes, so that the limit counts what is read and not the markup's indentation.
  const add = (raw: string) => {
    const folded = UNFOLDED.test(raw) ? raw.replace(/\s+/g, ' ') : raw
    const text = spaced && folded.startsWith(' ') ? folded.slice(1) : folded
    if (text === '') return
    parts.push(text)
    length += text.length
    spaced = text.endsWith(' ')
  }
  const open: Array<ChildNode | null> = hasChildren(element) ? [...element.children].reverse() : []
  while (open.length > 0 && length < limit) {
    const node = open.pop()
    if (!node) add(' ')
    else if (isText(node)) add(node.data)
    else if (isTag(node) && !UNSEEN.has(node.name) && !isHidden(node)) {
      if (APART.has(node.name)) {
        add(' ')
        open.push(null)
      }
      for (let index = node.children.length - 1; index >= 0; index--) {
        const child = node.children[index]
        if (child) open.push(child)
      }
    }
  }
  return clean(parts.join('').slice(0, limit))
}

/** Any white space but single blanks. */
const UNFOLDED = /[^\S ]| {2}/

/** Whether the element itself says that it is not shown. */
export function isHidden(element: Element): boolean {
  const { attribs } = element
  // React streams the page's content in hidden boxes ("S:0") and shows them by script.
  if ('hidden' in attribs && !/^S:\w{1,3}$/.test(attribs['id'] ?? '')) return true
  if (attribs['aria-hidden'] === 'true') return true
  const style = attribs['style']
  return style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style.slice(0, 300))
}

/** The nearest ancestor (or the element itself) that `test` accepts, looking up at most `levels` levels. */
export function closest(element: Element, test: (each: Element) => boolean, levels = 40): Element | null {
  let node: AnyNode | null = element
  for (let level = 0; node !== null && level <= levels; level++) {
    if (isTag(node) && test(node)) return node
    node = node.parent as Element | Document | null
  }
  return null
}

/** Class, id and the test hooks that name an element's role, in one lower-case string. */
export function roleWords(element: Element): string {
  const { attribs } = element
  let words = attribs['class'] ?? ''
  for (const name of HOOKS) if (attribs[name] !== undefined) words += ` ${attribs[name]}`
  return words.slice(0, 400).toLowerCase()
}

const HOOKS = ['id', 'data-testid', 'data-component', 'data-qa']
