import { codeUnitsOf, MOST_UNITS } from './code-units.ts'
import { needsOf } from './needs.ts'

/**
 * Tells in one look over a text of which of up to `MOST_GROUPS` groups of patterns none can match it, so that only the others are
 * tried: patterns of hundreds of words cost several microseconds a text, a look a tenth of that. The runs of letters that
 * a pattern cannot do without are found by their first four letters (a lone sign by itself), then compared.
 */
export class Glance {
  private readonly always: number
  private readonly all: number
  /** A bit for each slot that holds something: what is read at every letter must fit into the nearest cache. */
  private readonly taken = new Uint32Array((SLOTS + CODES) / 32)
  private readonly noted = new Map<number, Note[]>()

  /** @throws RangeError past `MOST_GROUPS` */
  constructor(groups: ReadonlyArray<readonly RegExp[]>) {
    if (groups.length > MOST_GROUPS)
      throw new RangeError(`${groups.length} groups of patterns, of at most ${MOST_GROUPS}`)
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
    let bits = this.always
    for (let from = 0; from < text.length; from += MOST_UNITS - OVERLAP) {
      const units = codeUnitsOf(from === 0 ? text : text.slice(from))
      const found = this.among(units, Math.min(MOST_UNITS, text.length - from))
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
      const unit = units[i] as number
      const letter = unit < LATIN ? (LETTERS[unit] as number) : letterOf(codeOf(unit))
      if (letter === FOREIGN) return FOREIGN
      slot = ((slot << 5) | letter) & (SLOTS - 1)
      if ((taken[slot >>> 5] as number) & (1 << slot)) bits |= this.groupsOf(slot, units, i, end)
      if (unit > ASCII) {
        const lone = SLOTS + codeOf(unit)
        if ((taken[lone >>> 5] as number) & (1 << lone)) bits |= this.groupsOf(lone, units, i, end)
      }
    }
    return bits
  }

  /** Of what is noted in the slot the groups whose letters stand there, the letters of the slot ending at `last`. */
  private groupsOf(slot: number, units: Uint16Array, last: number, end: number): number {
    let bits = 0
    for (const { need, bit } of this.noted.get(slot) ?? NONE) {
      if (standsAt(need, units, last + 1 - Math.min(AT_ONCE, need.length), end)) bits |= bit
    }
    return bits
  }

  private note(need: string, bit: number): void {
    const codes = Uint16Array.from({ length: Math.min(need.length, OVERLAP) }, (_, i) => codeOf(need.charCodeAt(i)))
    for (const slot of slotsOf(codes)) {
      this.taken[slot >>> 5] = (this.taken[slot >>> 5] as number) | (1 << slot)
      this.noted.set(slot, [...(this.noted.get(slot) ?? []), { need: codes, bit }])
    }
  }
}

/** Where a run of letters is noted: before one of three stands any letter. */
function slotsOf(codes: Uint16Array): number[] {
  if (codes.length < 3) return [SLOTS + (codes[0] ?? 0)]
  const slot = codes.subarray(0, AT_ONCE).reduce((sum, code) => (sum << 5) | letterOf(code), 0)
  return codes.length < AT_ONCE ? [0, 1, 2, 3].map((before) => (before << 15) | slot) : [slot & (SLOTS - 1)]
}

/** Each is a bit of a number that shifts without a sign. */
const MOST_GROUPS = 30

interface Note {
  /** Codes of its letters. */
  need: Uint16Array
  bit: number
}

const NONE: readonly Note[] = []

function standsAt(need: Uint16Array, units: Uint16Array, from: number, end: number): boolean {
  if (from < 0 || from + need.length > end) return false
  // The last letters first: the first four are the same, or as good as.
  for (let i = need.length - 1; i >= 0; i -= 1) if (codeOf(units[from + i] as number) !== need[i]) return false
  return true
}

/** One or two letters are in every text; a lone sign beyond them is not. */
function isEverywhere(need: string): boolean {
  return isKnown(need) && need.length < 3 && (need.length === 2 || need.charCodeAt(0) <= ASCII)
}

const ASCII = 0x7f

/** Ten bits of a letter or sign, the same for its capital. Not for other scripts, nor for letters that match an ASCII one by their case. */
function codeOf(unit: number): number {
  if (unit < LATIN) return SMALL[unit] as number
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
/** Of each Latin letter the small one; foreign where that is no one letter of them. */
const SMALL = Int16Array.from({ length: LATIN }, (_, unit) => {
  const small = String.fromCharCode(unit).toLowerCase()
  const isLatin = small.length === 1 && small.charCodeAt(0) < LATIN && unit !== LONG_S && unit !== MICRO
  return isLatin ? small.charCodeAt(0) : FOREIGN
})
/** Four letters of five bits, of the first one two; behind them the codes of lone signs. */
const AT_ONCE = 4
const SLOTS = 0x20000
const CODES = 0x260
/** Where a long text is cut, its parts overlap so far: no more is looked for of a run of letters. */
const OVERLAP = 256
/** Five bits of a code: small letters are told apart, others as far as it goes. */
function letterOf(code: number): number {
  if (code === FOREIGN) return FOREIGN
  return code >= 97 && code <= 122 ? code - 96 : code === 32 ? 0 : 27 + (code % 5)
}

const LETTERS = Int8Array.from(SMALL, letterOf)

function isKnown(need: string): boolean {
  for (let i = 0; i < need.length; i += 1) if (codeOf(need.charCodeAt(i)) === FOREIGN) return false
  return true
}
