import { type Edit, hunkAt, isContent } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** A negation that came or went, or a word turned into its opposite. */
export function polarities(edit: Edit): Finding[] {
  const turned = opposites(edit)
  if (turned.length > 0) return turned
  const flipped = negation(edit) ?? negationMoved(edit)
  return flipped ? [flipped] : []
}

function opposites(edit: Edit): Finding[] {
  const { old, next } = edit
  const findings: Finding[] = []
  const used = new Set<number>()
  for (const [at, token] of old.tokens.entries()) {
    if (!edit.oldChanged[at]) continue
    for (const [pair, side] of old.lexicon.antonyms.get(token.key) ?? []) {
      const to = next.tokens.findIndex(
        (other, index) => edit.newChanged[index] && !used.has(index) && opposed(next, other.key, pair, side),
      )
      if (to < 0 || stays(edit, pair, side)) continue
      const close = hunkAt(edit.hunks, at, 'old') === hunkAt(edit.hunks, to, 'new')
      used.add(to)
      const kind = GENDER.test(token.key) ? 'person' : 'polarity'
      const rule = (close && edit.changedWords <= MANY_WORDS) || edit.changedWords <= 2 ? 'antonym' : 'antonym_loose'
      findings.push({
        kind,
        rule,
        old: written(old, at, at + 1),
        new: written(next, to, to + 1),
        before: old,
        after: next,
      })
      break
    }
  }
  const prefixed = unPrefixed(edit)
  return prefixed ? [...findings, prefixed] : findings
}

/** Beyond so many replaced content words two opposites may well speak of different things. */
const MANY_WORDS = 6
const GENDER =
  /^(?:man|men|boys?|woman|women|girls?|sons?|daughters?|father|mother|husband|wife|brothers?|sisters?|male|female)$/

function opposed(reading: Reading, key: string, pair: number, side: 0 | 1): boolean {
  return (reading.lexicon.antonyms.get(key) ?? []).some(([other, otherSide]) => other === pair && otherSide !== side)
}

/** The old word's side is still stated in the new wording: nothing was turned round. */
function stays(edit: Edit, pair: number, side: 0 | 1): boolean {
  const has = (reading: Reading, wanted: 0 | 1) =>
    reading.tokens.some((token) =>
      (reading.lexicon.antonyms.get(token.key) ?? []).some(([other, s]) => other === pair && s === wanted),
    )
  return has(edit.next, side) && has(edit.old, side === 0 ? 1 : 0)
}

const PREFIXES = ['un', 'in', 'im', 'non', 'dis', 'il', 'ir', 'on', 'des', 'niet']

/** constitutional -> unconstitutional, unless a "not" moved the other way ("not acceptable" is "unacceptable"). */
function unPrefixed(edit: Edit): Finding | null {
  const { old, next } = edit
  const shift = negations(next, edit.newChanged) - negations(old, edit.oldChanged)
  for (const [at, token] of old.tokens.entries()) {
    if (!edit.oldChanged[at] || token.key.length < 4) continue
    const hunk = hunkAt(edit.hunks, at, 'old')
    if (!hunk) continue
    for (let to = hunk.newFrom; to < hunk.newTo; to++) {
      const other = next.tokens[to]?.key ?? ''
      const made = PREFIXES.some((prefix) => other === prefix + token.key)
      const unmade = PREFIXES.some((prefix) => token.key === prefix + other && other.length > 3)
      if ((made && shift !== -1) || (unmade && shift !== 1)) {
        return {
          kind: 'polarity',
          rule: 'antonym',
          old: written(old, at, at + 1),
          new: written(next, to, to + 1),
          before: old,
          after: next,
        }
      }
    }
  }
  return null
}

