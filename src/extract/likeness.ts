import { countBy, lettersBy, unitTable } from './units.ts'

/**
 * How alike two short texts are: Dice's coefficient over the sets of their words, or of their character pairs where
 * the script writes no spaces. 0 (nothing shared) to 1 (the same words).
 */
export function likeness(one: string, other: string): number {
  const first = pieces(one)
  const second = pieces(other)
  if (first.size === 0 || second.size === 0) return 0
  return (2 * shared(first, second)) / (first.size + second.size)
}

/** The share of the shorter text's words that the other has: 1 when one text holds all of the other. */
export function containment(one: string, other: string): number {
  const first = pieces(one)
  const second = pieces(other)
  if (first.size === 0 || second.size === 0) return 0
  return shared(first, second) / Math.min(first.size, second.size)
}

/** A text by its letters and digits alone, in lower case: equal for texts that differ in typography only. */
export function letters(text: string): string {
  return lettersBy(TABLE, text) ?? normalLetters(text)
}

/** How many letters and digits a text has, as `letters` counts them. */
export function letterCount(text: string): number {
  return countBy(TABLE, text) ?? normalLetters(text).length
}

function normalLetters(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(OTHERS, '')
}

const OTHERS = /[^\p{L}\p{N}]+/gu
/** Marks, narrow sound marks and the letters of Hangul join others in the normal form. */
const JOINS = /[\p{M}\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\ud7b0-\ud7ff\uff9e-\uffdc]/u
const TABLE = unitTable((unit) => (JOINS.test(unit) ? null : normalLetters(unit)))

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u
const MAX_CHARS = 600

function pieces(text: string): Set<string> {
  const lower = text.slice(0, MAX_CHARS).normalize('NFKC').toLowerCase()
  const words = lower.match(/[\p{L}\p{N}]+/gu) ?? []
  if (!UNSPACED.test(lower)) return new Set(words)
  const run = words.join('')
  const pairs = new Set<string>()
  for (let index = 0; index + 1 < run.length; index++) pairs.add(run.slice(index, index + 2))
  return pairs
}

function shared(one: Set<string>, other: Set<string>): number {
  let count = 0
  for (const piece of one) if (other.has(piece)) count += 1
  return count
}
