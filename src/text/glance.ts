import { needsOf } from './needs.ts'

/**
 * Tells in one look over a text of which of up to 16 groups of patterns none can match it, so that only the others are
 * tried: patterns of hundreds of words cost several microseconds a text, a look a tenth of that. Of the runs of letters
 * that a pattern cannot do without, three or five in a row are looked up by hash; a chance hit costs one try.
 */
export class Glance {
  private readonly always: number
  private readonly all: number
  private readonly single = new Uint16Array(LATIN)
  private readonly threes = new Uint16Array(SLOTS)
  private readonly fives = new Uint16Array(SLOTS)

  constructor(groups: ReadonlyArray<readonly RegExp[]>) {
    let always = 0
    groups.forEach((patterns, i) => {
      for (const needs of patterns.map(needsOf)) {
        // Two letters are in every text.
        if (!needs || needs.some((need) => isLatin(need) && need.length === 2)) always |= 1 << i
        else for (const need of needs) if (isLatin(need)) this.note(need, 1 << i)
      }
    })
    this.always = always
    this.all = (1 << groups.length) - 1
  }

  /** A bit for each group that may match, the first one's lowest. */
  at(text: string): number {
    const { single, threes, fives, all } = this
    const lower = text.toLowerCase()
    let bits = this.always
    let two = 0
    let three = 0
    for (let i = 0; i < lower.length; i += 1) {
      const code = lower.charCodeAt(i)
      // Other scripts, and letters that match an ASCII one by their case: the look is not for them.
      if (code >= LATIN || code === LONG_S || code === MICRO) return all
      two = ((two << 10) | (three >>> 20)) & 0xfffff
      three = ((three << 10) | code) & 0x3fffffff
      bits |= (single[code] as number) | (threes[slotOf(three, 0)] as number) | (fives[slotOf(three, two)] as number)
    }
    return bits
  }

  private note(need: string, bit: number): void {
    let two = 0
    let three = 0
    const size = need.length >= 5 ? 5 : need.length >= 3 ? 3 : 1
    for (let i = 0; i < size; i += 1) {
      two = ((two << 10) | (three >>> 20)) & 0xfffff
      three = ((three << 10) | need.charCodeAt(i)) & 0x3fffffff
    }
    const table = size === 5 ? this.fives : size === 3 ? this.threes : this.single
    const slot = size === 1 ? three : slotOf(three, size === 5 ? two : 0)
    table[slot] = (table[slot] as number) | bit
  }
}

/** Ten bits a unit. */
const LATIN = 0x250
const LONG_S = 0x17f
const MICRO = 0xb5
const SLOTS = 0x10000

function slotOf(three: number, two: number): number {
  return (Math.imul(three, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b)) >>> 16
}

function isLatin(need: string): boolean {
  for (let i = 0; i < need.length; i += 1) if (need.charCodeAt(i) >= LATIN) return false
  return true
}
