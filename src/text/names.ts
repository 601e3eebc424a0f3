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
 * Names by their capitals: over-eager on purpose, since names matter only where they change. The first word of a
 * sentence counts when it is a known place, an acronym, or part of a longer name; in a headline in title case only those do.
 */
export function readNames(tokens: readonly Token[], text: string, lexicon: Lexicon): Name[] {
  const titled = isTitleCase(tokens, lexicon)
  const names: Name[] = []
  for (let at = 0; at < tokens.length; at++) {
    if (!isNameWord(tokens, at, text, lexicon, titled)) continue
    let to = at + 1
    while (to < tokens.length && attached(tokens, to, text) && isNameWord(tokens, to, text, lexicon, titled)) to++
    const run = tokens.slice(at, to)
    names.push({ from: at, to, keys: run.map((token) => token.key), kind: kindOf(tokens, at, to, lexicon) })
    at = to - 1
  }
  return names
}

function isNameWord(tokens: readonly Token[], at: number, text: string, lexicon: Lexicon, titled: boolean): boolean {
  const token = tokens[at]
  if (token?.type !== 'word') return false
  const known = placeOf(token.key) !== null
  if (!token.capital) return known && NO_CAPITALS.test(token.text)
  if (lexicon.months.has(token.key) || lexicon.weekdays.has(token.key) || lexicon.titles.has(token.key)) return false
  if (lexicon.stop.has(token.key) && !(ACRONYM.test(token.text) && token.text.length > 1)) return false
  if (known || (ACRONYM.test(token.text) && !/^\p{Lu}+$/u.test(text.replace(/[^\p{L}]/gu, ''))))
    return token.text.length > 1 || known
  if (titled) return false
  return (
    !opensSentence(tokens, at, text) || tokens[at + 1]?.capital === true || lexicon.say.has(tokens[at + 1]?.key ?? '')
  )
}

const ACRONYM = /^(?:\p{Lu}|\d|\.){2,}s?$/u
const NO_CAPITALS = /[\u0590-\u06ff]/

function opensSentence(tokens: readonly Token[], at: number, text: string): boolean {
  if (at === 0) return true
  return (
    /[.!?:"'\-–(]\s*["']?$/.test(text.slice(Math.max(0, (tokens[at]?.start ?? 0) - 4), tokens[at]?.start)) &&
    !/\p{L}-$/u.test(text.slice(0, tokens[at]?.start))
  )
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
