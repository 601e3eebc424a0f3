import type { Quantity } from '../../text/quantities.ts'
import type { Hunk } from '../diff.ts'
import { type Edit, touches } from '../edit.ts'
import type { Casualty, Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** Numbers, ages, sums and dates that differ between two readings of one sentence. */
export function figures(edit: Edit): Finding[] {
  const { old, next } = edit
  const findings: Finding[] = swapped(old, next)
  const { before, after, same } = cancelled(edit)
  for (const [one, other] of same) {
    if (turned(one, other)) {
      findings.push(finding('number', 'number_bound', old, withBound(one), next, withBound(other), one, other))
    }
  }
  for (const match of [pairs, lonely]) {
    for (const [one, other] of match(before, after, edit)) {
      findings.push(changed(old, one, next, other))
      before.splice(before.indexOf(one), 1)
      after.splice(after.indexOf(other), 1)
    }
  }
  for (const quantity of before) {
    if (!quantity.weak || nearCasualty(old, quantity))
      findings.push(finding(quantity.kind, `${quantity.kind}_removed`, old, quantity, next, null, quantity, null))
  }
  for (const quantity of after) {
    if (!quantity.weak || nearCasualty(next, quantity))
      findings.push(finding(quantity.kind, `${quantity.kind}_added`, old, null, next, quantity, null, quantity))
  }
  return findings
}

/**
 * Takes away what stands on both sides. Values in unchanged words meet first, so that of two equal figures the one that
 * was edited is left.
 */
function cancelled({ old, next, oldChanged, newChanged }: Edit): {
  before: Quantity[]
  after: Quantity[]
  same: Array<[Quantity, Quantity]>
} {
  const edited = (changed: readonly boolean[]) => (quantity: Quantity) => touches(changed, quantity.from, quantity.to)
  const [wasEdited, isEdited] = [edited(oldChanged), edited(newChanged)]
  const before: Quantity[] = []
  const after = [...next.quantities()].sort((a, b) => Number(isEdited(a)) - Number(isEdited(b)))
  const same: Array<[Quantity, Quantity]> = []
  for (const one of [...old.quantities()].sort((a, b) => Number(wasEdited(a)) - Number(wasEdited(b)))) {
    const at = after.findIndex((other) => sameValue(one, other))
    const other = after[at]
    if (other) {
      same.push([one, other])
      after.splice(at, 1)
    } else before.push(one)
  }
  return { before, after, same }
}

/** "12 dead, 15 hurt" became "15 dead, 12 hurt": the same values, each with the other's words. */
function swapped(old: Reading, next: Reading): Finding[] {
  const findings: Finding[] = []
  const after = next.quantities()
  for (const [at, one] of old.quantities().entries()) {
    for (const two of old.quantities().slice(at + 1)) {
      if (one.kind !== two.kind || one.unit !== two.unit || one.key === two.key || one.weak || two.weak) continue
      const first = after.find((other) => other.key === two.key)
      const second = after.find((other) => other.key === one.key)
      if (!first || !second || first.from > second.from) continue
      const alike = [sameWords(old, one, next, first), sameWords(old, two, next, second)]
      const led = [sameLead(old, one, next, first), sameLead(old, two, next, second)]
      if (!((alike[0] && (alike[1] || led[1])) || (alike[1] && led[0]))) continue
      findings.push(finding(one.kind, `${one.kind}_changed`, old, one, next, first, one, first))
      findings.push(finding(two.kind, `${two.kind}_changed`, old, two, next, second, two, second))
    }
  }
  return findings
}

function sameLead(old: Reading, one: Quantity, next: Reading, other: Quantity): boolean {
  const before = (reading: Reading, { from }: Quantity) => reading.tokens[from - 1]?.key
  return before(old, one) !== undefined && before(old, one) === before(next, other)
}

/** What is counted, or what led to the value, is worded alike. */
function sameWords(old: Reading, one: Quantity, next: Reading, other: Quantity): boolean {
  const after = (reading: Reading, { to }: Quantity) => reading.tokens[to]?.key
  const before = (reading: Reading, { from }: Quantity) =>
    `${reading.tokens[from - 2]?.key} ${reading.tokens[from - 1]?.key}`
  const noun = after(old, one)
  return (
    before(old, one) === before(next, other) ||
    (noun !== undefined && !old.lexicon.stop.has(noun) && noun === after(next, other))
  )
}

/** Dates agree when one is merely more precise: "6 January" and "January 6, 2021". */
function sameValue(one: Quantity, other: Quantity): boolean {
  if (one.key === other.key) return true
  // "dies at 70" and "dies aged 70": only the shape tells an age.
  if (one.value !== null && one.value === other.value && [one, other].some(({ kind }) => kind === 'age')) {
    return [one, other].some(({ kind, unit }) => kind === 'number' && unit === '')
  }
  if (one.kind !== 'date' || other.kind !== 'date') return false
  const [short, long] = one.key.length < other.key.length ? [one.key, other.key] : [other.key, one.key]
  return long.startsWith(`${short}-`) && short.includes('-')
}

/** "More than half" became "less than half". */
function turned(one: Quantity, other: Quantity): boolean {
  return (one.bound === 'over' && other.bound === 'under') || (one.bound === 'under' && other.bound === 'over')
}

/** The value with the two words before it, where its bound stands. */
function withBound(quantity: Quantity): Quantity {
  return { ...quantity, from: Math.max(0, quantity.from - 2) }
}

function pairs(
  before: readonly Quantity[],
  after: readonly Quantity[],
  { old, next, hunks }: Edit,
): Array<[Quantity, Quantity]> {
  const scored: Array<[number, Quantity, Quantity]> = []
  for (const one of before) {
    for (const other of after) {
      const score = likeness(one, other, old, next, hunks)
      if (score >= 3) scored.push([score, one, other])
    }
  }
  scored.sort((a, b) => b[0] - a[0])
  const used = new Set<Quantity>()
  return scored.flatMap(([, one, other]): Array<[Quantity, Quantity]> => {
    if (used.has(one) || used.has(other)) return []
    used.add(one)
    used.add(other)
    return [[one, other]]
  })
}

/** The only date, or the only count, left on either side: one statement in another shape ("the third week of May"). */
function lonely(before: readonly Quantity[], after: readonly Quantity[]): Array<[Quantity, Quantity]> {
  const [one, ...more] = before.filter(({ weak }) => !weak)
  const [other, ...others] = after.filter(({ weak }) => !weak)
  if (!one || !other || more.length + others.length > 0 || one.kind !== other.kind) return []
  return one.kind === 'date' || (one.unit === other.unit && !one.vague && !other.vague) ? [[one, other]] : []
}

/** How likely two values are the same statement: kind and unit, place in the edit, the words around. */
function likeness(one: Quantity, other: Quantity, old: Reading, next: Reading, hunks: readonly Hunk[]): number {
  if (one.kind !== other.kind) return 0
  let score = one.unit === other.unit ? 2 : 0
  const shared = hunks.some(
    (hunk) => one.from < hunk.oldTo && hunk.oldFrom < one.to && other.from < hunk.newTo && hunk.newFrom < other.to,
  )
  if (shared) score += 2
  if (nearWords(old, one).some((word) => nearWords(next, other).includes(word))) score += 1.5
  if (old.tokens[one.from - 1]?.key === next.tokens[other.from - 1]?.key) score += 0.5
  if (one.weak !== other.weak) score -= 1
  // The same figure in another currency or unit.
  if (one.value !== null && one.value === other.value) score += 1
  return score
}

/** Content words after a value: what is counted. */
function nearWords(reading: Reading, quantity: Quantity): string[] {
  const words: string[] = []
  for (let at = quantity.to; at < quantity.to + 4; at++) {
    const token = reading.tokens[at]
    if (token && token.type === 'word' && !reading.lexicon.stop.has(token.key)) words.push(token.key)
  }
  return words
}

function changed(old: Reading, one: Quantity, next: Reading, other: Quantity): Finding {
  if (one.unit === 'label' && other.unit === 'label')
    return finding(one.kind, 'label_changed', old, one, next, other, one, other)
  const rule = refined(one, other) ? `${one.kind}_refined` : `${one.kind}_changed`
  return finding(one.kind, rule, old, one, next, other, one, other)
}

/** "nearly 300" and 298 do not contradict each other. */
function refined(one: Quantity, other: Quantity): boolean {
  if (one.value === null || other.value === null || one.unit !== other.unit) return false
  if (one.bound === null && other.bound === null) return false
  return Math.abs(one.value - other.value) <= 0.03 * Math.abs(other.value)
}

function finding(
  kind: Finding['kind'],
  rule: string,
  old: Reading,
  oldValue: Quantity | null,
  next: Reading,
  newValue: Quantity | null,
  one: Quantity | null,
  other: Quantity | null,
): Finding {
  const casualty = (other && nearCasualty(next, other)) ?? (one && nearCasualty(old, one))
  return {
    kind,
    rule,
    old: oldValue && written(old, oldValue.from, oldValue.to),
    new: newValue && written(next, newValue.from, newValue.to),
    before: old,
    after: next,
    ...(one && !other ? { value: one.key } : {}),
    ...(other && !one ? { value: other.key } : {}),
    ...(casualty && kind === 'number' ? { casualty } : {}),
  }
}

/** Words of death and injury near a plain count make it a casualty figure; the nearest word says of what. */
function nearCasualty(reading: Reading, quantity: Quantity): Casualty | null {
  if (quantity.unit !== '' && quantity.unit !== 'year') return null
  for (let distance = 0; distance < WINDOW; distance++) {
    const after = distance < WINDOW - 2 ? reading.tokens[quantity.to + distance]?.key : undefined
    const found = casualtyOf(reading, after) ?? casualtyOf(reading, reading.tokens[quantity.from - 1 - distance]?.key)
    if (found) return found
  }
  return null
}

/** Tokens looked at before a figure; two fewer after it. */
const WINDOW = 7

function casualtyOf({ lexicon }: Reading, key: string | undefined): Casualty | null {
  if (key === undefined || !lexicon.casualty.has(key)) return null
  const stage = lexicon.events.get(key)?.find((form) => form.scale === 'life')?.stage
  return stage === 3 ? 'dead' : stage === 1 ? 'injured' : stage === 0 ? 'missing' : 'harmed'
}
