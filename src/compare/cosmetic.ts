import type { Lexicon } from '../text/lang/lexicon.ts'
import { placeOf } from '../text/places.ts'
import type { Token } from '../text/tokens.ts'

/** Why a replaced run of words does not matter. */
export type Cosmetic =
  | 'function words'
  | 'word break'
  | 'inflection'
  | 'spelling'
  | 'same name'
  | 'truncation'
  | 'same value'

/**
 * Whether a run differs in form only. Words that carry a fact (numbers, dates, negation, hedges, events) never count
 * as misspelt, and two known places are never one misspelt place.
 */
export function cosmetic(old: readonly Token[], next: readonly Token[], lexicon: Lexicon): Cosmetic | null {
  const before = content(old, lexicon)
  const after = content(next, lexicon)
  if (before.length === 0 && after.length === 0)
    return meaningful(old, lexicon) || meaningful(next, lexicon) ? null : 'function words'
  if (before.some(isFigure) || after.some(isFigure)) return null
  if (joined(old) === joined(next)) return RESENSED.has(joined(next)) ? null : 'word break'
  if (before.length !== after.length || meaningful(old, lexicon) !== meaningful(next, lexicon)) return null
  // "to enter" and "enters" are one word and two states of affairs.
  if (planned(old, lexicon) !== planned(next, lexicon)) return null
  let reason: Cosmetic = 'inflection'
  for (const [at, token] of before.entries()) {
    const other = after[at]
    const form = other ? sameWord(token, other, lexicon) : null
    if (form === null) return null
    if (form !== 'inflection') reason = form
  }
  return reason
}

/** Whether two words are one in another form: inflected, misspelt, or a people for its land. */
export function sameWord(one: Token, other: Token, lexicon: Lexicon): Cosmetic | null {
  if (one.key === other.key) return 'inflection'
  const place = placeOf(one.key)
  const otherPlace = placeOf(other.key)
  if (place !== null || otherPlace !== null) return place === otherPlace ? 'same name' : null
  if (inflected(one.key, other.key, lexicon)) return 'inflection'
  if (weighty(one.key, lexicon) || weighty(other.key, lexicon)) return null
  return misspelt(one.key, other.key, one.capital && other.capital) ? 'spelling' : null
}

/** One word in two forms: the same stem, or a common beginning with a known ending on either side. */
function inflected(one: string, other: string, lexicon: Lexicon): boolean {
  if (stem(one, lexicon) === stem(other, lexicon)) return true
  let at = 0
  while (at < one.length && at < other.length && one[at] === other[at]) at++
  if (at < 4) return false
  const ends = (rest: string) => rest === '' || lexicon.endings.some(([ending]) => ending === rest)
  return ends(one.slice(at)) && ends(other.slice(at))
}

/** Edit distance small for the length; the first letters mostly agree. */
export function misspelt(one: string, other: string, name: boolean): boolean {
  if (Math.max(one.length, other.length) > MAX_WORD) return false
  if (name && transliterated(one) === transliterated(other)) return true
  const longest = Math.max(one.length, other.length)
  if (Math.min(one.length, other.length) < 4) return false
  const distance = editDistance(one, other)
  return distance / longest <= (name ? NAME_TYPO : WORD_TYPO) || (distance === 1 && longest >= 5 && !name)
}

/** Spellings of one foreign name fall together: Aleksey, Alexei; Prigozjin, Prigozhin. */
function transliterated(name: string): string {
  return name
    .replace(/ks/g, 'x')
    .replace(/zj|zh|j/g, 'z')
    .replace(/ph/g, 'f')
    .replace(/ou|oe|u/g, 'u')
    .replace(/kh|ch|h/g, 'h')
    .replace(/ck|c|q/g, 'k')
    .replace(/w/g, 'v')
    .replace(/[eiy]?y|ij|ii|ei|i/g, 'i')
    .replace(/dj|dz/g, 'z')
    .replace(/(.)\1/g, '$1')
}

/** Longer runs of letters are no words, and the distance costs their product. */
const MAX_WORD = 60

/** Share of letters that may differ in one name misspelt (research/changes.md 6.8) and in another word. */
const NAME_TYPO = 0.21
const WORD_TYPO = 0.25

/** Written with a hyphen these words mean something else. */
const RESENSED = new Set([
  'resign',
  'resigns',
  'resigned',
  'recover',
  'recovers',
  'recovered',
  'reform',
  'reforms',
  'reformed',
  'recount',
  'recreation',
  'release',
  'released',
  'represent',
  'resent',
  'retreat',
  'resort',
  'reserve',
  'remark',
  'react',
  'repress',
  'coop',
  'predate',
])

function content(tokens: readonly Token[], lexicon: Lexicon): Token[] {
  return tokens.filter(
    (token) => token.type !== 'word' || !lexicon.stop.has(token.key) || lexicon.negation.has(token.key),
  )
}

/** Function words that turn or weaken a statement are no mere function words. */
function meaningful(tokens: readonly Token[], lexicon: Lexicon): boolean {
  return tokens.some(
    ({ key }) =>
      lexicon.negation.has(key) || lexicon.hedges.has(key) || lexicon.antonyms.has(key) || lexicon.numbers.has(key),
  )
}

function planned(tokens: readonly Token[], lexicon: Lexicon): boolean {
  return tokens.some(({ key }) => lexicon.future.has(key))
}

function isFigure(token: Token): boolean {
  return token.type !== 'word'
}

function joined(tokens: readonly Token[]): string {
  return tokens.map((token) => token.key).join('')
}

function weighty(key: string, lexicon: Lexicon): boolean {
  return (
    lexicon.numbers.has(key) ||
    lexicon.months.has(key) ||
    lexicon.weekdays.has(key) ||
    lexicon.negation.has(key) ||
    lexicon.antonyms.has(key) ||
    lexicon.events.has(key) ||
    lexicon.hedges.has(key) ||
    lexicon.relative.has(key) ||
    lexicon.scales.has(key) ||
    lexicon.ordinals.has(key)
  )
}

/** The word without its inflection, by the table's endings; irregular forms stay apart. */
export function stem(key: string, lexicon: Lexicon): string {
  let word = key
  for (const prefix of lexicon.prefixes) {
    if (word.length > prefix.length + 3 && word.startsWith(prefix)) {
      word = word.slice(prefix.length)
      break
    }
  }
  for (const [from, to] of lexicon.endings) {
    if (word.length >= from.length + 3 && word.endsWith(from)) {
      word = word.slice(0, word.length - from.length) + to
      break
    }
  }
  return word.replace(/(.)\1$/, '$1').replace(/e$/, '')
}

/** Damerau-Levenshtein distance (adjacent letters swapped count once). */
export function editDistance(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return row[other.length] ?? 0
}
