import type { Element } from 'domhandler'
import type { Block, BlockKind } from '../article.ts'
import { featuresOf, type PageFacts } from './body-features.ts'
import { blockModel, scoreLeaves } from './body-model.ts'
import { type Leaf, readLeaves } from './leaves.ts'
import { IN } from './markup.ts'
import { contains, type Doc } from './parse.ts'

/** A leaf with what became of it, for `stet check --explain`. */
export interface Verdict {
  text: string
  /** Signature of the element and its parent. */
  path: string
  kept: boolean
  /** The rule or heuristic; the model's answer as a probability. */
  reason: string
}

export interface Body {
  blocks: Block[]
  /** The verdicts over all leaves, made when asked for. */
  explain: () => Verdict[]
}

/** Log odds from which a leaf is the article's; above 0, as a foreign block costs more than a lost one. */
const THRESHOLD = 0.2

/** Selects the article's blocks. Pure; linear in the page. */
export function selectBody(doc: Doc, facts: PageFacts): Body {
  const { leaves } = readLeaves(doc, facts.headline)
  const rows = featuresOf(doc, leaves, facts, blockModel().lexicon)
  const places = rows.flatMap((row, i) => (row ? [i] : []))
  const candidates = places.map((i) => leaves[i] as Leaf)
  const scores = scoreLeaves(
    candidates,
    places.map((i) => rows[i] as Float32Array),
  )
  const blocks: Block[] = []
  candidates.forEach((leaf, i) => {
    if (reasonOf(leaf, scores[i], facts.standfirst).startsWith('keep'))
      blocks.push({ kind: kindOf(leaf), text: leaf.text })
  })
  const explain = (): Verdict[] => {
    const byLeaf = new Map(candidates.map((leaf, i) => [leaf, scores[i] as number]))
    return leaves.map((leaf) => {
      const reason = reasonOf(leaf, byLeaf.get(leaf), facts.standfirst)
      return { text: leaf.text, path: pathOf(leaf), kept: reason.startsWith('keep'), reason }
    })
  }
  return { blocks, explain }
}

function reasonOf(leaf: Leaf, score: number | undefined, standfirst: Element | null): string {
  if (score === undefined) return 'drop:navigation, hidden text, comments or a list of links'
  if (standfirst && contains(standfirst, leaf.frame.element)) return 'drop:read as the standfirst'
  const percent = Math.round(100 / (1 + Math.exp(-score)))
  return score > THRESHOLD ? `keep:model ${percent} %` : `drop:model ${percent} %`
}

export function kindOf(leaf: Leaf): BlockKind {
  const { tag, flags } = leaf.frame
  if (/^h[1-6]$/.test(tag)) return 'subhead'
  if (flags & IN.quote) return 'quote'
  if (tag === 'td' || tag === 'th') return 'table_row'
  if (flags & IN.li || tag === 'dd' || tag === 'dt') return 'list_item'
  return 'paragraph'
}

function pathOf(leaf: Leaf): string {
  return [leaf.frame.parent?.signature, leaf.frame.signature].filter(Boolean).join(' > ')
}
