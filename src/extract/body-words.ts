import type { Frame } from './leaves.ts'

/** Weight of each word by where it stands: `o:` on the block's own element, `n:` on its two parents, `f:` further up. */
export type Lexicon = ReadonlyMap<string, number>

const NEAR = 2

/** The words above a frame with their zone, each once; the lexicon is learned over these. */
export function zonedWords(frame: Frame): string[] {
  const words = new Set<string>()
  let level = 0
  for (let at: Frame | null = frame; at; at = at.parent) {
    if (at.tag === 'body' || at.tag === 'html') break
    const zone = level === 0 ? 'o:' : level <= NEAR ? 'n:' : 'f:'
    for (const word of at.words) words.add(zone + word)
    level += 1
  }
  return [...words]
}

/** Sums of the weights by zone, the least and the greatest: five features. */
export function wordScores(frame: Frame, lexicon: Lexicon): readonly number[] {
  const sums = { o: 0, n: 0, f: 0 }
  let least = 0
  let greatest = 0
  for (const word of zonedWords(frame)) {
    const weight = lexicon.get(word)
    if (weight === undefined) continue
    sums[word[0] as 'o' | 'n' | 'f'] += weight
    if (weight < least) least = weight
    if (weight > greatest) greatest = weight
  }
  return [sums.o, sums.n, sums.f, least, greatest].map((value) => Math.round(value * 4) / 4)
}