function negation(edit: Edit): Finding | null {
  const { old, next } = edit
  const before = negations(old, edit.oldChanged)
  const after = negations(next, edit.newChanged)
  if (before % 2 === after % 2) return null
  if (prefixTook(edit)) return null
  const [reading, changed] = before > after ? [old, edit.oldChanged] : [next, edit.newChanged]
  const at = reading.tokens.findIndex((token, index) => changed[index] && reading.lexicon.negation.has(token.key))
  const text = written(reading, Math.max(0, at - 1), Math.min(reading.tokens.length, at + 2))
  const [other, otherChanged] = before > after ? [next, edit.newChanged] : [old, edit.oldChanged]
  // "miss out on" says in one word what "not get" says in two.
  const reworded =
    other.tokens.some((token, index) => otherChanged[index] && other.lexicon.negative.has(token.key)) ||
    (YET_TO.test(other.folded.text) && !YET_TO.test(reading.folded.text))
  const head = reading.tokens.slice(at + 1).find((token) => !reading.lexicon.stop.has(token.key))
  const kept = head !== undefined && !reworded && other.tokens.some((token) => token.key === head.key)
  if (!kept && !reworded && inClause(edit, at, before > after)) {
    const added = after > before
    return {
      kind: added ? 'addition' : 'removal',
      rule: added ? 'denial_added' : 'denial_removed',
      old: added ? null : text,
      new: added ? text : null,
      before: old,
      after: next,
    }
  }
  const rule =
    (kept && edit.share < MOST) || (edit.changedWords <= FEW_WORDS && !reworded) ? 'negation' : 'negation_loose'
  return {
    kind: 'polarity',
    rule,
    old: before > after ? text : null,
    new: before > after ? null : text,
    before: old,
    after: next,
  }
}

/** The negation stands in a clause that came or went as a whole ("which he denies") rather than turning one that stayed. */
function inClause(edit: Edit, at: number, removed: boolean): boolean {
  const hunk = hunkAt(edit.hunks, at, removed ? 'old' : 'new')
  if (!hunk) return false
  const count = (reading: Reading, from: number, to: number) =>
    reading.tokens.slice(from, to).filter((token) => isContent(token, reading) || VERBS.has(token.key)).length
  const mine = removed ? count(edit.old, hunk.oldFrom, hunk.oldTo) : count(edit.next, hunk.newFrom, hunk.newTo)
  const other = removed ? count(edit.next, hunk.newFrom, hunk.newTo) : count(edit.old, hunk.oldFrom, hunk.oldTo)
  return mine > 0 && other === 0
}

/** Negations that are verbs of their own. */
const VERBS = new Set(['denies', 'denied', 'deny', 'denying', 'refuses', 'refused', 'refuse'])

/** With so few other words replaced a negation that came or went turns the statement. */
const FEW_WORDS = 3
/** "have yet to" says "have not". */
const YET_TO = /\byet to\b/
/** Above this share of replaced content words the sentence is another one. */
const MOST = 0.6

/** "wants peace, not land" became "wants land, not peace": all words stay, what is negated does not. */
function negationMoved(edit: Edit): Finding | null {
  const { old, next } = edit
  const words = (reading: Reading) =>
    reading.tokens.filter((token) => isContent(token, reading)).map((token) => token.key)
  if (words(old).sort().join() !== words(next).sort().join()) return null
  const negated = (reading: Reading) => {
    const at = reading.tokens.findIndex((token) => reading.lexicon.negation.has(token.key))
    const head = reading.tokens.findIndex(
      (token, index) => index > at && isContent(token, reading) && !reading.lexicon.negation.has(token.key),
    )
    return at < 0 || head < 0 ? null : { at, head, key: reading.tokens[head]?.key }
  }
  const [before, after] = [negated(old), negated(next)]
  if (!before || !after || before.key === after.key) return null
  return {
    kind: 'polarity',
    rule: 'negation',
    old: written(old, before.at, before.head + 1),
    new: written(next, after.at, after.head + 1),
    before: old,
    after: next,
  }
}

function negations(reading: Reading, changed: readonly boolean[]): number {
  return reading.tokens.filter((token, at) => changed[at] && reading.lexicon.negation.has(token.key)).length
}

/** "not acceptable" became "unacceptable". */
function prefixTook(edit: Edit): boolean {
  const keys = (reading: Reading, changed: readonly boolean[]) =>
    reading.tokens.filter((_, at) => changed[at]).map((token) => token.key)
  const before = keys(edit.old, edit.oldChanged)
  const after = keys(edit.next, edit.newChanged)
  const all = [...before, ...edit.old.tokens.map((token) => token.key)]
  const allNew = [...after, ...edit.next.tokens.map((token) => token.key)]
  return (
    after.some((key) => PREFIXES.some((prefix) => key.startsWith(prefix) && all.includes(key.slice(prefix.length)))) ||
    before.some((key) => PREFIXES.some((prefix) => key.startsWith(prefix) && allNew.includes(key.slice(prefix.length))))
  )
}
