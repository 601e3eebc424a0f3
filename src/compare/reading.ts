import { type Folded, fold, sourceSlice } from '../text/canonical.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { type Quantity, readQuantities } from '../text/quantities.ts'
import { type Token, tokenize } from '../text/tokens.ts'

/** A sentence (or a headline) as the comparison sees it. What is costly is read when first asked for. */
export interface Reading {
  /** The page's own characters. */
  source: string
  folded: Folded
  tokens: readonly Token[]
  /** Equal for sentences that differ in typography and case only. */
  key: string
  /** 1-based block of the body; null outside it. */
  block: number | null
  lexicon: Lexicon
  quantities: () => readonly Quantity[]
  /** The sentences it was joined from, when it was split or merged. */
  parts?: readonly Reading[]
}

export function read(source: string, block: number | null, lexicon: Lexicon): Reading {
  const folded = fold(source)
  const tokens = tokenize(folded)
  let quantities: readonly Quantity[] | undefined
  return {
    source,
    folded,
    tokens,
    key: keyOf(tokens, folded.text),
    block,
    lexicon,
    quantities: () => {
      quantities ??= readQuantities(tokens, folded.text, lexicon)
      return quantities
    },
  }
}

/** The page's own characters of tokens [from, to), with the sign or mark that belongs to them. */
export function written(reading: Reading, from: number, to: number): string {
  const first = reading.tokens[from]
  const last = reading.tokens[to - 1]
  if (!first || !last) return ''
  const signed = first.type === 'number' && /(?:^|[\s(])-$/.test(reading.folded.text.slice(0, first.start))
  return sourceSlice(reading.folded, first.start - (signed ? 1 : 0), last.end)
}

/** Words by their keys; a minus sign and a hyphen that changes a word's sense (re-sign) stay visible. */
function keyOf(tokens: readonly Token[], text: string): string {
  let key = ''
  for (const { key: word, type, start } of tokens) {
    const minus = type === 'number' && text.charAt(start - 1) === '-' && /[\s(]|^$/.test(text.charAt(start - 2))
    key += minus ? `-${word} ` : `${word} `
  }
  return key
}
