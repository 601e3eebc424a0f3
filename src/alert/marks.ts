import { diffArrays } from 'diff'
import { excerptPair, plain } from './cut.ts'

/** A stretch of text, and whether the other side does not have it. */
export interface Run {
  text: string
  changed: boolean
}

/** Beyond so many edited words two texts share too little for marks to help the eye. */
const MAX_EDITS = 120

const words = new Intl.Segmenter('und', { granularity: 'word' })

/**
 * Old and new text, each in at most `max` code units around the place where they differ, as runs with the changed words
 * marked. A side that is null has no runs; the other is then one changed run.
 */
export function markChanges(before: string | null, after: string | null, max: number): { before: Run[]; after: Run[] } {
  const shown = excerptPair(before === null ? null : plain(before), after === null ? null : plain(after), max)
  if (shown.before === null || shown.after === null) {
    return { before: whole(shown.before), after: whole(shown.after) }
  }
  const parts = diffArrays(tokens(shown.before), tokens(shown.after), { maxEditLength: MAX_EDITS })
  if (!parts) return { before: whole(shown.before), after: whole(shown.after) }
  const old: Run[] = []
  const next: Run[] = []
  for (const part of parts) {
    const text = part.value.join('')
    if (!part.added) old.push({ text, changed: part.removed })
    if (!part.removed) next.push({ text, changed: part.added })
  }
  return { before: joined(old), after: joined(next) }
}

/** The runs' text without marks. */
export function runsText(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('')
}

function tokens(text: string): string[] {
  return Array.from(words.segment(text), ({ segment }) => segment)
}

function whole(text: string | null): Run[] {
  return text === null || text === '' ? [] : [{ text, changed: true }]
}

/** Joins neighbours of one sort; a lone space between two changed words counts as changed, so that a phrase is one mark. */
function joined(runs: readonly Run[]): Run[] {
  const bridged = runs.map((run, i) =>
    run.text.trim() === '' && runs[i - 1]?.changed && runs[i + 1]?.changed ? { ...run, changed: true } : run,
  )
  const out: Run[] = []
  for (const run of bridged) {
    const last = out.at(-1)
    if (last && last.changed === run.changed) last.text += run.text
    else if (run.text !== '') out.push({ ...run })
  }
  return out
}
