import { phraseAt } from '../../text/match.ts'
import { placeOf } from '../../text/places.ts'
import { type Edit, touches } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** Who says so: a source named, dropped or replaced, in a clause ("police say") or at a headline's tail ("- study"). */
export function attributions(edit: Edit): Finding[] {
  const before = sourcesOf(edit.old)
  const after = sourcesOf(edit.next)
  const gone = before.filter(
    (source) => touches(edit.oldChanged, source.from, source.to) && !after.some((other) => meets(source, other)),
  )
  const come = after.filter(
    (source) => touches(edit.newChanged, source.from, source.to) && !before.some((other) => meets(source, other)),
  )
  const findings: Finding[] = []
  const [lost] = gone.filter((source) => !named(source, edit.next))
  const [won] = come.filter((source) => !named(source, edit.old))
  if (lost && won) findings.push(finding(edit, 'attribution_changed', lost, won))
  else if (lost && after.length === 0)
    findings.push(finding(edit, 'attribution_removed', lost, null), ...vague(edit, lost, null))
  else if (won && before.length === 0)
    findings.push(finding(edit, 'attribution_added', null, won), ...vague(edit, null, won))
  return findings
}

/** The words of a source that stand in the other wording too ("Ana: we won", "We won - Ana") only moved. */
function named(source: Source, other: Reading): boolean {
  const keys = source.keys.filter((key) => !isPronoun(key))
  return keys.length > 0 && keys.every((key) => other.tokens.some((token) => token.key === key))
}

/** "- reports", "exit polls say": naming or dropping nobody in particular changes how sure the statement is. */
function vague(edit: Edit, lost: Source | null, won: Source | null): Finding[] {
  if (!(lost ?? won)?.keys.some((key) => VAGUE.has(key))) return []
  return [{ ...finding(edit, 'source', lost, won), kind: 'certainty', rule: lost ? 'source_dropped' : 'source_given' }]
}

const VAGUE = new Set([
  'report',
  'reports',
  'source',
  'sources',
  'poll',
  'polls',
  'projection',
  'projections',
  'rumour',
  'rumours',
  'media',
])

interface Source {
  from: number
  to: number
  keys: readonly string[]
  tail: boolean
}

/** Two mentions of one source share a word. */
function meets(one: Source, other: Source): boolean {
  if (rivals(one.keys, other.keys)) return false
  if (one.keys.every(isPronoun) || other.keys.every(isPronoun)) return true
  return one.keys.some((key) =>
    other.keys.some((word) => word === key || (key.length > 4 && word.slice(0, 5) === key.slice(0, 5))),
  )
}

/** Each names a land, and not the same one: "Russian officials", "Israeli officials". */
function rivals(one: readonly string[], other: readonly string[]): boolean {
  const lands = (keys: readonly string[]) => keys.flatMap((key) => placeOf(key) ?? [])
  const [first] = lands(one)
  const [second] = lands(other)
  return first !== undefined && second !== undefined && first !== second && one.length < 4 && other.length < 4
}

function isPronoun(key: string): boolean {
  return /^(?:he|she|they|it|hij|zij|er|sie|il|elle|ils|el|ella|هو|هي|הוא|היא)$/.test(key)
}

function sourcesOf(reading: Reading): Source[] {
  const { tokens, lexicon } = reading
  const found: Source[] = []
  const tail = tailOf(reading)
  if (tail) found.push(tail)
  for (let at = 0; at < tokens.length; at++) {
    // "according to suspicion" hedges and names nobody.
    const according = phraseAt(tokens, at, lexicon.hedges) > 1 ? 0 : phraseAt(tokens, at, lexicon.according)
    if (according > 0) {
      const source = clause(reading, at + according, 1)
      if (source) found.push({ ...source, from: at, tail: false })
    } else if (lexicon.say.has(tokens[at]?.key ?? '')) {
      const source = speaker(reading, at)
      if (source) found.push({ ...source, tail: false })
    }
  }
  return found
}

/** "Charges dropped - lawyers": at most four words after the last dash. */
function tailOf(reading: Reading): Source | null {
  const { tokens, folded, lexicon } = reading
  const dash = folded.text.lastIndexOf(' - ')
  if (dash < 0) return null
  const from = tokens.findIndex((token) => token.start > dash)
  if (from < 3 || tokens.length - from > 4) return null
  const words = tokens.slice(from)
  const named = words.every((token) => token.capital) || words.some((token) => lexicon.sources.has(token.key))
  return named ? { from, to: tokens.length, keys: words.map((token) => token.key), tail: true } : null
}

/** The speaker stands before the verb of saying, or after it in "say lawyers". */
function speaker(reading: Reading, verb: number): { from: number; to: number; keys: string[] } | null {
  const after = clause(reading, verb + 1, 1, 3)
  const closes = after !== null && (after.to === reading.tokens.length || endsClause(reading, after.to - 1))
  if (closes && after && isSource(reading, after)) return { ...after, from: verb }
  const before = clause(reading, verb - 1, -1)
  return before && { ...before, to: verb + 1 }
}

function isSource(reading: Reading, { from, to }: { from: number; to: number }): boolean {
  return reading.tokens.slice(from, to).some((token) => token.capital || reading.lexicon.sources.has(token.key))
}

/** Content words up to the next comma, stop of a clause or verb, in one direction. */
function clause(
  reading: Reading,
  start: number,
  step: 1 | -1,
  longest = 5,
): { from: number; to: number; keys: string[] } | null {
  const { tokens, lexicon } = reading
  const keys: string[] = []
  let at = start
  for (let walked = 0; walked < longest && at >= 0 && at < tokens.length; walked++, at += step) {
    const token = tokens[at]
    if (token?.type !== 'word') break
    if (keys.length > 0 && endsClause(reading, step > 0 ? at - 1 : at)) break
    if (BREAKS.has(token.key)) break
    if (!lexicon.stop.has(token.key) || token.key === 'he' || token.key === 'she' || token.key === 'us')
      keys.push(token.key)
  }
  if (keys.length === 0) return null
  return step > 0 ? { from: start, to: at, keys } : { from: at + 1, to: start + 1, keys }
}

const BREAKS = new Set([
  'that',
  'which',
  'who',
  'as',
  'but',
  'while',
  'after',
  'before',
  'when',
  'was',
  'were',
  'is',
  'are',
  'has',
  'have',
  'had',
  'been',
  'be',
  'to',
  'it',
  'they',
  'not',
])

function endsClause(reading: Reading, at: number): boolean {
  const end = reading.tokens[at]?.end
  return end === undefined || /^["')]*[,.;:!?]|^ - /.test(reading.folded.text.slice(end, end + 3))
}

function finding(edit: Edit, rule: string, lost: Source | null, won: Source | null): Finding {
  return {
    kind: 'attribution',
    rule: (lost ?? won)?.tail ? `${rule}_tail` : rule,
    old: lost && label(edit.old, lost),
    new: won && label(edit.next, won),
    before: edit.old,
    after: edit.next,
  }
}

function label(reading: Reading, source: Source): string {
  return written(reading, source.from, source.to)
}
