import { DROP, KEEP, keptUnits, unitTable } from './units.ts'

/** Letters and digits in lower case: for equality of texts whatever their type-setting. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  return keptUnits(lower, TABLE) ?? lower.replace(OTHERS, '')
}

const OTHERS = /[^\p{L}\p{N}]+/gu
const TABLE = unitTable((unit) => (/[\p{L}\p{N}]/u.test(unit) ? KEEP : DROP))
