import { readQuotes } from '../../text/quotes.ts'
import type { Token } from '../../text/tokens.ts'
import { type Edit, isContent } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** The wording inside quotation marks, apart from who is quoted. Marks that merely come or go are a detail. */
export function quotations(edit: Edit): Finding[] {
  const { old, next } = edit
  const before = passages(old)
  const after = passages(next)
  const findings: Finding[] = []
  const free = [...after]
  for (const passage of before) {
    const at = bestMatch(passage, free)
    const other = free[at]
    if (other) {
      free.splice(at, 1)
      if (worded(edit, passage, other)) findings.push(found(edit, 'quote_changed', passage, other))
    } else if (!standsIn(passage, next)) findings.push(found(edit, 'quote_removed', passage, null))
    else findings.push(found(edit, 'quote_marks', passage, passage))
  }
  for (const other of free) {
    findings.push(
      standsIn(other, old) ? found(edit, 'quote_marks', other, other) : found(edit, 'quote_added', null, other),
    )
  }
  return findings.filter((finding) => finding.rule !== 'quote_marks')
}

interface Passage {
  from: number
  to: number
  keys: string[]
}

function passages(reading: Reading): Passage[] {
  return readQuotes(reading.folded.text).flatMap(({ start, end }) => {
    const from = reading.tokens.findIndex((token) => token.start >= start)
    if (from < 0) return []
    let to = from
    while (to < reading.tokens.length && (reading.tokens[to]?.end ?? end + 2) <= end + 1) to++
    return to > from ? [{ from, to, keys: reading.tokens.slice(from, to).map((token) => token.key) }] : []
  })
}

function bestMatch(passage: Passage, others: readonly Passage[]): number {
  let best = -1
  let most = 0.34
  for (const [at, other] of others.entries()) {
    const words = new Set(other.keys)
    const both = passage.keys.filter((key) => words.has(key)).length
    const score = both / Math.min(passage.keys.length, other.keys.length)
    if (score > most) {
      most = score
      best = at
    }
  }
  // Two short quotes in the same place are one quote worded anew.
  return best < 0 && others.length === 1 && passage.keys.length > 1 && passage.keys.length <= 6 ? 0 : best
}

/** A content word of the quote was replaced, removed or added within its marks. */
function worded(edit: Edit, passage: Passage, other: Passage): boolean {
  const words = new Set(other.keys)
  const olds = new Set(passage.keys)
  for (let at = passage.from; at < passage.to; at++) {
    const token = edit.old.tokens[at]
    if (token && edit.oldChanged[at] && tells(token, edit.old) && !words.has(token.key)) return true
  }
  for (let at = other.from; at < other.to; at++) {
    const token = edit.next.tokens[at]
    if (token && edit.newChanged[at] && tells(token, edit.next) && !olds.has(token.key)) return true
  }
  return false
}

function tells(token: Token, reading: Reading): boolean {
  return isContent(token, reading) || reading.lexicon.negation.has(token.key)
}

function standsIn(passage: Passage, reading: Reading): boolean {
  const words = new Set(reading.tokens.map((token) => token.key))
  return passage.keys.filter((key) => words.has(key)).length >= 0.7 * passage.keys.length
}

function found(edit: Edit, rule: string, passage: Passage | null, other: Passage | null): Finding {
  return {
    kind: 'quote',
    rule,
    old: passage && rule !== 'quote_marks' ? written(edit.old, passage.from, passage.to) : null,
    new: other && rule !== 'quote_marks' ? written(edit.next, other.from, other.to) : null,
    before: edit.old,
    after: edit.next,
  }
}
