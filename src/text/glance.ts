import { needsOf } from './needs.ts'

/**
 * Tells in one look over a text of which of up to 16 groups of patterns none can match it, so that only the others are
 * tried: patterns of hundreds of words cost several microseconds a text, a look a tenth of that. The runs of letters that
 * a pattern cannot do without are found by a hash of their first one, three or five letters, then compared.
 */
export class Glance {
  private readonly always: number
  private readonly all: number
  /** A bit for each slot that holds something: what is read at every letter must fit into the nearest cache. */
  private readonly taken = new Uint32Array(SLOTS / 32)
  private readonly noted = new Map<number, Note[]>()

  constructor(groups: ReadonlyArray<readonly RegExp[]>) {
    let always = 0
    groups.forEach((patterns, i) => {
      for (const needs of patterns.map(needsOf)) {
        if (!needs || needs.some(isEverywhere)) always |= 1 << i
        else for (const need of needs) if (isKnown(need)) this.note(need, 1 << i)
      }
    })
    this.always = always
    this.all = (1 << groups.length) - 1
  }

  /** A bit for each group that may match, the first one's lowest. */
  at(text: string): number {
    const { taken, all } = this
    const lower = text.toLowerCase()
    let bits = this.always
    let two = 0
    let three = 0
    for (let i = 0; i < lower.length; i += 1) {
      const code = codeOf(lower.charCodeAt(i))
      if (code === FOREIGN) return all
      two = ((two << 10) | (three >>> 20)) & 0xfffff
      three = ((three << 10) | code) & 0x3fffffff
      if (code > ASCII) bits |= this.groupsOf(slotOf(code, 0), lower, i)
      const short = slotOf(three, 0)
      const long = slotOf(three, two)
      if ((taken[short >>> 5] as number) & (1 << short)) bits |= this.groupsOf(short, lower, i - 2)
      if ((taken[long >>> 5] as number) & (1 << long)) bits |= this.groupsOf(long, lower, i - 4)
    }
    return bits
  }

  private groupsOf(slot: number, lower: string, from: number): number {
    let bits = 0
    for (const { need, bit } of this.noted.get(slot) ?? NONE) if (standsAt(need, lower, from)) bits |= bit
    return bits
  }

  private note(need: string, bit: number): void {
    let two = 0
    let three = 0
    const size = need.length >= 5 ? 5 : need.length >= 3 ? 3 : 1
    for (let i = 0; i < size; i += 1) {
      two = ((two << 10) | (three >>> 20)) & 0xfffff
      three = ((three << 10) | codeOf(need.charCodeAt(i))) & 0x3fffffff
    }
    const slot = slotOf(three, size === 5 ? two : 0)
    this.taken[slot >>> 5] = (this.taken[slot >>> 5] as number) | (1 << slot)
    this.noted.set(slot, [...(this.noted.get(slot) ?? []), { need, bit }])
  }
}

interface Note {
  need: string
  bit: number
}

const NONE: readonly Note[] = []

function standsAt(need: string, text: string, from: number): boolean {
  if (from + need.length > text.length) return false
  for (let i = 0; i < need.length; i += 1) if (text.charCodeAt(from + i) !== need.charCodeAt(i)) return false
  return true
}

/** One or two letters are in every text; a lone sign beyond them is not. */
function isEverywhere(need: string): boolean {
  return isKnown(need) && need.length < 3 && (need.length === 2 || need.charCodeAt(0) <= ASCII)
}

const ASCII = 0x7f

/** Ten bits of a small letter or sign. Not for other scripts, nor for letters that match an ASCII one by their case. */
function codeOf(unit: number): number {
  if (unit < LATIN) return unit === LONG_S || unit === MICRO ? FOREIGN : unit
  return unit >= DASHES && unit <= QUOTES_AND_DOTS ? SIGN : FOREIGN
}

const LATIN = 0x250
const LONG_S = 0x17f
const MICRO = 0xb5
/** Typographic dashes, quotes and dots are in every third text: one code stands for them all. */
const DASHES = 0x2010
const QUOTES_AND_DOTS = 0x2027
const SIGN = LATIN
const FOREIGN = -1
const SLOTS = 0x10000

function slotOf(three: number, two: number): number {
  return (Math.imul(three, 0x9e3779b1) ^ Math.imul(two, 0x85ebca6b)) >>> 16
}

function isKnown(need: string): boolean {
  for (let i = 0; i < need.length; i += 1) if (codeOf(need.charCodeAt(i)) === FOREIGN) return false
  return true
}
