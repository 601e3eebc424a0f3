import type { Lexicon } from '../text/lang/lexicon.ts'
import { sentences } from '../text/sentences.ts'
import { disjoint } from './disjoint.ts'
import { type Reading, read } from './reading.ts'

/** What became of the sentences of a body (the taxonomy of NewsEdits). */
export interface Alignment {
  /** Old and new of one sentence, or of a sentence split in two or merged from two. */
  edited: Array<{ old: Reading; next: Reading }>
  added: Reading[]
  deleted: Reading[]
  /** Unchanged but in another order. */
  moved: Reading[]
  unchanged: number
  /** What differs is long and shares nothing: another text, not read sentence by sentence. */
  wholesale: boolean
  /** Sentences of the old and of the new body. */
  oldCount: number
  newCount: number
}

/** Text of the blocks, old and new. */
export function align(
  old: readonly string[],
  next: readonly string[],
  lang: string | null,
  lexicon: Lexicon,
): Alignment {
  const seen = new Map<string, number[]>()
  for (const [index, text] of old.entries()) push(seen, text, index)
  const oldLeft: Array<[string, number]> = []
  const newLeft: Array<[string, number]> = []
  const kept = new Set<number>()
  let previous = -1
  const moved: Reading[] = []
  for (const [index, text] of next.entries()) {
    const at = seen.get(text)?.shift()
    if (at === undefined) newLeft.push([text, index])
    else {
      kept.add(at)
      if (at < previous) moved.push(read(text, index + 1, lexicon))
      previous = Math.max(previous, at)
    }
  }
  for (const [index, text] of old.entries()) if (!kept.has(index)) oldLeft.push([text, index])
  if (disjoint(oldLeft, newLeft)) return wholesale(kept.size, oldLeft.length, newLeft.length, moved)
  return alignSentences(split(oldLeft, lang, lexicon), split(newLeft, lang, lexicon), kept.size, moved)
}

/** Nothing in common: counted by blocks and not read closer. */
function wholesale(unchanged: number, gone: number, come: number, moved: Reading[]): Alignment {
  const counts = { unchanged, oldCount: unchanged + gone, newCount: unchanged + come }
  return { edited: [], added: [], deleted: [], moved, wholesale: true, ...counts }
}

