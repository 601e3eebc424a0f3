import type { Part } from './version-parts.ts'

/** Old and new of one part; one side alone where the other has none. */
export interface Pair {
  old: Part | null
  next: Part | null
}

/** Two parts are one, edited, when they share so much of the words of the longer one (Dice). */
const MIN_SHARED = 0.35
/** Old times new parts of one hunk that are weighed against one another; beyond, all of the old go before all of the new. */
const MAX_WEIGHED = 10_000

/**
 * Which of the parts that one version lost and the other gained belong together, in the order of both: the pairs that
 * share the most words in all (an alignment by dynamic programming). A headline, standfirst or byline pairs with its
 * like, whatever its words; `alone` parts pair with none.
 */
export function pairParts(old: readonly Part[], next: readonly Part[], alone: (part: Part) => boolean): Pair[] {
  if (old.length * next.length > MAX_WEIGHED) return oneAfterTheOther(old, next)
  const oldWords = old.map(({ text }) => wordsOf(text))
  const newWords = next.map(({ text }) => wordsOf(text))
  const likeness = (o: number, n: number): number => {
    const [was, is, ours, theirs] = [old[o], next[n], oldWords[o], newWords[n]]
    if (!was || !is || !ours || !theirs || alone(was) || alone(is)) return 0
    if (was.role === is.role && HEAD.has(was.role)) return 2
    const shared = (2 * ours.intersection(theirs).size) / (ours.size + theirs.size || 1)
    return shared < MIN_SHARED ? 0 : shared
  }
  const width = next.length + 1
  // best[o * width + n]: most likeness of what old has from o on with what next has from n on.
  const best = new Float64Array((old.length + 1) * width)
  const alikes = new Float64Array((old.length + 1) * width)
  for (let o = old.length - 1; o >= 0; o--) {
    for (let n = next.length - 1; n >= 0; n--) {
      const alike = likeness(o, n)
      alikes[o * width + n] = alike
      const paired = alike > 0 ? alike + at(best, (o + 1) * width + n + 1) : 0
      best[o * width + n] = Math.max(paired, at(best, (o + 1) * width + n), at(best, o * width + n + 1))
    }
  }
  const pairs: Pair[] = []
  let [o, n] = [0, 0]
  while (o < old.length || n < next.length) {
    const here = at(best, o * width + n)
    const alike = o < old.length && n < next.length ? at(alikes, o * width + n) : 0
    if (alike > 0 && here === alike + at(best, (o + 1) * width + n + 1)) {
      pairs.push({ old: old[o++] ?? null, next: next[n++] ?? null })
    } else if (o < old.length && (n === next.length || here === at(best, (o + 1) * width + n))) {
      pairs.push({ old: old[o++] ?? null, next: null })
    } else pairs.push({ old: null, next: next[n++] ?? null })
  }
  return pairs
}

const HEAD = new Set(['headline', 'standfirst', 'byline'])

function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0
}

/** Words; of scripts that put no spaces between them, each sign. */
const WORD = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}]|[\p{L}\p{N}\p{M}]+/gu

function wordsOf(text: string): Set<string> {
  return new Set(text.slice(0, 5_000).toLowerCase().match(WORD))
}

function oneAfterTheOther(old: readonly Part[], next: readonly Part[]): Pair[] {
  return [...old.map((part) => ({ old: part, next: null })), ...next.map((part) => ({ old: null, next: part }))]
}
