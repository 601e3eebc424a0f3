import type { Folded } from './canonical.ts'

/**
 * A word, a figure or a sign that carries meaning (currency, percent), by its place in the folded text.
 * `key` is what two spellings of the same word share: lower case, no accents, no possessive, British spelling.
 */
export interface Token {
  key: string
  text: string
  start: number
  end: number
  type: 'word' | 'number' | 'sign'
  /** Starts with a capital letter (in scripts that have them). */
  capital: boolean
}

export function tokenize(folded: Folded): Token[] {
  const tokens: Token[] = []
  const readable = withoutLinks(folded.text)
  for (const match of readable.matchAll(TOKEN)) {
    const text = match[0]
    const start = match.index
    const code = text.charCodeAt(0)
    if (code >= 48 && code <= 57) tokens.push(token(text, text, start, 'number'))
    else if (SIGN.test(text)) tokens.push(token(text, text, start, 'sign'))
    else if (UNSPACED.test(text)) segmented(text, start, tokens)
    else words(text, start, tokens)
  }
  return tokens
}

/** Addresses say nothing to a reader: blanked, so that offsets stay. Targets of Markdown links and file sizes too. */
function withoutLinks(text: string): string {
  if (!/:\/\/|\]\(|\bwww\.|\bPDF\b/.test(text)) return text
  return text.replace(LINKS, (link) => ' '.repeat(link.length))
}

const LINKS = /\]\([^)\s]*\)?|\b(?:https?:\/\/|www\.)[^\s)\]]+|\(PDF,[^)]*\)/g

/** The key of one word as tables use it. */
export function wordKey(word: string): string {
  const known = keys.get(word)
  if (known !== undefined) return known
  if (word.length > MAX_WORD) return word
  const key = keyOf(word)
  if (keys.size >= MAX_KEYS) keys.clear()
  keys.set(word, key)
  return key
}

/** Words repeat: the folding of one is remembered, up to a bound, since texts come from outside. */
const keys = new Map<string, string>()
const MAX_KEYS = 20_000
/** Longer runs of letters are no words. */
const MAX_WORD = 80

function keyOf(word: string): string {
  let key = word.toLowerCase()
  if (NOT_ASCII.test(key)) key = stripped(key)
  if (key.includes('.')) key = key.replaceAll('.', '')
  if (key.includes("'")) {
    if (key === "it's") return 'its'
    key = key.replace(/'s?$/, '')
    key = key.replaceAll("'", '')
  }
  return british(key)
}

const TOKEN =
  /(?:\p{L}\.){2,}(?!\p{L})|\p{L}[\p{L}\p{M}]*(?:['"](?=[\u0590-\u06ff])[\p{L}\p{M}]+|'[\p{L}\p{M}]+)*'?|\d+(?:[.,:]\d+)*|[%‰$£€¥₪₹₽₩₺₴°]/gu
const SIGN = /^[%‰$£€¥₪₹₽₩₺₴°]$/
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const NOT_ASCII = /[^\x20-\x7e]/

function token(key: string, text: string, start: number, type: Token['type']): Token {
  const first = text.charCodeAt(0)
  const capital = first < 128 ? first >= 65 && first <= 90 : /^\p{Lu}/u.test(text)
  return { key, text, start, end: start + text.length, type, capital }
}

/** "won't" is will + not, so that both spellings read the same; anything else is one word. */
function words(text: string, start: number, out: Token[]): void {
  if (/n't$/i.test(text)) {
    const verb = text.slice(0, -3).toLowerCase()
    const full = CONTRACTED[verb] ?? verb
    out.push(token(full, text.slice(0, -3), start, 'word'))
    out.push({ ...token('not', text.slice(-3), start + text.length - 3, 'word'), capital: false })
    return
  }
  out.push(token(wordKey(text), text, start, 'word'))
}

const CONTRACTED: Record<string, string> = { wo: 'will', ca: 'can', sha: 'shall' }

let segmenter: Intl.Segmenter | undefined

/** Scripts written without spaces: words by the platform's dictionary. */
function segmented(text: string, start: number, out: Token[]): void {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' })
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) out.push(token(segment, segment, start + index, 'word'))
  }
}

const LETTERS: Record<string, string> = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' }

/** Accents away in Latin script; Arabic hamza seats, final forms of alif and ta marbuta folded. */
function stripped(key: string): string {
  const plain = key.replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) => {
    return LETTERS[letter] ?? letter.normalize('NFD').replace(/\p{M}/gu, '')
  })
  return plain
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/"/g, '')
}

/** American spelling to British, by ending and by a short table: both spellings meet in one key. */
function british(key: string): string {
  const known = SPELLINGS[key]
  if (known !== undefined) return known
  if (key.length < 6) return key
  return key
    .replace(/(\w{3})iz(e|es|ed|ing|ation|ations|er|ers)$/, '$1is$2')
    .replace(/yz(e|es|ed|ing)$/, 'ys$1')
    .replace(/([^aeiou])or(s|ed|ing|ful|able|ite|ites|hood|hoods)?$/, spelledOur)
}

const OUR =
  /^(?:col|fav|hon|lab|hum|rum|harb|neighb|behavi|vap|vig|arm|endeav|clam|flav|glam|parl|sav|tum|val|splend|od|ranc)$/

function spelledOur(found: string, letter: string, ending: string | undefined, at: number, whole: string): string {
  return OUR.test(whole.slice(0, at) + letter) ? `${letter}our${ending ?? ''}` : found
}

const SPELLINGS: Record<string, string> = {
  color: 'colour',
  favor: 'favour',
  honor: 'honour',
  labor: 'labour',
  defense: 'defence',
  offense: 'offence',
  license: 'licence',
  practise: 'practice',
  center: 'centre',
  centers: 'centres',
  theater: 'theatre',
  theaters: 'theatres',
  meter: 'metre',
  meters: 'metres',
  kilometer: 'kilometre',
  kilometers: 'kilometres',
  liter: 'litre',
  liters: 'litres',
  fiber: 'fibre',
  traveled: 'travelled',
  traveling: 'travelling',
  traveler: 'traveller',
  travelers: 'travellers',
  canceled: 'cancelled',
  canceling: 'cancelling',
  fueled: 'fuelled',
  fueling: 'fuelling',
  labeled: 'labelled',
  modeled: 'modelled',
  signaled: 'signalled',
  program: 'programme',
  programs: 'programmes',
  gray: 'grey',
  jewelry: 'jewellery',
  mold: 'mould',
  plow: 'plough',
  skeptical: 'sceptical',
  skeptic: 'sceptic',
  skeptics: 'sceptics',
  tire: 'tyre',
  tires: 'tyres',
  airplane: 'aeroplane',
  aluminum: 'aluminium',
  ax: 'axe',
  check: 'check',
  cheque: 'cheque',
  curb: 'kerb',
  enrollment: 'enrolment',
  fulfill: 'fulfil',
  judgement: 'judgment',
  protestor: 'protester',
  protestors: 'protesters',
  adviser: 'advisor',
  advisers: 'advisors',
  toward: 'towards',
  amid: 'amidst',
  among: 'amongst',
  while: 'whilst',
  learned: 'learnt',
  burned: 'burnt',
  spelled: 'spelt',
  okay: 'ok',
}
