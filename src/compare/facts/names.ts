import { sameFirstName } from '../../text/lang/nicknames.ts'
import { type Name, readNames } from '../../text/names.ts'
import { placeOf } from '../../text/places.ts'
import type { Token } from '../../text/tokens.ts'
import { misspelt } from '../cosmetic.ts'
import type { Hunk } from '../diff.ts'
import { type Edit, hunkAt, isContent } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** People, places and organisations replaced, added, dropped, or in each other's place. */
export function names(edit: Edit): Finding[] {
  const { old, next } = edit
  const before = readNames(old.tokens, old.folded.text, old.lexicon, old.block !== null)
  const after = readNames(next.tokens, next.folded.text, next.lexicon, next.block !== null)
  const swapped = rolesSwapped(edit, before, after)
  if (swapped) return [swapped]
  const gone = before.flatMap((name) => partOf(name, edit.oldChanged))
  const come = after.flatMap((name) => partOf(name, edit.newChanged))
  const findings: Finding[] = []
  for (const part of gone) {
    const at = come.findIndex((other) => replaces(edit, part, other))
    const other = come[at]
    if (other) {
      come.splice(at, 1)
      findings.push(replaced(edit, part, other))
    } else if (!part.partial && !known(part.keys, next)) findings.push(one(edit, part.name, 'removed'))
  }
  if (UNCASED.test(next.source) && findings.length === 0) findings.push(...wordReplaced(edit))
  for (const part of come) {
    if (!part.partial && !known(part.keys, old)) findings.push(one(edit, part.name, 'added'))
  }
  return findings
}

/** Scripts without capitals: a word put for another in the same place may be a name, and is told as a detail. */
function wordReplaced({ old, next, hunks }: Edit): Finding[] {
  return hunks.flatMap((hunk): Finding[] => {
    if (hunk.oldTo - hunk.oldFrom !== 1 || hunk.newTo - hunk.newFrom !== 1) return []
    const [one, other] = [old.tokens[hunk.oldFrom], next.tokens[hunk.newFrom]]
    if (!one || !other || one.type !== 'word' || other.type !== 'word') return []
    if (next.lexicon.say.has(other.key) || next.lexicon.numbers.has(other.key)) return []
    const values = { old: written(old, hunk.oldFrom, hunk.oldTo), new: written(next, hunk.newFrom, hunk.newTo) }
    return [{ kind: 'wording', rule: 'word_replaced', ...values, before: old, after: next }]
  })
}

const UNCASED = /[\u0590-\u06ff]/

/** The words of a name that changed; the name is partly changed when a surname stays ("Juan Vega", "Luis Vega"). */
interface Part {
  name: Name
  keys: readonly string[]
  partial: boolean
}

function partOf(name: Name, changed: readonly boolean[]): Part[] {
  const keys = name.keys.filter((_, at) => changed[name.from + at])
  return keys.length === 0 ? [] : [{ name, keys, partial: keys.length < name.keys.length }]
}

/** Replaced in place, or in the same run of words by a name that the old wording did not know. */
function replaces(edit: Edit, part: Part, other: Part): boolean {
  const hunk = sameHunk(edit, part.name, other.name)
  if (!hunk || part.partial !== other.partial) return false
  const extra = hunk.oldTo - hunk.oldFrom - part.keys.length + hunk.newTo - hunk.newFrom - other.keys.length
  if (extra <= TIGHT && !part.keys.some((key) => other.keys.includes(key))) return !coincide(part.keys, other.keys)
  return !known(part.keys, edit.next) && !known(other.keys, edit.old)
}

/** Words beside the names in a run that still counts as one name put for another. */
const TIGHT = 1

/** Both sides mean one place, or one is the other's initials. */
function coincide(one: readonly string[], other: readonly string[]): boolean {
  if (abbreviates(one, other) || abbreviates(other, one)) return true
  const [first = '', second = ''] = [one[0], other[0]]
  if (sameFirstName(first, second)) return true
  // "N Korea", and "Canaries" for "Canary Islands"
  if ((first.length === 1 || second.length === 1) && first.charAt(0) === second.charAt(0)) return true
  if (
    placeOf(first) === null &&
    placeOf(second) === null &&
    first.length > 5 &&
    first.slice(0, 5) === second.slice(0, 5)
  )
    return one.length !== other.length
  return one.some((key) => placeOf(key) !== null && other.some((word) => placeOf(word) === placeOf(key)))
}

function abbreviates(short: readonly string[], long: readonly string[]): boolean {
  const [acronym = ''] = short
  return (
    acronym.length > 1 &&
    acronym.length <= long.length &&
    long
      .map((key) => key.charAt(0))
      .join('')
      .startsWith(acronym)
  )
}

