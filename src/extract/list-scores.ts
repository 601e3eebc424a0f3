import type { Frame, Leaf } from './leaves.ts'
import { IN } from './markup.ts'

/**
 * The model's scores with each list item's made the mean of its list's: a list is the article's as a whole or not at
 * all, and the mean errs less than its parts. A list that holds half of the page's prose is its layout. Linear.
 */
export function listScores(leaves: readonly Leaf[], scores: readonly number[]): number[] {
  const lists = leaves.map(listOf)
  const held = leaves.reduce((sum, { prose }) => sum + prose, 0)
  const sums = new Map<Frame, { score: number; items: number }>()
  lists.forEach((list, i) => {
    if (!list || list.prose * 2 > held) return
    const sum = sums.get(list) ?? { score: 0, items: 0 }
    sum.score += scores[i] ?? 0
    sum.items += 1
    sums.set(list, sum)
  })
  return lists.map((list, i) => {
    const sum = list && sums.get(list)
    return sum ? sum.score / sum.items : (scores[i] ?? 0)
  })
}

/** The innermost list around an item's text; null where the leaf is in no list. */
function listOf({ frame }: Leaf): Frame | null {
  if (!(frame.flags & IN.li)) return null
  let at: Frame | null = frame
  while (at && at.tag !== 'ul' && at.tag !== 'ol') at = at.parent
  return at
}
