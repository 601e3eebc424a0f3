import type { Frame } from './leaves.ts'

/** Weight of each word by where it stands: `o:` on the block's own element, `n:` on its two parents, `f:` further up. */
export type Lexicon = ReadonlyMap<string, number>

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

/** Five features of a frame's words: sums by zone, the least and the greatest weight. Each frame is weighed once. */
export class WordScale {
  private readonly lexicon: Lexicon
  private readonly known = new Map<Frame, Weighed>()

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
    const known = this.known.get(frame)
    if (known) return known
    const above = frame.parent ? this.weigh(frame.parent) : NOTHING
    const weighed =
      frame.words.length || above !== NOTHING
        ? { ...NOTHING, far: above.far, farLeast: above.farLeast, farGreatest: above.farGreatest }
        : NOTHING
    for (const word of frame.words) {
      weighed.own += this.lexicon.get(`o:${word}`) ?? 0
      const near = this.lexicon.get(`n:${word}`) ?? 0
      const far = this.lexicon.get(`f:${word}`) ?? 0
      weighed.near += near
      weighed.far += far
      weighed.least = Math.min(weighed.least, near)
      weighed.greatest = Math.max(weighed.greatest, near)
      weighed.farLeast = Math.min(weighed.farLeast, far)
      weighed.farGreatest = Math.max(weighed.farGreatest, far)
    }
    this.known.set(frame, weighed)
    return weighed
  }
}

function quarter(value: number): number {
  return Math.round(value * 4) / 4
}
