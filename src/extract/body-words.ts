import type { Frame } from './leaves.ts'
import type { Row } from './row.ts'

/** Weights of each word by where it stands: on the block's own element, on its two parents, further up. */
export type Lexicon = ReadonlyMap<string, WordWeights>

interface WordWeights {
  own: number
  near: number
  far: number
}

/** The lexicon out of weights by zoned word: `o:` own, `n:` near, `f:` far. */
export function lexiconOf(weights: Iterable<readonly [string, number]>): Lexicon {
  const lexicon = new Map<string, WordWeights>()
  for (const [zoned, weight] of weights) {
    const word = zoned.slice(2)
    const known = lexicon.get(word) ?? { own: 0, near: 0, far: 0 }
    known[zoned.startsWith('o:') ? 'own' : zoned.startsWith('n:') ? 'near' : 'far'] = weight
    lexicon.set(word, known)
  }
  return lexicon
}

const NEAR = 2

/** The words above a frame with their zone, each as often as it stands there; the lexicon is learned over these. */
export function zonedWords(frame: Frame): string[] {
  const words: string[] = []
  let level = 0
  for (let at: Frame | null = frame; at; at = at.parent) {
    const zone = level === 0 ? 'o:' : level <= NEAR ? 'n:' : 'f:'
    for (const word of at.words) words.push(zone + word)
    level += 1
  }
  return words
}

/** What is kept of a frame: sums by zone and extremes of its own words, then sum and extremes from here up. */
const OWN = 0
const NEAR_SUM = 1
const LEAST = 2
const GREATEST = 3
const FAR = 4
const FAR_LEAST = 5
const FAR_GREATEST = 6
const WIDTH = 7

/** The place of a frame that is not there: all 0. */
const NOBODY = 0

/** Five features of a frame's words: sums by zone, the least and the greatest weight. For one page, each frame of which is weighed once. */
export class WordScale {
  private readonly lexicon: Lexicon
  private readonly weighed: boolean[] = []
  private readonly byWords = new Map<readonly string[], readonly WordWeights[]>()
  /** Rows of `WIDTH`; a frame's is one behind its place on the page. */
  private table = new Float64Array(WIDTH * 512)

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon
  }

  put(frame: Frame, row: Row): void {
    const own = this.weigh(frame)
    const parent = this.weigh(frame.parent)
    const grand = this.weigh(frame.parent?.parent ?? null)
    const beyond = this.weigh(frame.parent?.parent?.parent ?? null)
    const { table } = this
    const at = (place: number): number => table[place] as number
    const least = Math.min(at(own + OWN), at(parent + LEAST), at(grand + LEAST), at(beyond + FAR_LEAST))
    const most = Math.max(at(own + OWN), at(parent + GREATEST), at(grand + GREATEST), at(beyond + FAR_GREATEST))
    row.put(quarter(at(own + OWN)))
    row.put(quarter(at(parent + NEAR_SUM) + at(grand + NEAR_SUM)))
    row.put(quarter(at(beyond + FAR)))
    row.put(quarter(least))
    row.put(quarter(most))
  }

  /** Where the frame's row begins. */
  private weigh(frame: Frame | null): number {
    if (!frame) return NOBODY
    const row = (frame.index + 1) * WIDTH
    if (this.weighed[frame.index]) return row
    const above = this.weigh(frame.parent)
    if (row + WIDTH > this.table.length) {
      const larger = new Float64Array((row + WIDTH) * 2)
      larger.set(this.table)
      this.table = larger
    }
    const { table } = this
    for (let column = FAR; column < WIDTH; column += 1) table[row + column] = table[above + column] as number
    for (const { own, near, far } of this.weightsOf(frame.words)) {
      table[row + OWN] = (table[row + OWN] as number) + own
      table[row + NEAR_SUM] = (table[row + NEAR_SUM] as number) + near
      table[row + LEAST] = Math.min(table[row + LEAST] as number, near)
      table[row + GREATEST] = Math.max(table[row + GREATEST] as number, near)
      table[row + FAR] = (table[row + FAR] as number) + far
      table[row + FAR_LEAST] = Math.min(table[row + FAR_LEAST] as number, far)
      table[row + FAR_GREATEST] = Math.max(table[row + FAR_GREATEST] as number, far)
    }
    this.weighed[frame.index] = true
    return row
  }

  /** Elements of the same names share one list of words. */
  private weightsOf(words: readonly string[]): readonly WordWeights[] {
    if (words.length === 0) return NONE
    const known = this.byWords.get(words)
    if (known) return known
    const weights: WordWeights[] = []
    for (const word of words) {
      const weight = this.lexicon.get(word)
      if (weight) weights.push(weight)
    }
    this.byWords.set(words, weights)
    return weights
  }
}

const NONE: readonly WordWeights[] = []

function quarter(value: number): number {
  return Math.round(value * 4) / 4
}
