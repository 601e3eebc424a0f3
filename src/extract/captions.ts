import type { Leaf } from './leaves.ts'
import { IN } from './markup.ts'
import { orderOf } from './parse.ts'

const MAX_CAPTIONS = 40
const MIN_CHARS = 12

/** Captions of the pictures that stand between the first and the last block of the body, or right before it. */
export function readCaptions(leaves: readonly Leaf[], kept: readonly Leaf[]): string[] {
  const first = kept[0]
  const last = kept.at(-1)
  if (!first || !last) return []
  const body = new Set(kept)
  const from = orderOf(first.frame.element) - LEAD
  const to = orderOf(last.frame.element)
  const captions = new Set<string>()
  for (const leaf of leaves) {
    const at = orderOf(leaf.frame.element)
    if (at < from || at > to || body.has(leaf) || !(leaf.frame.flags & (IN.caption | IN.figure))) continue
    if (leaf.frame.flags & NEVER || leaf.text.length < MIN_CHARS || leaf.linkChars * 2 > leaf.text.length) continue
    captions.add(leaf.text)
    if (captions.size === MAX_CAPTIONS) break
  }
  return [...captions]
}

/** The lead picture stands up to this many elements before the text. */
const LEAD = 40
const NEVER = IN.nav | IN.hidden | IN.comments | IN.consent
