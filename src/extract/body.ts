import type { Element } from 'domhandler'
import type { Block, BlockKind } from '../article.ts'
import { findContainer } from './container.ts'
import { type Leaf, readLeaves } from './leaves.ts'
import { IN } from './markup.ts'
import { contains, type Doc } from './parse.ts'

/** Elements that other readers have taken: headline, standfirst, byline, dates. */
export interface Taken {
  headline: Element | null
  elements: readonly Element[]
}

/** A leaf with what became of it, for `stet check --explain`. */
export interface Verdict {
  text: string
  path: string
  kept: boolean
  reason: string
}

export interface Body {
  blocks: Block[]
  verdicts: Verdict[]
}

/** Selects the article's blocks. Pure; linear in the page. */
export function selectBody(doc: Doc, taken: Taken): Body {
  const { leaves } = readLeaves(doc)
  const container = findContainer(doc, leaves, taken.headline)
  const verdicts: Verdict[] = []
  const blocks: Block[] = []
  for (const leaf of leaves) {
    const reason = container ? judge(leaf, container.element, taken) : 'drop:no prose on the page'
    const kept = reason.startsWith('keep')
    verdicts.push({ text: leaf.text, path: pathOf(leaf), kept, reason })
    if (kept) blocks.push({ kind: kindOf(leaf), text: leaf.text })
  }
  return { blocks, verdicts }
}

const OUT = IN.nav | IN.aside | IN.figure | IN.caption | IN.comments | IN.consent | IN.hidden | IN.footer | IN.form

function judge(leaf: Leaf, container: Element, taken: Taken): string {
  if (!contains(container, leaf.frame.element)) return 'drop:outside the article'
  if (leaf.frame.flags & OUT) return 'drop:stands in furniture'
  if (taken.elements.some((element) => contains(element, leaf.frame.element))) return 'drop:read as another field'
  if (leaf.frame.tag === 'h1') return 'drop:headline'
  if (leaf.linkChars > leaf.text.length / 2) return 'drop:mostly links'
  return 'keep:stands in the article'
}

export function kindOf(leaf: Leaf): BlockKind {
  const { tag, flags } = leaf.frame
  if (/^h[2-6]$/.test(tag)) return 'subhead'
  if (flags & IN.quote) return 'quote'
  if (tag === 'td' || tag === 'th') return 'table_row'
  if (flags & IN.li || tag === 'dd' || tag === 'dt') return 'list_item'
  return 'paragraph'
}

function pathOf(leaf: Leaf): string {
  return [leaf.frame.parent?.signature, leaf.frame.signature].filter(Boolean).join(' > ')
}