/** A name stands on the other side when any of its own words does, or the land it belongs to. */
function known(keys: readonly string[], reading: Reading): boolean {
  if (keys.length > 1 && reading.tokens.some((token) => abbreviates([token.key], keys))) return true
  return keys.some((key) => {
    const place = placeOf(key)
    if (initials(reading, key)) return true
    return reading.tokens.some((token) => {
      if (token.key === key) return true
      if (place !== null) return placeOf(token.key) === place
      // "Canaries" for "Canary Islands"
      return key.length > 5 && token.capital && token.key.slice(0, 5) === key.slice(0, 5)
    })
  })
}

/** "UN" stands where "United Nations" is written out. */
function initials(reading: Reading, acronym: string): boolean {
  if (acronym.length < 2 || acronym.length > 5) return false
  const capitals = reading.tokens.filter((token) => token.capital).map((token) => token.key.charAt(0))
  return capitals.join('').includes(acronym)
}

function sameHunk(edit: Edit, name: Name, other: Name): Hunk | null {
  for (let at = name.from; at < name.to; at++) {
    const hunk = hunkAt(edit.hunks, at, 'old')
    if (hunk && other.from < hunk.newTo && other.to > hunk.newFrom) return hunk
  }
  return null
}

function replaced(edit: Edit, part: Part, other: Part): Finding {
  const { old, next } = edit
  const [name, to] = [part.name, other.name]
  const places = part.keys.some((key) => placeOf(key) !== null) && other.keys.some((key) => placeOf(key) !== null)
  const spelling = !places && misspelt(part.keys.join(''), other.keys.join(''), true)
  const hunk = sameHunk(edit, name, to)
  const extra = hunk ? hunk.oldTo - hunk.oldFrom - part.keys.length + hunk.newTo - hunk.newFrom - other.keys.length : 9
  // "Scotland's first minister" and her name may well be one person.
  const alike = name.kind === to.kind || part.partial || extra <= TIGHT
  // "Holt: all is well" became "Ferry row: all is well": another label, not another person.
  const label = name.from === 0 && old.folded.text.charAt(old.tokens[name.to - 1]?.end ?? 0) === ':'
  const rule = spelling ? 'name_spelling' : extra <= LOOSE && alike && !label ? 'name_changed' : 'name_changed_loose'
  const kind = to.kind === 'place' && name.kind !== 'place' ? name.kind : to.kind
  return {
    kind,
    rule,
    old: written(old, name.from, name.to),
    new: written(next, to.from, to.to),
    before: old,
    after: next,
  }
}

/** More words than this beside the names make it a rewritten clause. */
const LOOSE = 4

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
  const { old, next } = edit
  const words = new Set([...before, ...after].flatMap((name) => name.keys))
  if (words.size < 2 || old.tokens.length !== next.tokens.length) return null
  const named = (reading: Reading) => reading.tokens.filter((token) => words.has(token.key))
  const others = (reading: Reading) =>
    reading.tokens.filter((token) => !words.has(token.key) && isContent(token, reading)).map((token) => token.key)
  const [one, other] = [named(old), named(next)]
  const keys = (list: typeof one) => list.map((token) => token.key)
  if (keys(one).join() === keys(other).join() || keys(one).sort().join() !== keys(other).sort().join()) return null
  if (others(old).join() !== others(next).join()) return null
  const at = one.findIndex((token, index) => token.key !== other[index]?.key)
  const holds = (reading: Reading, names: readonly Name[], token: Token | undefined) => {
    const index = token ? reading.tokens.indexOf(token) : -1
    return (
      names.find((name) => index >= name.from && index < name.to) ?? {
        from: index,
        to: index + 1,
        keys: [],
        kind: 'person' as const,
      }
    )
  }
  const first = holds(old, before, one[at])
  const second = holds(next, after, other[at])
  if (
    first.from < 0 ||
    second.from < 0 ||
    listed(old, first) ||
    VOICE.test(old.folded.text) ||
    VOICE.test(next.folded.text)
  )
    return null
  return {
    kind: first.kind,
    rule: 'roles_swapped',
    old: written(old, first.from, first.to),
    new: written(next, second.from, second.to),
    before: old,
    after: next,
  }
}

/** "Ana: we won" and "We won - Ana" only move the voice. */
const VOICE = /^[^,.;]{2,40}: | - [^,.;]{2,40}$/

/** "A and B", "A, B": the order of a list says nothing. */
function listed(reading: Reading, name: Name): boolean {
  const end = reading.tokens[name.to - 1]?.end ?? 0
  return /^(?:, | and | or | & |\/| y | et | und | en )/.test(reading.folded.text.slice(end, end + 6))
}
