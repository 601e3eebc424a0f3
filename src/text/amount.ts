import { glued } from './glued.ts'
import type { Lexicon } from './lang/lexicon.ts'
import { lookup, phraseAt } from './match.ts'
import type { Token } from './tokens.ts'

/** A number as written, in digits or in words, before any unit. */
export interface Amount {
  value: number
  /** Index after its last token. */
  to: number
  ordinal: boolean
  /** "several", "dozens": a size, not a count. */
  vague: boolean
  /** "one", "both", "second": often no number at all. */
  weak: boolean
  /** Written in digits. */
  digits: boolean
}

/** Reads the number that starts at `at`; null when none does. */
export function amountAt(tokens: readonly Token[], at: number, text: string, lexicon: Lexicon): Amount | null {
  const token = tokens[at]
  if (!token) return null
  if (token.type === 'number') return inDigits(tokens, at, text, lexicon)
  if (token.type !== 'word') return null
  return inWords(tokens, at, lexicon)
}

function inDigits(tokens: readonly Token[], at: number, text: string, lexicon: Lexicon): Amount | null {
  let written = tokens[at]?.text ?? ''
  let to = at + 1
  // 12 000 and 1 200 000: groups of three parted by a blank.
  if (/^\d{1,3}$/.test(written)) {
    for (let next = tokens[to]; next && isGroup(tokens[to - 1], next, text); next = tokens[to]) {
      written += next.text
      to++
    }
  }
  const value = figure(written, lexicon.decimal)
  if (value === null) return null
  const amount: Amount = { value, to, ordinal: false, vague: false, weak: false, digits: true }
  const next = tokens[to]
  if (next?.type !== 'word') return amount
  const attached = next.start === tokens[to - 1]?.end
  if (attached && /^(?:st|nd|rd|th|e|er|re|eme|te|ste|de|o|a)$/.test(next.key) && Number.isInteger(value)) {
    return { ...amount, to: to + 1, ordinal: true }
  }
  const short = lexicon.shortScales.get(next.key)
  if (short !== undefined && (attached || (next.key.length > 1 && next.key !== 'mi'))) {
    return { ...amount, value: value * short, to: to + 1 }
  }
  return scaled(tokens, amount, lexicon)
}

function isGroup(before: Token | undefined, next: Token, text: string): boolean {
  if (!before || next.type !== 'number' || !/^\d{3}$/.test(next.text)) return false
  return next.start === before.end + 1 && text.charAt(before.end) === ' '
}

/** Decimal and thousand marks by shape first (1,200.50 has one reading), by language where the shape leaves two. */
export function figure(written: string, decimal: ',' | '.'): number | null {
  if (/^\d+$/.test(written)) return Number(written)
  if (written.includes(':')) return null
  const marks = [...written].filter((sign) => sign === ',' || sign === '.')
  const last = marks.at(-1) ?? '.'
  const mixed = marks.some((sign) => sign !== last)
  const tail = written.length - written.lastIndexOf(last) - 1
  if (!mixed && marks.length > 1) return tail === 3 ? Number(written.replaceAll(last, '')) : null
  // "0.125" and "1.5" are decimals everywhere; "1.500" is one only where the dot is the decimal mark.
  const grouped = !mixed && tail === 3 && last !== decimal && !written.startsWith('0')
  if (grouped) return Number(written.replace(last, ''))
  const plain = written.slice(0, written.lastIndexOf(last)).replace(/[.,]/g, '')
  return Number(`${plain}.${written.slice(written.lastIndexOf(last) + 1)}`)
}

/** Multiplies by scale words that follow ("1.2 million", "3 dozen", "vijf ton" is a unit) and adds "and a half". */
function scaled(tokens: readonly Token[], amount: Amount, lexicon: Lexicon): Amount {
  let { value, to } = amount
  const half = phraseAt(tokens, to, lexicon.andAHalf)
  if (half > 0) {
    value += 0.5
    to += half
  }
  for (let next = tokens[to]; next; next = tokens[to]) {
    const scale = lookup(lexicon.scales, next.key, lexicon)
    if (scale === undefined) break
    value *= scale
    to++
  }
  return { ...amount, value, to }
}

