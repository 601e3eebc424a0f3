import type { Element } from 'domhandler'
import type { Leaf } from './leaves.ts'
import { contains, type Doc } from './parse.ts'

/**
 * Article elements with an h1 of their own that is not the page's headline: other stories on the same page. Only where
 * the headline's own article holds a good part of the page's prose: else the h1 outside is a banner's, and the text
 * stands in what looks like a stranger.
 */
export function strangersOf(doc: Doc, headline: Element | null, leaves: readonly Leaf[]): Set<Element> {
  const strangers = new Set<Element>()
  if (!headline) return strangers
  const home = doc.byTag.article.findLast((article) => contains(article, headline))
  if (!home) return strangers
  let all = 0
  let own = 0
  for (const { frame, prose } of leaves) {
    all += prose
    if (contains(home, frame.element)) own += prose
  }
  if (own < all * HOME_SHARE) return strangers
  const others = doc.byTag.h1.slice(0, MAX_HEADLINES)
  for (const article of doc.byTag.article) {
    if (contains(article, headline)) continue
    if (others.some((h1) => contains(article, h1))) strangers.add(article)
  }
  return strangers
}

const HOME_SHARE = 0.2
/** More headlines than this on one page tell nothing more. */
const MAX_HEADLINES = 40
