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
    if (leaf.text.length >= MOST_CHARS) continue
    const box = smallBox(leaf.frame, ({ inputs }) => inputs > 0)
    if (box && !boxes.has(box) && FURNITURE.promo.test(leaf.text)) boxes.add(box)
  }
  return boxes
}

export function isInBox(leaf: Leaf, boxes: ReadonlySet<Frame>): boolean {
  return boxes.size > 0 && smallBox(leaf.frame, (frame) => boxes.has(frame)) !== null
}

/** The innermost of the frame and its ancestors that is wanted, as long as they are small. */
function smallBox(frame: Frame, isWanted: (frame: Frame) => boolean): Frame | null {
  let level = 0
  for (let at: Frame | null = frame; at && level <= LEVELS; at = at.parent) {
    if (at.leaves > MOST_LEAVES || at.prose > MOST_PROSE) return null
    if (isWanted(at)) return at
    level += 1
  }
  return null
}
