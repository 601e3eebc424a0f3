import { codeUnitsOf, MOST_UNITS } from '../text/code-units.ts'
import { Glance } from '../text/glance.ts'
import { lg } from './coarse.ts'
import { CLASSES } from './feature-names.ts'
import { ENDING, FURNITURE, READING_TIME } from './furniture-words.ts'
import type { Leaf } from './leaves.ts'
import { endsSentence } from './prose.ts'
import type { Row } from './row.ts'

/** What the text of one leaf tells of it, in the order of `TEXT` and `CLASSES`. Gives a bit for each class that its beginning may be of. */
export function putText(leaf: Leaf, row: Row): number {
  const { text } = leaf
  const own = text.length - leaf.linkChars
  const share = leaf.linkChars / text.length
  // What a link says rotates; that it is all link does not.
  const plain = share > 0.9 ? '' : text
  row.put(lg(own))
  row.put(share > 0.9 ? 1 : Math.round(share * 10) / 10)
  row.put(Math.min(5, leaf.links))
  row.tell(leaf.boldChars > text.length * 0.8)
  row.tell(endsSentence(plain))
  const { commas, blanks, closed, seen } = countsOf(plain)
  row.put(Math.min(6, commas))
  row.tell(startsSmall(plain))
  row.tell((seen & SMALL) === 0 && plain.length > 3 && plain === plain.toUpperCase() && plain !== plain.toLowerCase())
  row.tell((seen & DIGIT) !== 0)
  row.tell((seen & DIGIT) !== 0 && /^\W{0,2}\d/.test(plain))
  row.tell(plain.endsWith(':') || plain.endsWith('：'))
  row.tell(plain !== '' && ASKS.includes(plain.charAt(plain.length - 1)))
  row.tell(plain !== '' && QUOTES.includes(plain.charAt(0)))
  row.tell(((seen & SIGN) !== 0 && /@|https?:/.test(plain)) || plain.includes('www.'))
  row.put(lg(blanks))
  row.put(Math.min(6, closed + 1))
  row.tell((seen & WIDE) !== 0)
  row.put(Math.min(3, leaf.piece))
  const said = plain.length < 500 ? plain.slice(0, 250) : ''
  const likely = said === '' ? 0 : GLANCE.at(said)
  for (let i = 0; i < CLASSES.length; i += 1)
    row.tell(isLike(said, i, likely) || (i === BYLINE && isLike(said, CLASSES.length, likely)))
  return plain.length < 500 ? likely : ANY
}

const ASKS = '?!？！'
const QUOTES = '"\'“„«»‘「『'
const BYLINE = CLASSES.indexOf('byline')
const PATTERNS: readonly RegExp[] = [...CLASSES.map((name) => FURNITURE[name]), READING_TIME]
const GLANCE = new Glance(PATTERNS.map((pattern) => [pattern]))
/** Every class: of a longer text the beginning was not looked at. */
const ANY = (1 << PATTERNS.length) - 1

function isLike(said: string, pattern: number, likely: number): boolean {
  return (likely & (1 << pattern)) !== 0 && (PATTERNS[pattern] as RegExp).test(said)
}

/** What the first words of a box say that it is, out of what `putText` gave of them: 0 nothing. */
export function sayingOf(leaf: Leaf, likely: number): number {
  const said = leaf.linkChars * 2 > leaf.text.length ? '' : leaf.text.slice(0, 80)
  if (said === '') return 0
  if (ENDING.test(said)) return SAYINGS.length + 1
  return SAYINGS.findIndex(({ bit, pattern }) => (likely & bit) !== 0 && pattern.test(said)) + 1
}

const SAYINGS = (['more', 'promo', 'consent', 'paywall'] as const).map((name) => ({
  bit: 1 << CLASSES.indexOf(name),
  pattern: FURNITURE[name],
}))

/** Commas, blanks, sentence ends before a blank, and which kinds of letters are there: in one look. */
function countsOf(text: string) {
  let commas = 0
  let blanks = 0
  let closed = 0
  let seen = 0
  let ended = 0
  for (let from = 0; from < text.length; from += MOST_UNITS) {
    const units = codeUnitsOf(from === 0 ? text : text.slice(from))
    const end = Math.min(MOST_UNITS, text.length - from)
    for (let i = 0; i < end; i += 1) {
      const unit = units[i] as number
      const kind = unit < ASCII ? (KINDS[unit] as number) : kindOf(unit)
      seen |= kind
      commas += kind & COMMA
      blanks += (kind & BLANK) >>> 1
      closed += (kind & ended) >>> 1
      ended = (kind & END) >>> 1
    }
  }
  return { commas, blanks, closed, seen }
}

/** Bits of a unit's kind; an end's is next to a blank's, so that an end before a blank is found by a shift. */
const COMMA = 1
const BLANK = 2
const END = 4
const SMALL = 8
const DIGIT = 16
const WIDE = 32
/** At sign and colon. */
const SIGN = 64

function kindOf(unit: number): number {
  if (unit >= 97 && unit <= 122) return SMALL
  // Texts are clean: every white space in them is a blank.
  if (unit === 32) return BLANK
  if (unit === 44) return COMMA
  if (unit >= 48 && unit <= 57) return DIGIT
  if (unit === 58 || unit === 64) return SIGN
  // Full stop, exclamation and question mark, and their wide forms.
  if (unit === 46 || unit === 33 || unit === 63) return END
  if (unit < 0x3000) return 0
  if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f) return END
  return (unit >= 0x3040 && unit <= 0x30ff) || (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xac00 && unit <= 0xd7af)
    ? WIDE
    : 0
}

const ASCII = 0x80
const KINDS = Uint8Array.from({ length: ASCII }, (_, unit) => kindOf(unit))

function startsSmall(text: string): boolean {
  const first = text.charCodeAt(0)
  return first < ASCII ? kindOf(first) === SMALL : /^\p{Ll}/u.test(text)
}
