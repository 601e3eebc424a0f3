import { codeUnitsOf, MOST_UNITS } from './code-units.ts'
import { needsOf } from './needs.ts'

/**
 * Tells in one look over a text of which of up to 16 groups of patterns none can match it, so that only the others are
 * tried: patterns of hundreds of words cost several microseconds a text, a look a tenth of that. The runs of letters that
 * a pattern cannot do without are found by their first three letters (a lone sign by itself), then compared.
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
    const lower = text.toLowerCase()
    let bits = this.always
    for (let from = 0; from < lower.length; from += MOST_UNITS - OVERLAP) {
      const units = codeUnitsOf(from === 0 ? lower : lower.slice(from))
      const found = this.among(units, Math.min(MOST_UNITS, lower.length - from))
      if (found === FOREIGN) return this.all
      bits |= found
    }
    return bits
  }

  private among(units: Uint16Array, end: number): number {
    const { taken } = this
    let bits = 0
    let slot = 0
    for (let i = 0; i < end; i += 1) {
      const code = codeOf(units[i] as number)
      if (code === FOREIGN) return FOREIGN
      slot = ((slot << 5) | (LETTER[code] as number)) & (SLOTS - 1)
      if ((taken[slot >>> 5] as number) & (1 << slot)) bits |= this.groupsOf(slot, units, i - 2, end)
      if (code > ASCII) bits |= this.groupsOf(SLOTS + code, units, i, end)
    }
    return bits
  }

  private groupsOf(slot: number, units: Uint16Array, from: number, end: number): number {
    let bits = 0
    for (const { need, bit } of this.noted.get(slot) ?? NONE) if (standsAt(need, units, from, end)) bits |= bit
    return bits
  }

  private note(need: string, bit: number): void {
    const [first = 0, second = 0, third = 0] = Array.from(need.slice(0, 3), (each) => codeOf(each.charCodeAt(0)))
    let slot = SLOTS + first
    if (need.length >= 3) {
      slot = ((LETTER[first] as number) << 10) | ((LETTER[second] as number) << 5) | (LETTER[third] as number)
      this.taken[slot >>> 5] = (this.taken[slot >>> 5] as number) | (1 << slot)
    }
    this.noted.set(slot, [...(this.noted.get(slot) ?? []), { need: need.slice(0, OVERLAP), bit }])
  }
}

interface Note {
  need: string
  bit: number
}

const NONE: readonly Note[] = []

function standsAt(need: string, units: Uint16Array, from: number, end: number): boolean {
  if (from < 0 || from + need.length > end) return false
  for (let i = 0; i < need.length; i += 1) if (units[from + i] !== need.charCodeAt(i)) return false
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
/** Three letters of five bits. */
const SLOTS = 0x8000
/** Where a long text is cut, its parts overlap so far: no more is looked for of a run of letters. */
const OVERLAP = 256
/** Five bits of a code: small letters are told apart, others as far as it goes. */
const LETTER = Uint8Array.from({ length: SIGN + 1 }, (_, code) =>
  code >= 97 && code <= 122 ? code - 96 : code === 32 ? 0 : 27 + (code % 5),
)

function isKnown(need: string): boolean {
  for (let i = 0; i < need.length; i += 1) if (codeOf(need.charCodeAt(i)) === FOREIGN) return false
  return true
}
