import type { Lexicon } from './lang/lexicon.ts'
import { placeOf } from './places.ts'
import type { Token } from './tokens.ts'

/** A run of capitalised words that names somebody or something; token range [from, to). */
export interface Name {
  from: number
  to: number
  keys: readonly string[]
  kind: 'person' | 'place' | 'org'
}

/**
 * Names by their capitals (`prose`: a sentence of running text, where a lone first word before a verb is a name too): over-eager on purpose, since names matter only where they change. The first word of a
 * sentence counts when it is a known place, an acronym, or part of a longer name; in a headline in title case only those do.
 */
export function readNames(tokens: readonly Token[], text: string, lexicon: Lexicon, prose = false): Name[] {
  const style = { titled: isTitleCase(tokens, lexicon), shouted: !/\p{Ll}/u.test(text), prose }
  const names: Name[] = []
  for (let at = 0; at < tokens.length; at++) {
    if (!isNameWord(tokens, at, text, lexicon, style)) continue
    let to = at + 1
    while (to < tokens.length && attached(tokens, to, text) && isNameWord(tokens, to, text, lexicon, style)) to++
    const run = tokens.slice(at, to)
    names.push({ from: at, to, keys: run.map((token) => token.key), kind: kindOf(tokens, at, to, lexicon) })
    at = to - 1
  }
  return names
}

interface Style {
  /** A headline in title case: capitals say little. */
  titled: boolean
  /** All capitals: they say nothing. */
  shouted: boolean
  prose: boolean
}

function isNameWord(
  tokens: readonly Token[],
  at: number,
  text: string,
  lexicon: Lexicon,
  { titled, prose, shouted }: Style,
): boolean {
  const token = tokens[at]
  if (token?.type !== 'word') return false
  const known = placeOf(token.key) !== null
  if (!token.capital) return known && NO_CAPITALS.test(token.text)
  if (lexicon.months.has(token.key) || lexicon.weekdays.has(token.key) || lexicon.titles.has(token.key)) return false
  if (lexicon.stop.has(token.key) && !(ACRONYM.test(token.text) && token.text.length > 1)) return false
  if (known || (!shouted && token.text.length > 1 && ACRONYM.test(token.text))) return true
  if (titled) return false
  if (prose && at === 0 && isSubject(tokens, lexicon)) return true
  // "Key Canada crossing", "Pioneering Senator Holt": the first word is no part of the name.
  const next = tokens[at + 1]?.key ?? ''
  if (opensSentence(tokens, at, text) && (lexicon.titles.has(next) || placeOf(next) !== null)) return false
  return (
    !opensSentence(tokens, at, text) || tokens[at + 1]?.capital === true || lexicon.say.has(tokens[at + 1]?.key ?? '')
  )
}

/** "Vale resigned", "Vale has denied": one word before a verb; plurals and words of the trade are none. */
function isSubject(tokens: readonly Token[], lexicon: Lexicon): boolean {
  const [first, second] = tokens
  if (!first || !second || first.key.length < 3 || second.capital || /(?:s|ing|ed|ly)$/.test(first.key)) return false
  if (lexicon.sources.has(first.key) || lexicon.casualty.has(first.key) || lexicon.events.has(first.key)) return false
  if (lexicon.numbers.has(first.key) || lexicon.antonyms.has(first.key)) return false
  return VERBS.test(second.key)
}

const VERBS =
  /^(?:was|is|has|had|will|would|could|may|might|did|does|said|says|told|went|won|lost|left|took|gave|made|met|.{2,}ed|.{3,}es|.{3,}[^su]s)$/

const ACRONYM = /^(?:\p{Lu}|\d|\.){2,}s?$/u
const NO_CAPITALS = /[\u0590-\u06ff]/

function opensSentence(tokens: readonly Token[], at: number, text: string): boolean {
  if (at === 0) return true
  const before = text.slice(Math.max(0, (tokens[at]?.start ?? 0) - 4), tokens[at]?.start)
  return /[.!?:"'\-–(]\s*["']?$/.test(before) && !/\p{L}-$/u.test(before)
}

function attached(tokens: readonly Token[], at: number, text: string): boolean {
  const between = text.slice(tokens[at - 1]?.end, tokens[at]?.start)
  return between === ' ' || between === '-' || between === '. '
}

function isTitleCase(tokens: readonly Token[], lexicon: Lexicon): boolean {
  const words = tokens.filter((token) => token.type === 'word' && !lexicon.stop.has(token.key))
  return words.length >= 4 && words.filter((token) => token.capital).length > words.length * 0.75
}

const ORG =
  /^(?:university|college|school|council|bank|fc|united|city|rovers|athletic|party|ministry|department|inc|ltd|plc|corp|corporation|company|group|police|court|committee|commission|agency|association|federation|union|institute|hospital|church|club|authority|office|service|services|army|navy|senate|parliament|congress|house|board|trust|foundation|society|airlines|airways|motors|times|post|news|nato|un|nhs|bbc|fbi|cia|universiteit|bank|partij|ministerie|partei|ministerium|universidad|banco|partido|ministerio|université|banque|parti|ministère)$/
const PLACE_WORDS = /^(?:in|at|near|from|to|outside|across|around|te|nach|aus|près|cerca|op|bij)$/
const PLACE_PARTS =
  /^(?:street|road|avenue|square|airport|bridge|river|lake|mount|island|islands|bay|park|station|county|province|region|district|valley|coast|port|north|south|east|west|northern|southern|eastern|western|upper|lower|saint|st)$/

function kindOf(tokens: readonly Token[], from: number, to: number, lexicon: Lexicon): Name['kind'] {
  const run = tokens.slice(from, to)
  const before = tokens[from - 1]?.key ?? ''
  if (run.some((token) => ORG.test(token.key))) return 'org'
  if (lexicon.titles.has(before)) return 'person'
  if (run.some((token) => placeOf(token.key) !== null || PLACE_PARTS.test(token.key))) return 'place'
  if (run.length === 1 && ACRONYM.test(run[0]?.text ?? '')) return 'org'
  if (PLACE_WORDS.test(before)) return 'place'
  return 'person'
}
