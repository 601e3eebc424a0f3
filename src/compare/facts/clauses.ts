import type { Hunk } from '../diff.ts'
import { type Edit, isContent } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** A clause added to a sentence or cut from it: so many content words in a row that replace next to nothing. */
const CLAUSE_WORDS = 3

export function clauses(edit: Edit): Finding[] {
  return edit.hunks.flatMap((hunk) => clause(edit, hunk) ?? [])
}

function clause(edit: Edit, hunk: Hunk): Finding | null {
  const { old, next } = edit
  const gone = content(old, hunk.oldFrom, hunk.oldTo)
  const come = content(next, hunk.newFrom, hunk.newTo)
  const added = come.length >= CLAUSE_WORDS && gone.length <= come.length / 4
  const removed = gone.length >= CLAUSE_WORDS && come.length <= gone.length / 4
  if (!added && !removed) return null
  const weighty = (added ? come : gone).some((key) => isWeighty(next, key))
  return {
    kind: added ? 'addition' : 'removal',
    rule: `clause_${added ? 'added' : 'removed'}${weighty ? '_weighty' : ''}`,
    old: removed ? written(old, hunk.oldFrom, hunk.oldTo) : null,
    new: added ? written(next, hunk.newFrom, hunk.newTo) : null,
    before: old,
    after: next,
  }
}

function content(reading: Reading, from: number, to: number): string[] {
  return reading.tokens.slice(from, to).flatMap((token) => (isContent(token, reading) ? [token.key] : []))
}

/** Death, courts and denials make a clause matter. */
function isWeighty({ lexicon }: Reading, key: string): boolean {
  return (
    lexicon.casualty.has(key) ||
    lexicon.negation.has(key) ||
    (lexicon.events.get(key)?.some((form) => form.critical && form.scale !== 'kin' && form.words.length === 1) ?? false)
  )
}
