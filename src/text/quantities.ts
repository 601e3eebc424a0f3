import { type Amount, amountAt } from './amount.ts'
import { currencyOf } from './currency.ts'
import { type Dated, dateAt } from './dates.ts'
import type { Lexicon } from './lang/lexicon.ts'
import { lookup, phraseAt, phraseBefore } from './match.ts'
import type { Token } from './tokens.ts'

/** A number, age, sum of money or date as the text states it; equal values written otherwise share the key. */
export interface Quantity {
  kind: 'number' | 'age' | 'money' | 'date'
  /** Value and unit: what equality means. */
  key: string
  value: number | null
  /** percent, usd, mass, month, ordinal, clock, day, year ... or empty. */
  unit: string
  /** How the text hedges the value: at least, at most, about. */
  bound: 'over' | 'under' | 'about' | null
  vague: boolean
  /** "one", "both", "first": too weak to count as a fact when it merely appears. */
  weak: boolean
  /** Token range [from, to), the number without its bound, with its unit. */
  from: number
  to: number
}

/** All quantities of a text in order. `text` is the folded text of the tokens. */
export function readQuantities(tokens: readonly Token[], text: string, lexicon: Lexicon): Quantity[] {
  const found: Quantity[] = []
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]
    if (!token || !mayStart(token, lexicon)) {
      at++
      continue
    }
    const date = dateAt(tokens, at, text, lexicon)
    const quantity = date ? fromDate(date, at) : amountFrom(tokens, at, text, lexicon)
    if (quantity) found.push(quantity)
    at = quantity ? Math.max(quantity.to, at + 1) : at + 1
  }
  return found
}

/** Most words begin no quantity: they are passed over by one look-up. */
function mayStart({ type, key }: Token, lexicon: Lexicon): boolean {
  if (type === 'number') return true
  if (type === 'sign') return false
  return lexicon.starters.has(key) || lexicon.prefixes.length > 0 || (lexicon.glue !== null && GLUED.test(key))
}

/** What the glued number words of German and Dutch hold. */
const GLUED = /ig|hundert|tausend|honderd|duizend/

function fromDate(date: Dated, at: number): Quantity {
  const { key, unit, to } = date
  return { kind: 'date', key: `date:${key}`, value: null, unit, bound: null, vague: false, weak: false, from: at, to }
}

