import type { Change, Content, Field } from '../article.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { misspelt } from './cosmetic.ts'
import { severityOf, type Weights } from './severity.ts'
import { WEIGHTS } from './weights.ts'

const RULE = 'stranger'

/** Enough text that stands in both versions to say of a word that the article does not know it. */
const LEAST_KNOWN_CHARS = 400

/**
 * One capitalised word put for another that the rest of the article does not know, before or after: whoever rewords
 * takes the article's own words, so a stranger in an otherwise equal sentence is another fact. Capitals alone do not
 * tell names from the first word of a sentence, nor from German nouns; the article as a dictionary does.
 */
export function strangers(
  old: Content,
  next: Content,
  told: readonly Change[],
  { lexicon, weights }: { lexicon: Lexicon; weights: Weights },
): Change[] {
  const swaps = editedLines(old, next).flatMap((line) => {
    const swap = swappedWord(line.before, line.after)
    return swap && isName(swap.old) && isName(swap.new) ? [{ ...line, swap }] : []
  })
  if (swaps.length === 0) return []
  const stood = new Set(old.blocks.map(({ text }) => text))
  const known = next.blocks.map(({ text }) => text).filter((text) => stood.has(text))
  if (known.reduce((sum, text) => sum + text.length, 0) < LEAST_KNOWN_CHARS) return []
  const vocabulary = new Set(known.flatMap(wordsOf).map(fold))
  return swaps.flatMap(({ field, block, before, after, swap }): Change[] => {
    const [one, other] = [fold(swap.old), fold(swap.new)]
    if (vocabulary.has(other) || lexicon.numbers.has(one) || lexicon.numbers.has(other)) return []
    if (misspelt(one, other, true) || alike(one, other)) return []
    if (told.some((change) => change.severity !== 'minor' && change.field === field && tells(change, swap))) return []
    const points = weights[RULE] ?? WEIGHTS[RULE] ?? 2
    const reason = `${swap.old} replaced by ${swap.new}, which stands nowhere else in the article`
    const severity = severityOf(points)
    return [{ kind: 'person', field, severity, block, ...swap, before, after, points, rule: RULE, reason }]
  })
}

interface EditedLine {
  field: Field
  block: number | null
  before: string
  after: string
}

/** Headline, standfirst, and blocks that stand in the same place between blocks that did not change. */
function editedLines(old: Content, next: Content): EditedLine[] {
  const lines: EditedLine[] = []
  const add = (field: Field, before: string | null | undefined, after: string | null | undefined) => {
    if (before && after && before !== after) lines.push({ field, block: null, before, after })
  }
  const twin = next.headlines.find(({ source }) => source === old.headline?.source) ?? next.headline
  add('headline', old.headline?.text, twin?.text)
  add('standfirst', old.standfirst, next.standfirst)
  if (old.blocks.length !== next.blocks.length) return lines
  for (const [at, block] of next.blocks.entries()) {
    const before = old.blocks[at]?.text
    if (before !== undefined && before !== block.text) {
      lines.push({ field: 'body', block: at + 1, before, after: block.text })
    }
  }
  return lines
}

/** The one word that differs, or null when more or less than one does. */
function swappedWord(before: string, after: string): { old: string; new: string } | null {
  const [one, other] = [wordsOf(before), wordsOf(after)]
  if (one.length !== other.length) return null
  const differing = one.flatMap((word, at) => (word === other[at] ? [] : [at]))
  const at = differing[0]
  if (differing.length !== 1 || at === undefined) return null
  return { old: one[at] ?? '', new: other[at] ?? '' }
}

/** Words as written, without what possession adds; the parts of a compound apart. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+(?=['’]s\b)|(?<!['’])[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function isName(word: string): boolean {
  return /^\p{Lu}\p{L}{2,}$/u.test(word)
}

function fold(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** Another form of the same word: half of the shorter one is their common beginning. */
function alike(one: string, other: string): boolean {
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at++
  return at >= Math.max(3, Math.min(one.length, other.length) / 2)
}

function tells(change: Change, swap: { old: string; new: string }): boolean {
  return (change.old?.includes(swap.old) ?? false) && (change.new?.includes(swap.new) ?? false)
}
