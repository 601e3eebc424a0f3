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
  let words: Set<string> | undefined
  let values: Set<string> | undefined
  const texts = () => [
    content.headline?.text ?? '',
    content.standfirst ?? '',
    ...content.blocks.map((block) => block.text),
  ]
  const load = () => {
    words = new Set()
    values = new Set()
    for (const text of texts()) {
      const folded = fold(text)
      const tokens = tokenize(folded)
      for (const token of tokens) words.add(token.key)
      for (const quantity of readQuantities(tokens, folded.text, lexicon)) values.add(quantity.key)
    }
  }
  return {
    hasWords: (keys) => {
      if (!words) load()
      return keys.every((key) => words?.has(key))
    },
    hasValue: (key) => {
      if (!values) load()
      return values?.has(key) ?? false
    },
  }
}
