import type { Content } from '../article.ts'
import { fold } from '../text/canonical.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { readQuantities } from '../text/quantities.ts'
import { tokenize } from '../text/tokens.ts'

/** Everything one version says, for one question only: does this value or name stand anywhere in it? */
export interface Whole {
  hasWords: (keys: readonly string[]) => boolean
  hasValue: (key: string) => boolean
}

/** Read when first asked, since most comparisons never ask. */
export function wholeOf(content: Content, lexicon: Lexicon): Whole {
  let words: ReadonlySet<string> | undefined
  let values: ReadonlySet<string> | undefined
  const text = () =>
    [content.headline?.text ?? '', content.standfirst ?? '', ...content.blocks.map((block) => block.text)].join('\n')
  return {
    hasWords: (keys) => {
      words ??= wordsOf(text().slice(0, MAX_CHARS))
      return keys.every((key) => words?.has(key))
    },
    hasValue: (key) => {
      values ??= valuesOf(text().slice(0, MAX_CHARS), lexicon)
      return values.has(key)
    },
  }
}

/** Far beyond any article; what lies behind counts as not said. */
const MAX_CHARS = 100_000

function wordsOf(text: string): Set<string> {
  return new Set(tokenize(fold(text)).map((token) => token.key))
}

function valuesOf(text: string, lexicon: Lexicon): Set<string> {
  const folded = fold(text)
  return new Set(readQuantities(tokenize(folded), folded.text, lexicon).map((quantity) => quantity.key))
}
