import type { Token } from '../text/tokens.ts'
import { type Cosmetic, cosmetic } from './cosmetic.ts'
import { diffWords, type Hunk } from './diff.ts'
import type { Reading } from './reading.ts'

/** One sentence in its old and new wording, with what differs between them. */
export interface Edit {
  old: Reading
  next: Reading
  /** Runs of replaced words that may matter. */
  hunks: readonly Hunk[]
  /** Runs that differ in spelling, inflection or function words only. */
  cosmetics: ReadonlyArray<Hunk & { reason: Cosmetic }>
  /** Whether a token belongs to a hunk that may matter. */
  oldChanged: readonly boolean[]
  newChanged: readonly boolean[]
  /** Content words replaced, removed or added, and their share of all content words. */
  changedWords: number
  share: number
}

export function editOf(old: Reading, next: Reading): Edit {
  const hunks: Hunk[] = []
  const cosmetics: Array<Hunk & { reason: Cosmetic }> = []
  for (const hunk of diffWords(old.tokens, next.tokens)) {
    if (isTruncation(hunk, old, next)) {
      cosmetics.push({ ...hunk, reason: 'truncation' })
      continue
    }
    const reason =
      sameValue(hunk, old, next) ??
      cosmetic(old.tokens.slice(hunk.oldFrom, hunk.oldTo), next.tokens.slice(hunk.newFrom, hunk.newTo), next.lexicon)
    if (reason === null) hunks.push(hunk)
    else cosmetics.push({ ...hunk, reason })
  }
  const oldChanged = flags(
    old.tokens.length,
    hunks.map((hunk) => [hunk.oldFrom, hunk.oldTo]),
  )
  const newChanged = flags(
    next.tokens.length,
    hunks.map((hunk) => [hunk.newFrom, hunk.newTo]),
  )
  const gone = contentCount(old, oldChanged)
  const come = contentCount(next, newChanged)
  const all = contentCount(old, null) + contentCount(next, null)
  return {
    old,
    next,
    hunks,
    cosmetics,
    oldChanged,
    newChanged,
    changedWords: Math.max(gone, come),
    share: (gone + come) / (all || 1),
  }
}

/** Only a value written otherwise: "nine" and 9. */
function sameValue(hunk: Hunk, old: Reading, next: Reading): Cosmetic | null {
  const whole = (reading: Reading, from: number, to: number) =>
    reading.quantities().filter((quantity) => quantity.from < to && from < quantity.to)
  const [before, after] = [whole(old, hunk.oldFrom, hunk.oldTo), whole(next, hunk.newFrom, hunk.newTo)]
  const covers = (list: typeof before, from: number, to: number) =>
    list.length === 1 && (list[0]?.from ?? 0) <= from && (list[0]?.to ?? 0) >= to
  if (!covers(before, hunk.oldFrom, hunk.oldTo) || !covers(after, hunk.newFrom, hunk.newTo)) return null
  return before[0]?.key === after[0]?.key ? 'same value' : null
}

/** A summary cut off by "..." on one side says nothing about what the other side adds at its end. */
function isTruncation(hunk: Hunk, old: Reading, next: Reading): boolean {
  const ends = hunk.oldTo === old.tokens.length && hunk.newTo === next.tokens.length
  if (!ends) return false
  const cut = (reading: Reading) => /(?:\.\.\.|\.\. ?\.)\s*$/.test(reading.folded.text)
  return (cut(old) && hunk.oldTo - hunk.oldFrom <= 1) || (cut(next) && hunk.newTo - hunk.newFrom <= 1)
}

/** Whether [from, to) of the tokens touches a changed one. */
export function touches(changed: readonly boolean[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (changed[at]) return true
  return false
}

/** The hunk that covers a token of the new (or old) reading. */
export function hunkAt(hunks: readonly Hunk[], at: number, side: 'old' | 'new'): Hunk | undefined {
  return hunks.find((hunk) =>
    side === 'old' ? at >= hunk.oldFrom && at < hunk.oldTo : at >= hunk.newFrom && at < hunk.newTo,
  )
}

export function isContent(token: Token, reading: Reading): boolean {
  return token.type !== 'word' || !reading.lexicon.stop.has(token.key)
}

function flags(length: number, ranges: Array<readonly [number, number]>): boolean[] {
  const changed = new Array<boolean>(length).fill(false)
  for (const [from, to] of ranges) changed.fill(true, from, to)
  return changed
}

function contentCount(reading: Reading, changed: readonly boolean[] | null): number {
  let count = 0
  for (const [at, token] of reading.tokens.entries()) {
    if ((changed === null || changed[at]) && isContent(token, reading)) count++
  }
  return count
}
