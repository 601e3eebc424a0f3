import { type Name, readNames } from '../../text/names.ts'
import { placeOf } from '../../text/places.ts'
import { misspelt } from '../cosmetic.ts'
import { type Edit, hunkAt, isContent, touches } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** People, places and organisations replaced, added, dropped, or in each other's place. */
export function names(edit: Edit): Finding[] {
  const { old, next } = edit
  const before = readNames(old.tokens, old.folded.text, old.lexicon)
  const after = readNames(next.tokens, next.folded.text, next.lexicon)
  const swapped = rolesSwapped(edit, before, after)
  if (swapped) return [swapped]
  const gone = before.filter((name) => touches(edit.oldChanged, name.from, name.to) && !known(name, next))
  const come = after.filter((name) => touches(edit.newChanged, name.from, name.to) && !known(name, old))
  const findings: Finding[] = []
  for (const name of gone) {
    const at = come.findIndex((other) => sameHunk(edit, name, other))
    const other = come[at]
    if (other) {
      come.splice(at, 1)
      findings.push(replaced(edit, name, other))
    } else findings.push(one(edit, name, 'removed'))
  }
  for (const name of come) findings.push(one(edit, name, 'added'))
  return findings
}

/** A name stands on the other side when any of its own words does, or the land it belongs to. */
function known(name: Name, reading: Reading): boolean {
  return name.keys.some((key) => {
    const place = placeOf(key)
    return reading.tokens.some(
      (token) => token.key === key || (place !== null && placeOf(token.key) === place) || initials(reading, key),
    )
  })
}

/** "UN" stands where "United Nations" is written out. */
function initials(reading: Reading, acronym: string): boolean {
  if (acronym.length < 2 || acronym.length > 5) return false
  const capitals = reading.tokens.filter((token) => token.capital).map((token) => token.key.charAt(0))
  return capitals.join('').includes(acronym)
}

function sameHunk(edit: Edit, name: Name, other: Name): boolean {
  for (let at = name.from; at < name.to; at++) {
    const hunk = hunkAt(edit.hunks, at, 'old')
    if (hunk && other.from < hunk.newTo && other.to > hunk.newFrom) return true
  }
  return false
}

function replaced(edit: Edit, name: Name, other: Name): Finding {
  const { old, next } = edit
  const from = name.keys.join('')
  const to = other.keys.join('')
  const places = name.keys.some((key) => placeOf(key) !== null) && other.keys.some((key) => placeOf(key) !== null)
  const spelling = !places && misspelt(from, to, true)
  const kind = other.kind === 'place' && name.kind !== 'place' ? name.kind : other.kind
  const hunk = hunkAt(edit.hunks, name.from, 'old') ?? hunkAt(edit.hunks, name.to - 1, 'old')
  const extra = hunk
    ? hunk.oldTo - hunk.oldFrom - (name.to - name.from) + (hunk.newTo - hunk.newFrom) - (other.to - other.from)
    : 9
  const rule = spelling ? 'name_spelling' : extra <= 4 ? 'name_changed' : 'name_changed_loose'
  return {
    kind,
    rule,
    old: written(old, name.from, name.to),
    new: written(next, other.from, other.to),
    before: old,
    after: next,
  }
}

function one(edit: Edit, name: Name, what: 'added' | 'removed'): Finding {
  const reading = what === 'added' ? edit.next : edit.old
  const text = written(reading, name.from, name.to)
  return {
    kind: name.kind,
    rule: `name_${what}`,
    old: what === 'removed' ? text : null,
    new: what === 'added' ? text : null,
    words: name.keys,
    before: edit.old,
    after: edit.next,
  }
}

/** "Chelsea beat United" became "United beat Chelsea": all other words stand in the same order. */
function rolesSwapped(edit: Edit, before: readonly Name[], after: readonly Name[]): Finding | null {
  if (before.length < 2 || before.length !== after.length) return null
  const one = before.map((name) => name.keys.join(' '))
  const other = after.map((name) => name.keys.join(' '))
  if (one.join() === other.join() || [...one].sort().join() !== [...other].sort().join()) return null
  if (without(edit.old, before) !== without(edit.next, after)) return null
  const at = one.findIndex((key, index) => key !== other[index])
  const first = before[at]
  const second = after[at]
  if (!first || !second || listed(edit.old, first)) return null
  const { old, next } = edit
  return {
    kind: first.kind,
    rule: 'roles_swapped',
    old: written(old, first.from, first.to),
    new: written(next, second.from, second.to),
    before: old,
    after: next,
  }
}

function without(reading: Reading, names: readonly Name[]): string {
  return reading.tokens
    .filter((token, at) => isContent(token, reading) && !names.some((name) => at >= name.from && at < name.to))
    .map((token) => token.key)
    .join(' ')
}

/** "A and B", "A, B": the order of a list says nothing. */
function listed(reading: Reading, name: Name): boolean {
  const end = reading.tokens[name.to - 1]?.end ?? 0
  return /^(?:, | and | or | & |\/| y | et | und | en )/.test(reading.folded.text.slice(end, end + 6))
}
