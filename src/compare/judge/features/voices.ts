import type { WordClass } from '../knowledge.ts'
import { entriesIn, minus, type Side, type View, type Word } from '../view.ts'
import { type Feature, named } from './feature.ts'
import { list } from './size.ts'

/** Who says so, how sure it is, and what was said. */
export const VOICES: readonly Feature[] = [
  named(
    'hedge_gone',
    1,
    (view) => (hedges(view.old, view.next, view).length > 0 ? 1 : 0),
    (view) => `'${list(hedges(view.old, view.next, view))}' is gone`,
  ),
  named(
    'hedge_new',
    1,
    (view) => (hedges(view.next, view.old, view).length > 0 ? 1 : 0),
    (view) => `'${list(hedges(view.next, view.old, view))}' is new`,
  ),
  named(
    'hedge_only',
    1,
    (view) => (hedged(view.old, view) !== hedged(view.next, view) ? 1 : 0),
    'how sure it is differs',
  ),
  named(
    'tail_gone',
    1,
    (view) => (tailOf(view.old, view) !== null && !tailSource(view.next, view) ? 1 : 0),
    (view) => `the source '${tailOf(view.old, view)}' is gone`,
  ),
  named(
    'tail_new',
    1,
    (view) => (tailOf(view.next, view) !== null && !tailSource(view.old, view) ? 1 : 0),
    (view) => `the source '${tailOf(view.next, view)}' is new`,
  ),
  named(
    'source_tail',
    1,
    (view) => (sourceTail(view.old, view) !== sourceTail(view.next, view) ? 1 : 0),
    'a named sort of source came or went',
  ),
  named(
    'says_gone',
    1,
    (view) => (says(view.old, view) && !says(view.next, view) ? 1 : 0),
    'it no longer says whose words these are',
  ),
  named(
    'says_new',
    1,
    (view) => (says(view.next, view) && !says(view.old, view) ? 1 : 0),
    'it now says whose words these are',
  ),
  named(
    'says_fewer',
    1,
    ({ old, next, knowledge }) =>
      onlyIn(old, next, knowledge.whoSays) && !onlyIn(next, old, knowledge.whoSays) ? 1 : 0,
    'a word for who says so is gone',
  ),
  named(
    'says_more',
    1,
    ({ old, next, knowledge }) =>
      onlyIn(next, old, knowledge.whoSays) && !onlyIn(old, next, knowledge.whoSays) ? 1 : 0,
    'a word for who says so is new',
  ),
  named(
    'clause_says',
    1,
    (view) => (endsSaying(view.old, view) !== endsSaying(view.next, view) ? 1 : 0),
    'a source at the end came or went',
  ),
  named('quote_swapped', 1, (view) => (quoteState(view) === 'swapped' ? 1 : 0), 'the words in quotation marks differ'),
  named('quote_new_words', 1, (view) => (quoteState(view) === 'new' ? 1 : 0), 'new words stand in quotation marks'),
  named('quote_gone', 1, (view) => (quoteState(view) === 'gone' ? 1 : 0), 'a quotation is gone'),
]

function hedges(side: Side, other: Side, { knowledge }: View): string[] {
  return minus(entriesIn(side, knowledge.hedges), entriesIn(other, knowledge.hedges))
}

function hedged(side: Side, { knowledge }: View): boolean {
  return entriesIn(side, knowledge.hedges).size > 0
}

/** What follows a last dash, up to four words; also a leading "Name: ". */
function tailOf({ text }: Side, { knowledge }: View): string | null {
  const tail = text.match(/\s[-–—]\s*([^-–—]{2,40})$/u)?.[1]?.trim()
  if (tail && tail.split(/\s+/u).length <= 4) return tail
  const head = text.match(/^([^:]{2,40}):\s/u)?.[1]?.trim()
  if (!head || head.split(/\s+/u).length > 4) return null
  const key = ` ${head.toLowerCase()} `
  return [...knowledge.sourceNouns.stems].some((stem) => key.includes(` ${stem}`)) ? head : null
}

/** The other side names its source in some way too: a tail, a say-verb, "according to". */
function tailSource(side: Side, view: View): boolean {
  return tailOf(side, view) !== null || says(side, view)
}

function sourceTail(side: Side, view: View): boolean {
  const tail = tailOf(side, view)
  if (tail === null) return false
  const keys = tail.toLowerCase().split(/[^\p{L}]+/u)
  return keys.some((key) => view.knowledge.sourceNouns.stems.has(view.knowledge.stem(key)))
}

function says(side: Side, { knowledge }: View): boolean {
  return entriesIn(side, knowledge.whoSays).size > 0
}

function onlyIn(side: Side, other: Side, entries: WordClass): boolean {
  return minus(entriesIn(side, entries), entriesIn(other, entries)).length > 0
}

function endsSaying({ words, keys }: Side, { knowledge }: View): boolean {
  const last = words.slice(-4)
  return last.some((word) => knowledge.whoSays.stems.has(word.stem)) || /\baccording to\b/.test(keys)
}

function quoteState({ old, next, gone, came }: View): 'same' | 'swapped' | 'new' | 'gone' {
  const fresh = isQuoted(ownWords(next, old, came), next.text)
  const lost = isQuoted(ownWords(old, next, gone), old.text)
  if (fresh && lost) return 'swapped'
  if (fresh) return 'new'
  return lost ? 'gone' : 'same'
}

const QUOTATION = /(?:^|[\s(:])["'‘“„«]([^"'’”“»]{3,}(?:['’][^"'’”“»]+)*)["'’”“»]/gu

/** Words that only this side has, small words too; those with a near form on the other side are none of its own. */
function ownWords(side: Side, other: Side, unpartnered: readonly Word[]): Word[] {
  return side.words.filter((word) => !other.stems.has(word.stem) && (!word.content || unpartnered.includes(word)))
}

/** Whether one of the words, which have no partner on the other side, stands in quotation marks. */
function isQuoted(words: readonly Word[], text: string): boolean {
  if (words.length === 0) return false
  const quotes = [...text.matchAll(QUOTATION)].map((match) => match[1] ?? '')
  return quotes.some((quote) => words.some((word) => word.text.length > 2 && quote.includes(word.text)))
}
