import type { Change, Content } from '../article.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { read } from './reading.ts'

/**
 * Where the new version still states the old value of a figure that changed: the headline says 12, the body still 9.
 * Returns the words to add to the reason, or null. Only figures of one kind whose new value that place does not give.
 */
export function contradiction(change: Change, next: Content, lexicon: Lexicon): string | null {
  if (change.old === null || change.new === null || !FIGURES.has(change.kind) || !change.rule.endsWith('_changed'))
    return null
  const key = keyOf(change.old, lexicon)
  const newKey = keyOf(change.new, lexicon)
  if (key === null || newKey === null) return null
  const inHeadline = change.field === 'headline'
  const others = inHeadline
    ? [next.standfirst ?? '', ...next.blocks.map((block) => block.text)]
    : [next.headline?.text ?? '']
  const around = new Set(contentOf(change.after ?? '', lexicon))
  let still = false
  for (const text of others.slice(0, MAX_TEXTS)) {
    const reading = read(text, null, lexicon)
    const keys = reading.quantities().map((quantity) => quantity.key)
    if (keys.includes(newKey)) return null
    if (keys.includes(key) && contentOf(text, lexicon).some((word) => around.has(word))) still = true
  }
  return still ? `; the ${inHeadline ? 'text' : 'headline'} still says ${change.old}` : null
}

const FIGURES: ReadonlySet<string> = new Set(['number', 'age', 'money'])
/** Contradictions matter in the lead; the tail of a long article retells older states. */
const MAX_TEXTS = 6

function keyOf(value: string, lexicon: Lexicon): string | null {
  return read(value, null, lexicon).quantities()[0]?.key ?? null
}

function contentOf(text: string, lexicon: Lexicon): string[] {
  return read(text, null, lexicon).tokens.flatMap((token) =>
    token.type === 'word' && !lexicon.stop.has(token.key) ? [token.key] : [],
  )
}
