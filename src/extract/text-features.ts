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
  put(Math.min(6, countOf(plain, ',')))
  put(/^\p{Ll}/u.test(plain))
  put(plain.length > 3 && plain === plain.toUpperCase() && plain !== plain.toLowerCase())
  put(/\d/.test(plain))
  put(/^\W{0,2}\d/.test(plain))
  put(/[:：]\s*$/.test(plain))
  put(/[?!？！]\s*$/.test(plain))
  put(/^["'“„«»‘「『]/.test(plain))
  put(/@|https?:|www\./.test(plain))
  put(lg(countOf(plain, ' ')))
  put(Math.min(6, plain.split(/[.!?。！？]\s/).length))
  put(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(plain))
  put(Math.min(3, leaf.piece))
  const said = plain.length < 500 ? plain.slice(0, 250) : ''
  for (const name of CLASSES) put(said !== '' && FURNITURE[name].test(said))
}

/** What the first words of a box say that it is: 0 nothing. */
export function sayingOf(leaf: Leaf): number {
  const said = leaf.linkChars * 2 > leaf.text.length ? '' : leaf.text.slice(0, 80)
  if (!said) return 0
  if (ENDING.test(said)) return 5
  const index = (['more', 'promo', 'consent', 'paywall'] as const).findIndex((name) => FURNITURE[name].test(said))
  return index + 1
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1
  return count
}
