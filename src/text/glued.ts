import type { Lexicon } from './lang/lexicon.ts'

/** fünfundzwanzig, zweihundertdreissig, zesentwintig, elfduizend: parts read from left to right. */
export function glued(word: string, lexicon: Lexicon): number | undefined {
  if (word.length < 6 || lexicon.glue === null) return undefined
  let rest = word
  let total = 0
  let current = 0
  let parts = 0
  while (rest !== '') {
    const part = longestPart(rest, lexicon)
    if (part === undefined) {
      if (parts === 0 || !rest.startsWith(lexicon.glue) || rest.length === lexicon.glue.length) return undefined
      rest = rest.slice(lexicon.glue.length)
      continue
    }
    rest = rest.slice(part.length)
    parts++
    if (part.scale === null) current += part.value
    else if (part.scale === 100) current = (current || 1) * 100
    else {
      total += (current || 1) * part.scale
      current = 0
    }
  }
  return parts > 1 ? total + current : undefined
}

function longestPart(
  rest: string,
  lexicon: Lexicon,
): { length: number; value: number; scale: number | null } | undefined {
  for (let length = Math.min(rest.length, 10); length > 2; length--) {
    const head = rest.slice(0, length)
    const scale = lexicon.scales.get(head)
    if (scale !== undefined && scale <= 1000) return { length, value: 0, scale }
    const value = lexicon.numbers.get(head)
    if (value !== undefined) return { length, value, scale: null }
  }
  return undefined
}
