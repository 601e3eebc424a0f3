import { diffArrays } from 'diff'
import { plain } from './cut.ts'
import { markChanges, type Run } from './marks.ts'
import { pairParts } from './pair-parts.ts'
import type { Part, Role } from './version-parts.ts'

/** One row of two versions side by side. `moved` parts stand in both, in another place. */
export type Row =
  | { kind: 'same'; role: Role; text: string }
  | { kind: 'edited'; role: Role; old: Run[]; next: Run[] }
  | { kind: 'removed' | 'added'; role: Role; text: string; moved: boolean }

/** Beyond so many inserted and removed parts two versions are two texts: one is shown out, the other in. */
const MAX_PART_EDITS = 1_500
/** Characters of all paragraphs together that are compared word by word; what comes after is marked as a whole. */
const MAX_WORD_CHARS = 200_000

/**
 * Two versions laid side by side: parts that are equal, parts that were edited with the differing words marked, parts
 * that only one has. Order is that of both versions (Myers on whole parts, then pairs by shared words); work is bounded
 * whatever the sizes.
 */
export function sideBySide(old: readonly Part[], next: readonly Part[]): Row[] {
  const hunks = hunksOf(old, next)
  const gone = new Set(hunks.flatMap((hunk) => ('text' in hunk ? [] : hunk.old.map(({ text }) => text))))
  const come = new Set(hunks.flatMap((hunk) => ('text' in hunk ? [] : hunk.next.map(({ text }) => text))))
  const moved = gone.intersection(come)
  let room = MAX_WORD_CHARS
  return hunks.flatMap((hunk): Row[] => {
    if ('text' in hunk) return [{ kind: 'same', role: hunk.role, text: plain(hunk.text) }]
    const still = (part: Part) => moved.has(part.text)
    return pairParts(hunk.old, hunk.next, still).flatMap(({ old: was, next: is }): Row[] => {
      if (!was || !is) {
        const part = was ?? is
        if (!part) return []
        const { role, text } = part
        return [{ kind: was ? 'removed' : 'added', role, text: plain(text), moved: still(part) }]
      }
      room -= was.text.length + is.text.length
      if (room < 0) return [{ kind: 'edited', role: is.role, old: whole(was.text), next: whole(is.text) }]
      const { before, after } = markChanges(was.text, is.text, Number.POSITIVE_INFINITY)
      return [{ kind: 'edited', role: is.role, old: before, next: after }]
    })
  })
}

type Hunk = Part | { old: Part[]; next: Part[] }

/** Equal parts, and between them what one side has and the other has not. */
function hunksOf(old: readonly Part[], next: readonly Part[]): Hunk[] {
  const parts = diffArrays([...old], [...next], {
    comparator: (a, b) => a.text === b.text,
    maxEditLength: MAX_PART_EDITS,
  })
  if (!parts) return [{ old: [...old], next: [...next] }]
  const hunks: Hunk[] = []
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      hunks.push(...value)
      continue
    }
    let open = hunks.at(-1)
    if (!open || 'text' in open) {
      open = { old: [], next: [] }
      hunks.push(open)
    }
    if (removed) open.old.push(...value)
    else open.next.push(...value)
  }
  return hunks
}

function whole(text: string): Run[] {
  return [{ text: plain(text), changed: true }]
}
