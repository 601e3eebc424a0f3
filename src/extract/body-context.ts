import type { Leaf } from './leaves.ts'

/** What the second look adds: what the first one made of the neighbours and of blocks of the same template. */
export const CONTEXT = [
  'first',
  'prev1',
  'prev2',
  'next1',
  'next2',
  'window',
  'prevMost',
  'nextMost',
  'sameParent',
  'sameSignature',
  'sameGrand',
  'before',
  'after',
] as const

/** One row after the other, in the order of `CONTEXT`; `scores` are the first look's log odds, one per leaf. Linear. */
export function contextOf(leaves: readonly Leaf[], scores: readonly number[]): Float32Array {
  const bySignature = meansBy(leaves, scores, (leaf) => leaf.template)
  const byParent = meansBy(leaves, scores, (leaf) => leaf.frame.parent)
  const byGrand = meansBy(leaves, scores, (leaf) => leaf.frame.parent?.parent ?? null)
  const sure = leaves.map((leaf, i) => (Number(scores[i]) > 0 ? leaf.text.length - leaf.linkChars : 0))
  const total = Math.max(
    1,
    sure.reduce((sum, value) => sum + value, 0),
  )
  const at = (i: number): number => clip(scores[i] ?? -4)
  const rows = new Float32Array(leaves.length * CONTEXT.length)
  let column = 0
  const put = (value: number): void => {
    rows[column] = value
    column += 1
  }
  let before = 0
  leaves.forEach((leaf, i) => {
    let window = 0
    let prevMost = -4
    let nextMost = -4
    for (let j = 1; j <= 5; j += 1) {
      window += at(i - j) + at(i + j)
      prevMost = Math.max(prevMost, at(i - j))
      nextMost = Math.max(nextMost, at(i + j))
    }
    put(at(i))
    put(at(i - 1))
    put(at(i - 2))
    put(at(i + 1))
    put(at(i + 2))
    put(round(window / 10))
    put(prevMost)
    put(nextMost)
    put(byParent(leaf, i))
    put(bySignature(leaf, i))
    put(byGrand(leaf, i))
    put(round(before / total))
    put(round((total - before - Number(sure[i])) / total))
    before += Number(sure[i])
  })
  return rows
}

/** Mean of the others' scores, weighed by their own text. */
function meansBy(
  leaves: readonly Leaf[],
  scores: readonly number[],
  keyOf: (leaf: Leaf) => unknown,
): (leaf: Leaf, i: number) => number {
  const sums = new Map<unknown, { score: number; size: number }>()
  const sizeOf = (leaf: Leaf): number => Math.min(300, leaf.text.length - leaf.linkChars) + 10
  leaves.forEach((leaf, i) => {
    const key = keyOf(leaf)
    const sum = sums.get(key) ?? { score: 0, size: 0 }
    sum.score += clip(Number(scores[i])) * sizeOf(leaf)
    sum.size += sizeOf(leaf)
    sums.set(key, sum)
  })
  return (leaf, i) => {
    const sum = sums.get(keyOf(leaf))
    if (!sum) return 0
    const size = sum.size - sizeOf(leaf)
    return size <= 0 ? 0 : round((sum.score - clip(Number(scores[i])) * sizeOf(leaf)) / size)
  }
}

function clip(score: number): number {
  return round(Math.max(-4, Math.min(4, score)))
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