function split(blocks: Array<[string, number]>, lang: string | null, lexicon: Lexicon): Reading[] {
  return blocks.flatMap(([text, index]) =>
    sentences(text, lang).map(({ start, end }) => read(text.slice(start, end), index + 1, lexicon)),
  )
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

function alignSentences(old: Reading[], next: Reading[], keptBlocks: number, moved: Reading[]): Alignment {
  const byKey = new Map<string, number[]>()
  for (const [index, reading] of old.entries()) push(byKey, reading.key, index)
  const taken = new Set<number>()
  const rest: Reading[] = []
  for (const reading of next) {
    const at = byKey.get(reading.key)?.shift()
    if (at === undefined) rest.push(reading)
    else taken.add(at)
  }
  const left = old.filter((_, index) => !taken.has(index))
  const pairs = bySimilarity(left, rest)
  joinSplits(pairs, left, rest)
  pairs.push(...byPlace(left, rest, pairs))
  const edited = pairs.flatMap(([o, n]) => (o.key === n.key ? [] : [{ old: o, next: n }]))
  const oldPaired = new Set(pairs.flatMap(([o]) => o.parts ?? [o]))
  const newPaired = new Set(pairs.flatMap(([, n]) => n.parts ?? [n]))
  return {
    edited,
    added: rest.filter((reading) => !newPaired.has(reading)),
    deleted: left.filter((reading) => !oldPaired.has(reading)),
    moved,
    wholesale: false,
    unchanged: keptBlocks + taken.size,
    oldCount: keptBlocks + old.length,
    newCount: keptBlocks + next.length,
  }
}

/** Words that stand in more sentences than this say nothing about which two belong together. */
const MAX_POSTINGS = 12
const MIN_SIMILARITY = 0.42

/** Greedy best pairs by shared content words, candidates from an inverted index: linear in the text. */
function bySimilarity(old: Reading[], next: Reading[]): Array<[Reading, Reading]> {
  const index = new Map<string, number[]>()
  const oldWords = old.map(contentWords)
  for (const [at, words] of oldWords.entries()) for (const word of words) push(index, word, at)
  const candidates: Array<[number, number, number]> = []
  for (const [at, reading] of next.entries()) {
    const words = contentWords(reading)
    const shared = new Map<number, number>()
    for (const word of words) {
      const postings = index.get(word)
      if (!postings || (postings.length > MAX_POSTINGS && old.length > MAX_POSTINGS)) continue
      for (const candidate of postings) shared.set(candidate, (shared.get(candidate) ?? 0) + 1)
    }
    for (const [candidate, both] of shared) {
      const other = oldWords[candidate]?.size ?? 0
      const least = Math.min(words.size, other) || 1
      const most = Math.max(words.size, other) || 1
      const score = (0.6 * both) / least + (0.4 * both) / most
      if (score >= MIN_SIMILARITY) candidates.push([score - Math.abs(candidate - at) * 1e-6, candidate, at])
    }
  }
  candidates.sort((a, b) => b[0] - a[0])
  const usedOld = new Set<number>()
  const usedNew = new Set<number>()
  const pairs: Array<[Reading, Reading]> = []
  for (const [, o, n] of candidates) {
    const oldReading = old[o]
    const newReading = next[n]
    if (usedOld.has(o) || usedNew.has(n) || !oldReading || !newReading) continue
    usedOld.add(o)
    usedNew.add(n)
    pairs.push([oldReading, newReading])
  }
  return pairs
}

/** Two sentences in one place need share only this much to be one sentence reworked. */
const MIN_SIMILARITY_IN_PLACE = 0.3

/** The only sentences of one block without a partner, old and new: what stands in the same place. */
function byPlace(
  old: readonly Reading[],
  next: readonly Reading[],
  pairs: ReadonlyArray<readonly [Reading, Reading]>,
): Array<[Reading, Reading]> {
  const taken = new Set(pairs.flatMap(([o, n]) => [...(o.parts ?? [o]), ...(n.parts ?? [n])]))
  const oldLeft = Map.groupBy(
    old.filter((reading) => !taken.has(reading)),
    ({ block }) => block,
  )
  const newLeft = Map.groupBy(
    next.filter((reading) => !taken.has(reading)),
    ({ block }) => block,
  )
  const found: Array<[Reading, Reading]> = []
  for (const [block, [reading, ...others]] of newLeft) {
    const [other, ...more] = oldLeft.get(block) ?? []
    if (!reading || !other || more.length + others.length > 0) continue
    const words = new Set(other.tokens.map(({ key }) => key))
    const both = reading.tokens.filter(({ key }) => words.has(key)).length
    if (both >= MIN_SIMILARITY_IN_PLACE * Math.min(words.size, reading.tokens.length)) found.push([other, reading])
  }
  return found
}

/** Share of a lone sentence's content words that its neighbour's partner must hold for the two to be one sentence cut. */
const MIN_COVERAGE = 0.6

/** A sentence without a partner whose words stand in the partner of its neighbour is the other half of a split or merge. */
function joinSplits(pairs: Array<[Reading, Reading]>, old: readonly Reading[], next: readonly Reading[]): void {
  for (const pair of pairs) {
    pair[1] = joined(pair[1], pair[0], next, new Set(pairs.map(([, n]) => n)))
    pair[0] = joined(pair[0], pair[1], old, new Set(pairs.map(([o]) => o)))
  }
}

function joined(half: Reading, whole: Reading, side: readonly Reading[], paired: ReadonlySet<Reading>): Reading {
  const at = side.indexOf(half)
  if (at < 0 || paired.size === side.length) return half
  const words = contentWords(whole)
  const mine = contentWords(half)
  for (const [first, second] of [
    [half, side[at + 1]],
    [side[at - 1], half],
  ]) {
    const other = first === half ? second : first
    if (!first || !second || !other || paired.has(other)) continue
    const theirs = [...contentWords(other)]
    const covered = theirs.filter((word) => words.has(word))
    const own = covered.filter((word) => !mine.has(word))
    if (covered.length < MIN_COVERAGE * theirs.length || own.length < 2) continue
    return { ...read(`${first.source} ${second.source}`, first.block, half.lexicon), parts: [first, second] }
  }
  return half
}

function contentWords(reading: Reading): Set<string> {
  const words = new Set<string>()
  for (const token of reading.tokens) if (!reading.lexicon.stop.has(token.key)) words.add(token.key.slice(0, 7))
  if (words.size === 0) for (const token of reading.tokens) words.add(token.key)
  return words
}
