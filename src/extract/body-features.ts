import type { Element } from 'domhandler'
import type { Lexicon } from './body-words.ts'
import { findContainer } from './container.ts'
import type { Leaf } from './leaves.ts'
import { PageView } from './page-view.ts'
import type { Doc } from './parse.ts'

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
  /** Whether structured data call it a NewsArticle or one of its kinds; not a feature. */
  isNewsArticle: boolean
  /** Elements that the metadata reader took for these fields. */
  standfirst: Element | null
  bylines: readonly Element[]
  dates: readonly Element[]
}

/** One row of numbers per candidate leaf, null for the others. Link texts and exact digits are left out: they rotate without an edit. */
export function featuresOf(
  doc: Doc,
  leaves: readonly Leaf[],
  facts: PageFacts,
  lexicon: Lexicon,
): Array<Float32Array | null> {
  const page = new PageView(doc, leaves, facts, findContainer(doc, leaves, facts.headline), lexicon)
  return leaves.map((leaf, index) => page.row(index, leaf))
}
