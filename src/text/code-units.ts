/**
 * The UTF-16 units of a text's beginning, at most `MOST_UNITS`; good until the next call. A text that was cut out of a page
 * points into it, and each look at one of its letters finds the way anew: three times the cost of looking at a copy.
 */
export function codeUnitsOf(text: string): Uint16Array {
  bytes.write(text, 0, 'utf16le')
  return units
}

export const MOST_UNITS = 4096
const units = new Uint16Array(MOST_UNITS)
const bytes = Buffer.from(units.buffer)
