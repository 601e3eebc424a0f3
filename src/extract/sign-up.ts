import { FURNITURE } from './furniture-words.ts'
import type { Frame, Leaf } from './leaves.ts'

const LEVELS = 3
const MOST_LEAVES = 6
const MOST_PROSE = 500
const MOST_CHARS = 250

/** Small boxes that hold a field or button and speak of subscribing: newsletters, registrations, walls. Linear. */
export function signUpBoxes(leaves: readonly Leaf[]): Set<Frame> {
  const boxes = new Set<Frame>()
  for (const leaf of leaves) {
    const box = smallBoxes(leaf.frame).find(({ inputs }) => inputs > 0)
    if (box && !boxes.has(box) && leaf.text.length < MOST_CHARS && FURNITURE.promo.test(leaf.text)) boxes.add(box)
  }
  return boxes
}

export function isInBox(leaf: Leaf, boxes: ReadonlySet<Frame>): boolean {
  return boxes.size > 0 && smallBoxes(leaf.frame).some((frame) => boxes.has(frame))
}

/** The frame and its ancestors as long as they are small, innermost first. */
function smallBoxes(frame: Frame): Frame[] {
  const small: Frame[] = []
  for (let at: Frame | null = frame; at && small.length <= LEVELS; at = at.parent) {
    if (at.leaves > MOST_LEAVES || at.prose > MOST_PROSE) break
    small.push(at)
  }
  return small
}
