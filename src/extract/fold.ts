import { lettersBy, unitTable } from './units.ts'

/** Letters and digits in lower case: for equality of texts whatever their type-setting. */
export function fold(text: string): string {
  return lettersBy(TABLE, text) ?? plainly(text)
}

function plainly(text: string): string {
  return text.toLowerCase().replace(OTHERS, '')
}

const OTHERS = /[^\p{L}\p{N}]+/gu
const TABLE = unitTable(plainly)