function amountFrom(tokens: readonly Token[], at: number, text: string, lexicon: Lexicon): Quantity | null {
  const amount = amountAt(tokens, at, text, lexicon)
  if (!amount || pronoun(tokens, at, amount)) return null
  const start = tokens[at]?.start ?? 0
  const negative = text.charAt(start - 1) === '-' && (start === 1 || /[\s(]/.test(text.charAt(start - 2)))
  const value = negative ? -amount.value : amount.value
  const range = rangeAfter(tokens, at, amount, text, lexicon)
  const end = range?.to ?? amount.to
  const bound = boundOf(tokens, at, end, text, lexicon)
  const core = { value, bound, vague: amount.vague, weak: amount.weak, from: at, to: end }
  const figures = range ? `${round(value)}-${round(range.value)}` : `${round(value)}`
  return withUnit(tokens, text, core, figures, amount, lexicon)
}

type Core = Pick<Quantity, 'value' | 'bound' | 'vague' | 'weak' | 'from' | 'to'>

function withUnit(
  tokens: readonly Token[],
  text: string,
  core: Core,
  figures: string,
  amount: Amount,
  lexicon: Lexicon,
): Quantity {
  const { from, to } = core
  const money = currencyOf(tokens, from, to, lexicon)
  if (money)
    return {
      ...core,
      kind: 'money',
      key: `money:${money.code}:${figures}`,
      unit: money.code,
      weak: false,
      from: money.from,
      to: money.to,
    }
  const percent = tokens[to]?.key === '%' ? 1 : phraseAt(tokens, to, lexicon.percent)
  if (percent > 0)
    return { ...core, kind: 'number', key: `percent:${figures}`, unit: 'percent', weak: false, to: to + percent }
  const age = ageOf(tokens, text, core, lexicon)
  if (age !== null) return { ...core, kind: 'age', key: `age:${figures}`, unit: 'age', weak: false, to: age }
  if (LABELS.has(tokens[from - 1]?.key ?? ''))
    return { ...core, kind: 'number', key: `label:${figures}`, unit: 'label' }
  if (amount.ordinal) return { ...core, kind: 'number', key: `ordinal:${figures}`, unit: 'ordinal' }
  return measured(tokens, core, figures, lexicon)
}

/** What they number is a thing's place in a series, no fact of the news. */
const LABELS = new Set([
  'ep',
  'episode',
  'vol',
  'volume',
  'issue',
  'chapter',
  'part',
  'folge',
  'aflevering',
  'episodio',
  'épisode',
])

/** Kilos and tons, days and weeks meet in one family; other nouns are no part of the value. */
function measured(tokens: readonly Token[], core: Core, figures: string, lexicon: Lexicon): Quantity {
  const { to, value } = core
  if (tokens[to]?.key === '°') return { ...core, kind: 'number', key: `degree:${figures}`, unit: 'degree', to: to + 1 }
  const word = tokens[to]
  const unit = word && word.type === 'word' ? lookup(lexicon.units, word.key, lexicon) : undefined
  if (!unit || (word && word.key.length === 1 && word.start !== tokens[to - 1]?.end)) {
    const era = tokens[to - 1]?.type === 'number' && figures.length === 4 && isYear(value) ? 'year' : ''
    return { ...core, kind: 'number', key: `count:${figures}`, unit: era }
  }
  const half = phraseAt(tokens, to + 1, lexicon.andAHalf)
  const amount = (value ?? 0) + (half > 0 ? 0.5 : 0)
  const based = figures.includes('-', 1) ? `${figures}*${unit[1]}` : `${round(amount * unit[1])}`
  return { ...core, kind: 'number', key: `${unit[0]}:${based}`, unit: unit[0], weak: false, to: to + 1 + half }
}

function isYear(value: number | null): boolean {
  return value !== null && value >= 1900 && value < 2100
}

/** "no one", "one another", "one of the", "the first": no number is meant. */
function pronoun(tokens: readonly Token[], at: number, amount: Amount): boolean {
  if (!amount.weak || amount.value !== 1) return false
  const before = tokens[at - 1]?.key
  const after = tokens[amount.to]?.key
  return (
    before === 'no' ||
    before === 'the' ||
    before === 'this' ||
    before === 'that' ||
    after === 'another' ||
    after === 'day'
  )
}

function rangeAfter(
  tokens: readonly Token[],
  at: number,
  amount: Amount,
  text: string,
  lexicon: Lexicon,
): Amount | null {
  const last = tokens[amount.to - 1]
  const next = tokens[amount.to]
  if (!last || !next || amount.vague) return null
  const between = text.slice(last.end, next.start)
  if (next.type === 'number' && /^ ?[-/] ?$/.test(between) && /^[^ ]|-/.test(between)) {
    return amountAt(tokens, amount.to, text, lexicon)
  }
  const opened = tokens[at - 1]?.key
  const joins = (next.key === 'to' && amount.digits) || (next.key === 'and' && opened === 'between')
  if (!joins) return null
  const high = amountAt(tokens, amount.to + 1, text, lexicon)
  return high && !high.vague && !high.weak && high.value > amount.value ? high : null
}

function boundOf(tokens: readonly Token[], at: number, to: number, text: string, lexicon: Lexicon): Quantity['bound'] {
  let first = at
  while (first > 0 && tokens[first - 1]?.type === 'sign') first--
  if (phraseBefore(tokens, first, lexicon.under) > 0) return 'under'
  if (phraseBefore(tokens, first, lexicon.over) > 0) return 'over'
  if (phraseBefore(tokens, first, lexicon.about) > 0) return 'about'
  const end = tokens[to - 1]?.end ?? 0
  if (text.charAt(end) === '+' || /^-plus\b/.test(text.slice(end, end + 6))) return 'over'
  return null
}

/** Index after the age, or null. Shapes: 25-year-old, aged 25, Anna Ray, 25, and (25). */
function ageOf(tokens: readonly Token[], text: string, core: Core, lexicon: Lexicon): number | null {
  const { from, to, value } = core
  if (value === null || value < 0 || value > 120 || core.vague) return null
  const after = phraseAt(tokens, to, lexicon.ageAfter)
  if (after > 0) return to + after
  const glued = tokens[to]?.key ?? ''
  if (lexicon.ageGlued.some((ending) => glued.startsWith(ending) && glued.length < ending.length + 5)) return to + 1
  if (phraseBefore(tokens, from, lexicon.ageBefore, 2) > 0) return to
  const first = tokens[from]
  const name = tokens[from - 1]
  if (first?.type !== 'number' || !name || name.type !== 'word' || value < 1) return null
  const open = text.slice(name.end, first.start)
  const close = text.slice(tokens[to - 1]?.end ?? 0).charAt(0)
  const apposition = /^, ?(?:now )?$/.test(open) && (close === ',' || close === '.' || close === '' || close === ';')
  const bracket = open === ' (' && close === ')'
  return (apposition || bracket) && name.capital && !lexicon.months.has(name.key) ? to : null
}

/** Six significant digits: 0.0096 stays apart from 0.01, and floating point noise goes. */
function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(6))
}
