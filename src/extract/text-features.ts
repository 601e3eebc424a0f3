import { codeUnitsOf, MOST_UNITS } from '../text/code-units.ts'
import { Glance } from '../text/glance.ts'
import { lg } from './coarse.ts'
import { CLASSES } from './feature-names.ts'
import { ENDING, FURNITURE } from './furniture-words.ts'
import type { Leaf } from './leaves.ts'
import { endsSentence } from './prose.ts'

/** What the text of one leaf tells of it, in the order of `TEXT` and `CLASSES`. */
export function putText(leaf: Leaf, put: (value: number | boolean) => void): void {
  const { text } = leaf
  const own = text.length - leaf.linkChars
  const share = leaf.linkChars / text.length
  // What a link says rotates; that it is all link does not.
  const plain = share > 0.9 ? '' : text
  put(lg(own))
  put(share > 0.9 ? 1 : Math.round(share * 10) / 10)
  put(Math.min(5, leaf.links))
  put(leaf.boldChars > text.length * 0.8)
  put(endsSentence(plain))
  const { commas, spaces, closed, hasDigit, hasSmall } = countsOf(plain)
  put(Math.min(6, commas))
  put(/^\p{Ll}/u.test(plain))
  put(!hasSmall && plain.length > 3 && plain === plain.toUpperCase() && plain !== plain.toLowerCase())
  put(hasDigit)
  put(/^\W{0,2}\d/.test(plain))
  put(/[:：]\s*$/.test(plain))
  put(/[?!？！]\s*$/.test(plain))
  put(/^["'“„«»‘「『]/.test(plain))
  put(/@|https?:|www\./.test(plain))
  put(lg(spaces))
  put(Math.min(6, closed + 1))
  put(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(plain))
  put(Math.min(3, leaf.piece))
  const said = plain.length < 500 ? plain.slice(0, 250) : ''
  const likely = said === '' ? 0 : GLANCE.at(said)
  for (let i = 0; i < PATTERNS.length; i += 1) put((likely & (1 << i)) !== 0 && (PATTERNS[i] as RegExp).test(said))
}

const PATTERNS: readonly RegExp[] = CLASSES.map((name) => FURNITURE[name])
const GLANCE = new Glance(PATTERNS.map((pattern) => [pattern]))

/** What the first words of a box say that it is: 0 nothing. */
export function sayingOf(leaf: Leaf): number {
  const said = leaf.linkChars * 2 > leaf.text.length ? '' : leaf.text.slice(0, 80)
  if (!said) return 0
  if (ENDING.test(said)) return 5
  const index = (['more', 'promo', 'consent', 'paywall'] as const).findIndex((name) => FURNITURE[name].test(said))
  return index + 1
}

/** Commas, blanks, sentence ends before white space, and whether ASCII digits or small letters are there: in one look. */
function countsOf(text: string) {
  let commas = 0
  let spaces = 0
  let closed = 0
  let hasDigit = false
  let hasSmall = false
  let afterEnd = false
  for (let from = 0; from < text.length; from += MOST_UNITS) {
    const units = codeUnitsOf(from === 0 ? text : text.slice(from))
    const end = Math.min(MOST_UNITS, text.length - from)
    for (let i = 0; i < end; i += 1) {
      const code = units[i] as number
      if (code >= 97 && code <= 122) {
        hasSmall = true
        afterEnd = false
      } else if (code === 32) {
        spaces += 1
        if (afterEnd) closed += 1
        afterEnd = false
      } else {
        if (code === 44) commas += 1
        else if (code >= 48 && code <= 57) hasDigit = true
        // Full stop, exclamation and question mark, and their wide forms. Texts are clean: every space in them is a blank.
        afterEnd = code === 46 || code === 33 || code === 63 || code === 0x3002 || code === 0xff01 || code === 0xff1f
      }
    }
  }
  return { commas, spaces, closed, hasDigit, hasSmall }
}
