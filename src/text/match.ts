import type { Lexicon, Phrases } from './lang/lexicon.ts'
import type { Token } from './tokens.ts'

/** How many tokens the longest phrase that starts at `at` covers; 0 when none does. */
export function phraseAt(tokens: readonly Token[], at: number, phrases: Phrases): number {
  const first = tokens[at]
  if (!first) return 0
  for (const phrase of phrases.get(first.key) ?? []) {
    if (phrase.every((key, offset) => tokens[at + offset]?.key === key)) return phrase.length
  }
  return 0
}

/** How many tokens the longest phrase that ends before `at` covers; 0 when none does. */
export function phraseBefore(tokens: readonly Token[], at: number, phrases: Phrases, longest = 4): number {
  for (let length = Math.min(longest, at); length > 0; length--) {
    if (phraseAt(tokens, at - length, phrases) === length) return length
  }
  return 0
}

/** The value of a word; where the language writes small words as prefixes, of the word without them. */
export function lookup<T>(map: ReadonlyMap<string, T>, key: string, lexicon: Lexicon): T | undefined {
  const found = map.get(key)
  if (found !== undefined || lexicon.prefixes.length === 0) return found
  for (const prefix of lexicon.prefixes) {
    if (key.startsWith(prefix) && key.length > prefix.length + 1) {
      const inner = map.get(key.slice(prefix.length))
      if (inner !== undefined) return inner
    }
  }
  return undefined
}
