import type { Frame } from './leaves.ts'

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

/** What the words of one element weigh in each zone, and the extremes and sum from here up as the far zone has them. */
interface Weighed {
  own: number
  near: number
  least: number
  greatest: number
  far: number
  farLeast: number
  farGreatest: number
}

const NOTHING: Weighed = { own: 0, near: 0, least: 0, greatest: 0, far: 0, farLeast: 0, farGreatest: 0 }

/** Five features of a frame's words: sums by zone, the least and the greatest weight. For one page, each frame of which is weighed once. */
export class WordScale {
  private readonly lexicon: Lexicon
  /** By the frame's place on the page. */
  private readonly known: Weighed[] = []

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon
  }

  scores(frame: Frame): readonly number[] {
    const own = this.weigh(frame)
    const parent = frame.parent ? this.weigh(frame.parent) : NOTHING
    const grand = frame.parent?.parent ? this.weigh(frame.parent.parent) : NOTHING
    const beyond = frame.parent?.parent?.parent ? this.weigh(frame.parent.parent.parent) : NOTHING
    return [
      quarter(own.own),
      quarter(parent.near + grand.near),
      quarter(beyond.far),
      quarter(Math.min(own.own, parent.least, grand.least, beyond.farLeast)),
      quarter(Math.max(own.own, parent.greatest, grand.greatest, beyond.farGreatest)),
    ]
  }

  private weigh(frame: Frame): Weighed {
    const known = this.known[frame.index]
    if (known) return known
    const above = frame.parent ? this.weigh(frame.parent) : NOTHING
    const weighed =
      frame.words.length || above !== NOTHING
        ? { ...NOTHING, far: above.far, farLeast: above.farLeast, farGreatest: above.farGreatest }
        : NOTHING
    for (const word of frame.words) {
      const weights = this.lexicon.get(word)
      if (!weights) continue
      const { near, far } = weights
      weighed.own += weights.own
      weighed.near += near
      weighed.far += far
      weighed.least = Math.min(weighed.least, near)
      weighed.greatest = Math.max(weighed.greatest, near)
      weighed.farLeast = Math.min(weighed.farLeast, far)
      weighed.farGreatest = Math.max(weighed.farGreatest, far)
    }
    this.known[frame.index] = weighed
    return weighed
  }
}

function quarter(value: number): number {
  return Math.round(value * 4) / 4
}
