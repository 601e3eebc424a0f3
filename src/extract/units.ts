import { codeUnitsOf, MOST_UNITS } from '../text/code-units.ts'

/**
 * What becomes of each UTF-16 unit of a text whose letters are wanted in lower case: the unit to put down, DROP, or ASK
 * where the unit alone does not tell (half a character, a mark that joins another). 0: not asked yet.
 */
export interface UnitTable {
  units: Uint16Array
  /** The letter that the unit stands for, '' for none, null to ask. */
  letterOf: (unit: string) => string | null
}

/** Smaller than any letter or digit. */
const DROP = 1
const ASK = 2

/** Units are asked about once in the life of the process. */
export function unitTable(letterOf: (unit: string) => string | null): UnitTable {
  return { units: new Uint16Array(0x10000), letterOf }
}

/** The text's letters as the table has them, or null where one must be asked for. Linear; a sixth of a pattern's cost. */
export function lettersBy(table: UnitTable, text: string): string | null {
  if (text.length <= MOST_UNITS) return runOf(table, text)
  let kept = ''
  for (let from = 0; from < text.length; from += MOST_UNITS) {
    const run = runOf(table, text.slice(from, from + MOST_UNITS))
    if (run === null) return null
    kept += run
  }
  return kept
}

/** One byte a letter where that holds them all, as V8 keeps such texts. */
function runOf(table: UnitTable, text: string): string | null {
  const units = codeUnitsOf(text)
  const end = text.length
  let filled = 0
  for (let i = 0; i < end; i += 1) {
    const unit = unitOf(table, units[i] as number)
    if (unit === DROP) continue
    if (unit === ASK) return null
    if (unit > 0xff) return wideRunOf(table, units, end)
    bytes[filled] = unit
    filled += 1
  }
  return bytes.toString('latin1', 0, filled)
}

function wideRunOf(table: UnitTable, units: Uint16Array, end: number): string | null {
  let filled = 0
  for (let i = 0; i < end; i += 1) {
    const unit = unitOf(table, units[i] as number)
    if (unit === DROP) continue
    if (unit === ASK) return null
    pairs[filled] = unit
    filled += 1
  }
  return String.fromCharCode.apply(null, pairs.subarray(0, filled) as unknown as number[])
}

/** How many letters `lettersBy` would give, or null. */
export function countBy(table: UnitTable, text: string): number | null {
  let count = 0
  for (let from = 0; from < text.length; from += MOST_UNITS) {
    const units = codeUnitsOf(from === 0 ? text : text.slice(from))
    const end = Math.min(MOST_UNITS, text.length - from)
    for (let i = 0; i < end; i += 1) {
      const unit = unitOf(table, units[i] as number)
      if (unit === ASK) return null
      if (unit !== DROP) count += 1
    }
  }
  return count
}

function unitOf(table: UnitTable, code: number): number {
  const known = table.units[code] as number
  return known > 0 ? known : learn(table, code)
}

function learn({ units, letterOf }: UnitTable, code: number): number {
  const character = String.fromCharCode(code)
  const letter = MANY_WAYS.test(character) ? null : letterOf(character)
  const unit = letter === null || letter.length > 1 ? ASK : letter === '' ? DROP : letter.charCodeAt(0)
  units[code] = unit
  return unit
}

/** Halves of characters; the sigma, whose small form depends on what follows. */
const MANY_WAYS = /[\ud800-\udfffΣ]/

/** The first letter of the text, a unit of its code; 0 where there is none, or where one must be asked for. */
export function firstBy(table: UnitTable, text: string): number {
  for (let i = 0; i < text.length; i += 1) {
    const unit = unitOf(table, text.charCodeAt(i))
    if (unit !== DROP) return unit === ASK ? 0 : unit
  }
  return 0
}

/** Scratch of `lettersBy`: nothing in it outlives a call. */
const bytes = Buffer.alloc(MOST_UNITS)
const pairs = new Uint16Array(MOST_UNITS)
