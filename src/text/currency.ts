import type { Lexicon } from './lang/lexicon.ts'
import { lookup } from './match.ts'
import type { Token } from './tokens.ts'

const SYMBOLS: Record<string, string> = {
  $: 'usd',
  '£': 'gbp',
  '€': 'eur',
  '¥': 'jpy',
  '₪': 'ils',
  '₹': 'inr',
  '₽': 'rub',
  '₩': 'krw',
  '₺': 'try',
  '₴': 'uah',
}
const DOLLARS: Record<string, string> = {
  us: 'usd',
  a: 'aud',
  au: 'aud',
  c: 'cad',
  ca: 'cad',
  nz: 'nzd',
  hk: 'hkd',
  s: 'sgd',
  r: 'brl',
}

/** The currency of the number at [from, to), by a sign before it, a sign or a word after it, and the range with it. */
export function currencyOf(
  tokens: readonly Token[],
  from: number,
  to: number,
  lexicon: Lexicon,
): { code: string; from: number; to: number } | null {
  const before = tokens[from - 1]
  const symbol = before?.type === 'sign' ? SYMBOLS[before.text] : undefined
  if (symbol !== undefined) {
    const land = tokens[from - 2]
    const own = symbol === 'usd' && land?.end === before?.start ? DOLLARS[land?.key ?? ''] : undefined
    return { code: own ?? symbol, from: from - (own === undefined ? 1 : 2), to }
  }
  const after = tokens[to]
  if (!after) return null
  if (after.type === 'sign' && SYMBOLS[after.text] !== undefined)
    return { code: SYMBOLS[after.text] ?? '', from, to: to + 1 }
  const skip = after.key === 'de' || after.key === "d'" || after.key === 'us' ? 1 : 0
  const code = lookup(lexicon.currencies, tokens[to + skip]?.key ?? '', lexicon)
  return code === undefined ? null : { code, from, to: to + skip + 1 }
}
