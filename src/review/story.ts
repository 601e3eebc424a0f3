import { keysOf } from './kinship.ts'

/** A headline that stands somewhere now. */
export interface Told {
  id: string
  headline: string
}

/** Two headlines of one story share at least so many words, and this share of their weight. */
const LEAST_WORDS = 2
const LEAST_LIKENESS = 0.35
/** Weight of a word that every headline has: a ledger may hold one story alone. */
const COMMON = 0.3

/**
 * The articles that tell the same story as a headline does, likeliest first. Words count by how rare they are among the
 * headlines given, so that no list of grammar is needed in any language: "council" says little in a town's paper,
 * a name that two headlines of a day share says much.
 * @param others headlines of the last day; the more there are, the better is known what is rare
 * @param most never more than so many
 */
export function sameStory(headline: string, others: readonly Told[], most: number): string[] {
  const own = wordsOf(headline)
  const told = others.map(({ id, headline }) => ({ id, words: wordsOf(headline) }))
  const spread = new Map<string, number>()
  for (const { words } of [{ words: own }, ...told]) {
    for (const word of words) spread.set(word, (spread.get(word) ?? 0) + 1)
  }
  const weight = (words: Iterable<string>) => {
    let sum = 0
    for (const word of words) sum += COMMON + Math.log((told.length + 2) / (spread.get(word) ?? 1))
    return sum
  }
  const all = weight(own)
  return told
    .map(({ id, words }) => {
      const shared = [...own].filter((word) => words.has(word))
      return { id, shared: shared.length, likeness: (2 * weight(shared)) / (all + weight(words)) }
    })
    .filter(({ shared, likeness }) => shared >= LEAST_WORDS && likeness >= LEAST_LIKENESS)
    .sort((a, b) => b.likeness - a.likeness || Number(a.id) - Number(b.id))
    .slice(0, most)
    .map(({ id }) => id)
}

/** What a headline is about; short names ("Iran", "Rhys") are told from grammar by their capital. */
function wordsOf(headline: string): ReadonlySet<string> {
  const words = new Set(keysOf(headline))
  for (const [name] of headline
    .normalize('NFKC')
    .matchAll(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]{2,3}(?![\p{L}\p{N}])/gu)) {
    words.add(name.toLowerCase())
  }
  return words
}