function inWords(tokens: readonly Token[], at: number, lexicon: Lexicon): Amount | null {
  const first = tokens[at]?.key ?? ''
  const article = ARTICLES.has(first)
  let total = 0
  let current = 0
  let to = article ? at + 1 : at
  let words = 0
  for (; ; to++) {
    const key = tokens[to]?.key
    if (key === undefined || tokens[to]?.type !== 'word') break
    const unit = wordValue(key, lexicon)
    const scale = lookup(lexicon.scales, key, lexicon)
    if (scale !== undefined) {
      if (words === 0 && lexicon.vague.has(key)) break
      current = (current || 1) * scale
      if (scale >= 1000) {
        total += current
        current = 0
      }
    } else if (unit !== undefined) {
      // "nineteen twenty" and "two, three" are two numbers.
      if (words > 0 && !composes(current, unit)) break
      if (article && words === 0) break
      current += unit
    } else if (words > 0 && lexicon.and.has(key) && continues(tokens, to + 1, current, total, lexicon)) {
      continue
    } else if (words === 1 && key === 'of' && isScale(tokens[to + 1], lexicon)) {
      continue
    } else break
    words++
  }
  if (words > 0) return finished(tokens, at, to, total + current, words, lexicon)
  return article ? fractionAfterArticle(tokens, at, lexicon) : single(tokens, at, lexicon)
}

const ARTICLES = new Set(['a', 'an', 'un', 'une', 'una', 'ein', 'eine', 'een'])
const WEAK = new Set([
  'one',
  'both',
  'couple',
  'pair',
  'een',
  'ein',
  'eine',
  'einer',
  'einem',
  'einen',
  'un',
  'une',
  'una',
  'uno',
  'أحد',
  'אחד',
  'אחת',
  'واحد',
])

function wordValue(key: string, lexicon: Lexicon): number | undefined {
  return lookup(lexicon.numbers, key, lexicon) ?? (lexicon.glue === null ? undefined : glued(key, lexicon))
}

/** twenty + five, hundred + six; in German order the unit stands first and is glued. */
function composes(current: number, unit: number): boolean {
  if (current === 0) return true
  if (unit < 10) return current % 100 >= 20 && current % 10 === 0 ? true : current >= 100 && current % 100 === 0
  return unit < 100 && current >= 100 && current % 100 === 0
}

function continues(tokens: readonly Token[], at: number, current: number, total: number, lexicon: Lexicon): boolean {
  const key = tokens[at]?.key
  if (key === undefined) return false
  const unit = wordValue(key, lexicon)
  if (unit === undefined) return false
  if (current === 0) return total >= 1000
  // "treinta y cinco", "vingt et un": tens and units are joined too where the language says so.
  return composes(current, unit) && (current % 100 === 0 || lexicon.code !== 'en')
}

function isScale(token: Token | undefined, lexicon: Lexicon): boolean {
  return token !== undefined && lookup(lexicon.scales, token.key, lexicon) !== undefined
}

function finished(
  tokens: readonly Token[],
  at: number,
  end: number,
  value: number,
  words: number,
  lexicon: Lexicon,
): Amount {
  const key = tokens[at]?.key ?? ''
  const amount: Amount = {
    value,
    to: end,
    ordinal: false,
    vague: false,
    weak: words === 1 && WEAK.has(key),
    digits: false,
  }
  // "two thirds", "three quarters"
  const part = lexicon.fractions.get(tokens[end]?.key ?? '')
  if (part !== undefined && value < 20) return { ...amount, value: value * part, to: end + 1, weak: false }
  const half = phraseAt(tokens, end, lexicon.andAHalf)
  return half > 0 ? scaled(tokens, amount, lexicon) : amount
}

function fractionAfterArticle(tokens: readonly Token[], at: number, lexicon: Lexicon): Amount | null {
  const part = lexicon.fractions.get(tokens[at + 1]?.key ?? '')
  if (part === undefined) return null
  return { value: part, to: at + 2, ordinal: false, vague: false, weak: false, digits: false }
}

/** Words that are a number by themselves only: half, third, several, dozens. */
function single(tokens: readonly Token[], at: number, lexicon: Lexicon): Amount | null {
  const key = tokens[at]?.key ?? ''
  const base: Amount = { value: 0, to: at + 1, ordinal: false, vague: false, weak: false, digits: false }
  if (key === 'half') {
    // "half a million", "half a dozen"
    const article = ARTICLES.has(tokens[at + 1]?.key ?? '') ? 1 : 0
    const scale = lexicon.scales.get(tokens[at + 1 + article]?.key ?? '')
    return scale === undefined ? { ...base, value: 0.5 } : { ...base, value: scale / 2, to: at + 2 + article }
  }
  const vague = lookup(lexicon.vague, key, lexicon)
  if (vague !== undefined) return { ...base, value: vague, vague: true }
  const ordinal = lookup(lexicon.ordinals, key, lexicon)
  if (ordinal !== undefined) return { ...base, value: ordinal, ordinal: true, weak: true }
  const part = lexicon.fractions.get(key)
  return part === undefined || part === 1 ? null : { ...base, value: part, weak: true }
}
