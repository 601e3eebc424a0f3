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

/** Word edits between two token lists, by key. */
export function diffWords(old: readonly Token[], next: readonly Token[]): Hunk[] {
  const parts = diffArrays(
    old.map((token) => token.key),
    next.map((token) => token.key),
    { maxEditLength: MAX_EDITS },
  )
  if (!parts) return [{ oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: next.length }]
  const hunks: Hunk[] = []
  let oldAt = 0
  let newAt = 0
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
