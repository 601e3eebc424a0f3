import type { Leaf } from './leaves.ts'
import { IN } from './markup.ts'

const NEVER = IN.nav | IN.hidden | IN.comments

/** Whether a leaf can be the article's at all; the rest is not worth the model's time. */
export function isCandidate(leaf: Leaf): boolean {
  if (leaf.frame.flags & NEVER) return false
  if (leaf.linkChars <= leaf.text.length * 0.9) return true
  // All link: a subhead or list item of an article can be, a list of links cannot.
  const parent = leaf.frame.parent
  return (leaf.frame.flags & IN.heading) !== 0 || parent === null || parent.linkLeaves * 2 < parent.leaves
}
