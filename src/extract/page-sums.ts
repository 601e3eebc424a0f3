import type { Element } from 'domhandler'
import type { PageFacts } from './body-features.ts'
import { isCandidate } from './candidate.ts'
import { firstOf, fold, openingOf } from './fold.ts'
import type { Frame, Leaf } from './leaves.ts'
import { contains, type Doc } from './parse.ts'

/** What is counted over all leaves of a page before they are looked at one by one. */
export interface PageSums {
  /** Prose of the whole page, at least 1. */
  total: number
  /** The innermost article element around the headline. */
  anchor: Element | null
  /**
   * Of each leaf how it begins, folded, and how often the page says that; '' for the shortest and for what begins like
   * no candidate.
   */
  folds: readonly string[]
  copies: ReadonlyMap<string, number>
  /** For each place the next leaf of prose from there on; the number of leaves when there is none. */
  nextProse: Int32Array
}

/** Shorter texts recur by chance. */
export const MIN_COPY = 12
const BEGINNING = 160

export function sumsOf(doc: Doc, leaves: readonly Leaf[], facts: PageFacts): PageSums {
  const folds = foldsOf(leaves)
  const copies = new Map<string, number>()
  for (const folded of folds) if (folded.length > MIN_COPY) copies.set(folded, (copies.get(folded) ?? 0) + 1)
  const nextProse = new Int32Array(leaves.length + 1).fill(leaves.length)
  for (let i = leaves.length - 1; i >= 0; i -= 1)
    nextProse[i] = (leaves[i]?.prose ?? 0) > 0 ? i : (nextProse[i + 1] ?? leaves.length)
  const { headline } = facts
  return {
    total: Math.max(1, leaves[0] ? topOf(leaves[0].frame).prose : 1),
    anchor: headline ? (doc.byTag.article.findLast((article) => contains(article, headline)) ?? null) : null,
    folds,
    copies,
    nextProse,
  }
}

/** Copies are counted for candidates alone: of a link that begins like none of them a few letters are enough. */
function foldsOf(leaves: readonly Leaf[]): string[] {
  // A fold is no longer than its text: the short ones would not be looked at.
  const isLong = ({ text }: Leaf): boolean => text.length > MIN_COPY
  const folds = leaves.map((leaf) => (isLong(leaf) && isCandidate(leaf) ? beginningOf(leaf.text) : ''))
  const openings = new Set(folds.map((folded) => folded.slice(0, MIN_COPY)))
  // Nearly every link begins with another letter than any candidate: that is known at once. 0: it is not.
  const firsts = new Set([0, ...folds.map((folded) => folded.charCodeAt(0))])
  leaves.forEach((leaf, i) => {
    if (folds[i] !== '' || !isLong(leaf) || !firsts.has(firstOf(leaf.text))) return
    if (!openings.has(openingOf(leaf.text, MIN_COPY))) return
    folds[i] = beginningOf(leaf.text)
  })
  return folds
}

/** How a text begins, folded. */
export function beginningOf(text: string): string {
  return fold(text.slice(0, BEGINNING))
}

function topOf(frame: Frame): Frame {
  let top = frame
  while (top.parent) top = top.parent
  return top
}
