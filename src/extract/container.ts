import type { Element } from 'domhandler'
import type { Frame, Leaf } from './leaves.ts'
import { IN } from './markup.ts'
import { contains, type Doc, orderOf } from './parse.ts'

const NEVER = IN.nav | IN.comments | IN.consent | IN.caption | IN.hidden
const DECAY = 0.93
const LEVELS = 12

/**
 * The element that most of the article's prose hangs from: prose is handed up with a mild decay (today's wrappers are
 * deep), weighed by what the markup says and by where the headline stands; the headline is what tells the article
 * from its neighbours on endless pages. Returns null when no prose is there.
 */
export function findContainer(doc: Doc, leaves: readonly Leaf[], headline: Element | null): Frame | null {
  const scores = new Map<Frame, number>()
  const anchor = headline ? anchorOf(doc, headline) : null
  for (const leaf of leaves) {
    if (leaf.prose === 0 || leaf.frame.flags & NEVER) continue
    let share = leaf.prose * weightOf(leaf, headline, anchor)
    let frame: Frame | null = leaf.frame.parent ?? leaf.frame
    if (!/^(?:p|li|h\d|blockquote|td|pre)$/.test(leaf.frame.tag)) frame = leaf.frame
    for (let level = 0; frame && level < LEVELS; level += 1) {
      scores.set(frame, (scores.get(frame) ?? 0) + share)
      share *= DECAY
      frame = frame.parent
    }
  }
  let best: Frame | null = null
  let most = 0
  for (const [frame, score] of scores) {
    const open = 1 - frame.linkLeaves / Math.max(1, frame.leaves) / 2
    const scored = score * open * (frame.flags & IN.articleBody ? 1.4 : 1)
    if (scored > most) {
      most = scored
      best = frame
    }
  }
  return best
}

function weightOf(leaf: Leaf, headline: Element | null, anchor: Element | null): number {
  let weight = leaf.frame.flags & (IN.aside | IN.footer) ? 0.5 : 1
  if (anchor) weight *= contains(anchor, leaf.frame.element) ? 1.5 : 0.6
  else if (headline && orderOf(leaf.frame.element) < orderOf(headline)) weight *= 0.3
  return weight
}

/** The innermost article element around the headline, if it holds a real share of the page. */
function anchorOf(doc: Doc, headline: Element): Element | null {
  let found: Element | null = null
  for (const article of doc.byTag.article) if (contains(article, headline)) found = article
  return found
}
