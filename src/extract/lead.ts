import { fold } from './fold.ts'
import type { Leaf } from './leaves.ts'

/** Log odds from which a block is taken for the standfirst, chosen over scores cross-validated by domain. */
const THRESHOLD = -1
/** Points under the headline are one standfirst as long as they are this likely. */
const POINT = 0
const MOST_POINTS = 6
/** Longer texts are the body. */
const MAX_CHARS = 800

/**
 * The standfirst: the places of the block that the model's third forest holds most likely, and of its fellow points in
 * a list. Empty when none is likely, or when it stands in the running text, where it is a block. `scores` are log odds,
 * `isKept` and `isBarred` tell of each place whether it is the body's, or nobody's by a hard rule.
 */
export function leadOf(
  leaves: readonly Leaf[],
  scores: readonly number[],
  isKept: (index: number) => boolean,
  isBarred: (index: number) => boolean,
): number[] {
  let best = -1
  leaves.forEach((leaf, i) => {
    if ((scores[i] ?? THRESHOLD) <= Math.max(THRESHOLD, scores[best] ?? THRESHOLD)) return
    if (leaf.text.length <= MAX_CHARS && !isBarred(i)) best = i
  })
  const lead = leaves[best]
  if (!lead || isKept(best)) return []
  const text = fold(lead.text)
  if (leaves.some((leaf, i) => isKept(i) && leaf.text.length >= text.length && fold(leaf.text).includes(text)))
    return []
  const places = [best]
  for (const step of [-1, 1]) {
    for (let i = best + step; places.length < MOST_POINTS && isFellow(lead, leaves[i]); i += step) {
      if ((scores[i] ?? THRESHOLD) <= POINT || isKept(i) || isBarred(i)) break
      places.push(i)
    }
  }
  return places.sort((a, b) => a - b)
}

function isFellow({ frame }: Leaf, other: Leaf | undefined): boolean {
  if (!other || other.frame.signature !== frame.signature) return false
  const list = frame.tag === 'li' ? frame.parent : (frame.parent?.parent ?? null)
  const others = frame.tag === 'li' ? other.frame.parent : (other.frame.parent?.parent ?? null)
  return other.frame.parent === frame.parent || (list !== null && list === others)
}
