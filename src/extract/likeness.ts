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
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** How many letters and digits a text has, as `letters` counts them. */
export function letterCount(text: string): number {
  let count = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code > 126) return letters(text).length
    const small = code | 32
    if ((small >= 97 && small <= 122) || (code >= 48 && code <= 57)) count += 1
  }
  return count
}

/** Most texts; the general classes cost four times as much. */
const ASCII = /^[ -~]*$/

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
