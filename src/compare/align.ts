import type { Lexicon } from '../text/lang/lexicon.ts'
import { sentences } from '../text/sentences.ts'
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
  return alignSentences(split(oldLeft, lang, lexicon), split(newLeft, lang, lexicon), kept.size, moved)
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
  const edited = pairs.map(([o, n]) => ({ old: o, next: n }))
  const oldPaired = new Set(pairs.map(([o]) => o))
  const newPaired = new Set(pairs.map(([, n]) => n))
  return {
    edited,
    added: rest.filter((reading) => !newPaired.has(reading)),
    deleted: left.filter((reading) => !oldPaired.has(reading)),
    moved,
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

function contentWords(reading: Reading): Set<string> {
  const words = new Set<string>()
  for (const token of reading.tokens) if (!reading.lexicon.stop.has(token.key)) words.add(token.key.slice(0, 7))
  if (words.size === 0) for (const token of reading.tokens) words.add(token.key)
  return words
}
