import { diffArrays } from 'diff'
import type { Token } from '../text/tokens.ts'

/** One run of words replaced by another: old [oldFrom, oldTo) became new [newFrom, newTo); either may be empty. */
export interface Hunk {
  oldFrom: number
  oldTo: number
  newFrom: number
  newTo: number
}

/** Beyond so many single-word edits the sentences share too little for their words to be told apart. */
const MAX_EDITS = 400

/** Tokens times edits that one diff may cost. */
const MAX_WORK = 400_000

/** Both lists without the words they begin and end with in common. */
function core(old: readonly Token[], next: readonly Token[]): { start: number; oldEnd: number; newEnd: number } {
  let start = 0
  while (start < old.length && start < next.length && old[start]?.key === next[start]?.key) start++
  let oldEnd = old.length
  let newEnd = next.length
  while (oldEnd > start && newEnd > start && old[oldEnd - 1]?.key === next[newEnd - 1]?.key) {
    oldEnd--
    newEnd--
  }
  return { start, oldEnd, newEnd }
}

/** Word edits between two token lists, by key. */
export function diffWords(old: readonly Token[], next: readonly Token[]): Hunk[] {
  const { start, oldEnd, newEnd } = core(old, next)
  if (start === oldEnd && start === newEnd) return []
  const parts = diffArrays(
    old.slice(start, oldEnd).map((token) => token.key),
    next.slice(start, newEnd).map((token) => token.key),
    { maxEditLength: Math.min(MAX_EDITS, Math.ceil(MAX_WORK / (oldEnd + newEnd - 2 * start))) },
  )
  if (!parts) return [{ oldFrom: start, oldTo: oldEnd, newFrom: start, newTo: newEnd }]
  const hunks: Hunk[] = []
  let oldAt = start
  let newAt = start
  let open: Hunk | undefined
  for (const part of parts) {
    if (!part.added && !part.removed) {
      open = undefined
      oldAt += part.count
      newAt += part.count
      continue
    }
    if (!open) {
      open = { oldFrom: oldAt, oldTo: oldAt, newFrom: newAt, newTo: newAt }
      hunks.push(open)
    }
    if (part.removed) oldAt += part.count
    else newAt += part.count
    open.oldTo = oldAt
    open.newTo = newAt
  }
  return hunks
}
