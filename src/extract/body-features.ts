import type { Element } from 'domhandler'
import type { Lexicon } from './body-words.ts'
import { isCandidate } from './candidate.ts'
import { findContainer } from './container.ts'
import { FEATURES } from './feature-names.ts'
import type { Leaf } from './leaves.ts'
import { PageView } from './page-view.ts'
import type { Doc } from './parse.ts'
import { Row } from './row.ts'

/** What the block model sees of the page besides its leaves. */
export interface PageFacts {
  headline: Element | null
  headlineText: string
  /** Descriptions that the page gives of itself, folded by `fold`. */
  descriptions: readonly string[]
  /** The articleBody that structured data gives, folded; '' for none. */
  articleBody: string
  /** Whether structured data or OpenGraph call it a news article. */
  isNews: boolean
  /** Whether structured data call it a NewsArticle or one of its kinds. */
  isNewsArticle: boolean
  /** Elements that the metadata reader took for these fields. */
  standfirst: Element | null
  bylines: readonly Element[]
  dates: readonly Element[]
  /** The authors' names, folded; not a feature. */
  names: readonly string[]
}

/** Numbers in a row. */
export const ROW = FEATURES.length

export interface Features {
  /** Places of the candidates among the leaves, one per row. */
  at: number[]
  /** Rows of `ROW` numbers. One table, as memory for each row apart costs more than filling it. */
  table: Float32Array
  /** How each candidate's text begins, as `beginningOf` has it; '' for the shortest. */
  beginnings: string[]
}

/** One row of numbers per candidate leaf. Link texts and exact digits are left out: they rotate without an edit. */
export function featuresOf(doc: Doc, leaves: readonly Leaf[], facts: PageFacts, lexicon: Lexicon): Features {
  const at: number[] = []
  leaves.forEach((leaf, index) => {
    if (isCandidate(leaf)) at.push(index)
  })
  const table = new Float32Array(at.length * ROW)
  const page = new PageView(doc, leaves, facts, findContainer(doc, leaves, facts.headline), lexicon)
  const row = new Row(table)
  let next = 0
  leaves.forEach((leaf, index) => {
    if (at[next] === index) {
      page.fill(index, leaf, row)
      next += 1
    }
    page.step(index, leaf)
  })
  return { at, table, beginnings: at.map((index) => page.sums.folds[index] as string) }
}
