import { firstBy, lettersBy, unitTable } from './units.ts'

/** Letters and digits in lower case: for equality of texts whatever their type-setting. */
export function fold(text: string): string {
  return lettersBy(TABLE, text) ?? plainly(text)
}

/** How the text begins, in this many letters of its fold: texts whose folds are equal begin alike. */
export function openingOf(text: string, letters: number): string {
  const head = fold(text.slice(0, 2 * letters))
  // Where the text is cut its last letter may be another.
  return (head.length > letters ? head : fold(text)).slice(0, letters)
}

/** A number of the first letter of its fold: of texts whose folds begin alike it is equal, or 0 for one of them. */
export function firstOf(text: string): number {
  return firstBy(TABLE, text)
}

function plainly(text: string): string {
  return text.toLowerCase().replace(OTHERS, '')
}

const OTHERS = /[^\p{L}\p{N}]+/gu
const TABLE = unitTable(plainly)
