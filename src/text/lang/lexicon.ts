import { wordKey } from '../tokens.ts'
import { AR } from './ar.ts'
import { BARE } from './bare.ts'
import { DE } from './de.ts'
import { EN } from './en.ts'
import { ES } from './es.ts'
import { FR } from './fr.ts'
import { HE } from './he.ts'
import { NL } from './nl.ts'
import type { LanguageTable } from './table.ts'

/** A language table compiled for lookups by token key. */
export interface Lexicon {
  code: string
  decimal: ',' | '.'
  numbers: ReadonlyMap<string, number>
  scales: ReadonlyMap<string, number>
  shortScales: ReadonlyMap<string, number>
  fractions: ReadonlyMap<string, number>
  ordinals: ReadonlyMap<string, number>
  vague: ReadonlyMap<string, number>
  and: ReadonlySet<string>
  andAHalf: Phrases
  glue: string | null
  over: Phrases
  under: Phrases
  about: Phrases
  currencies: ReadonlyMap<string, string>
  percent: Phrases
  units: ReadonlyMap<string, readonly [string, number]>
  months: ReadonlyMap<string, number>
  weekdays: ReadonlyMap<string, number>
  relative: Phrases
  am: Phrases
  pm: Phrases
  clock: ReadonlySet<string>
  ageBefore: Phrases
  ageAfter: Phrases
  ageGlued: readonly string[]
  marks: ReadonlySet<string>
  stop: ReadonlySet<string>
  negation: ReadonlySet<string>
  negative: ReadonlySet<string>
  say: ReadonlySet<string>
  according: Phrases
  sources: ReadonlySet<string>
  hedges: Phrases
  hedgeFamilies: ReadonlyMap<string, string>
  weakHedges: ReadonlySet<string>
  future: ReadonlySet<string>
  casualty: ReadonlySet<string>
  /** Word -> the sides it stands on: pair number and side. */
  antonyms: ReadonlyMap<string, ReadonlyArray<readonly [number, 0 | 1]>>
  /** First word of a form -> the forms, longest first. */
  events: ReadonlyMap<string, readonly EventForm[]>
  notices: readonly RegExp[]
  titles: ReadonlySet<string>
  prefixes: readonly string[]
  /** First words of numbers and dates. */
  starters: ReadonlySet<string>
  endings: ReadonlyArray<readonly [string, string]>
}

/** Phrases by their first word; each is a list of keys. */
export type Phrases = ReadonlyMap<string, ReadonlyArray<readonly string[]>>

export interface EventForm {
  words: readonly string[]
  scale: string
  stage: number
  critical: boolean
}

const TABLES: Record<string, LanguageTable> = { und: BARE, en: EN, nl: NL, de: DE, fr: FR, es: ES, he: HE, ar: AR }
const compiled = new Map<string, Lexicon>()

/** The lexicon of a language tag; null when we have no table for it. */
export function lexiconOf(lang: string): Lexicon | null {
  const code = lang.split(/[-_]/)[0]?.toLowerCase() ?? ''
  const known = compiled.get(code)
  if (known) return known
  const table = TABLES[code === 'iw' ? 'he' : code]
  if (!table) return null
  const lexicon = compile(table)
  compiled.set(code, lexicon)
  return lexicon
}

export const LANGUAGES: readonly string[] = Object.keys(TABLES)

function compile(table: LanguageTable): Lexicon {
  return {
    code: table.code,
    decimal: table.decimal,
    numbers: values(table.numbers, Number),
    scales: values(table.scales, Number),
    shortScales: values(table.shortScales, Number),
    fractions: values(table.fractions, Number),
    ordinals: values(table.ordinals, Number),
    vague: values(table.vague, Number),
    and: set(table.and),
    andAHalf: phrases(table.andAHalf),
    glue: table.glue ?? null,
    over: phrases(table.over),
    under: phrases(table.under),
    about: phrases(table.about),
    currencies: values(table.currencies, String),
    percent: phrases(table.percent),
    units: values(table.units, unit),
    months: values(table.months, Number),
    weekdays: values(table.weekdays, Number),
    relative: phrases(table.relative),
    am: phrases(table.am),
    pm: phrases(table.pm),
    clock: set(table.clock),
    ageBefore: phrases(table.ageBefore),
    ageAfter: phrases(table.ageAfter),
    ageGlued: (table.ageGlued ?? '').split(' ').filter(Boolean).map(wordKey),
    marks: new Set((table.marks ?? '').split(' ').filter(Boolean)),
    stop: set(table.stop),
    negation: set(table.negation),
    negative: set(table.negative),
    say: set(table.say),
    according: phrases(table.according),
    sources: set(table.sources),
    hedges: phrases(table.hedges),
    hedgeFamilies: families(table.hedgeFamilies),
    weakHedges: set(table.weakHedges),
    future: set(table.future),
    casualty: set(table.casualty),
    antonyms: antonyms(table.antonyms),
    events: events(table),
    notices: table.notices.map((source) => new RegExp(source, 'iu')),
    titles: set(table.titles),
    prefixes: (table.prefixes ?? '').split(' ').filter(Boolean),
    starters: starters(table),
    endings: (table.endings ?? '').split(' ').filter(Boolean).map(ending),
  }
}

function set(list: string | undefined): Set<string> {
  return new Set((list ?? '').split(/\s+/).filter(Boolean).map(wordKey))
}

function values<T>(list: string | undefined, read: (value: string) => T): Map<string, T> {
  const map = new Map<string, T>()
  for (const entry of (list ?? '').split(/\s+/).filter(Boolean)) {
    const [word = '', value = ''] = entry.split('=')
    map.set(wordKey(word), read(value))
  }
  return map
}

function unit(value: string): readonly [string, number] {
  const [family = '', factor = '1'] = value.split('*')
  return [family, Number(factor)]
}

function phrases(list: string | undefined): Map<string, string[][]> {
  const map = new Map<string, string[][]>()
  for (const phrase of (list ?? '').split(',')) {
    const keys = phraseKeys(phrase)
    const first = keys[0]
    if (first === undefined) continue
    map.set(
      first,
      [...(map.get(first) ?? []), keys].sort((a, b) => b.length - a.length),
    )
  }
  return map
}

function phraseKeys(phrase: string): string[] {
  return phrase
    .trim()
    .split(/[\s-]+/)
    .filter(Boolean)
    .map(wordKey)
}

function families(list: string | undefined): Map<string, string> {
  const map = new Map<string, string>()
  for (const family of (list ?? '').split('/')) {
    const [first = '', ...others] = family.split(/\s+/).filter(Boolean).map(wordKey)
    for (const word of [first, ...others]) map.set(word, first)
  }
  return map
}

function antonyms(pairs: string[]): Map<string, Array<readonly [number, 0 | 1]>> {
  const map = new Map<string, Array<readonly [number, 0 | 1]>>()
  for (const [number, pair] of pairs.entries()) {
    for (const [side, list] of pair.split('/').entries()) {
      for (const word of list.split(/\s+/).filter(Boolean).map(wordKey)) {
        map.set(word, [...(map.get(word) ?? []), [number, side === 0 ? 0 : 1]])
      }
    }
  }
  return map
}

function events(table: LanguageTable): Map<string, EventForm[]> {
  const map = new Map<string, EventForm[]>()
  for (const { name: scale, critical = false, stages } of table.events ?? []) {
    for (const [stage, list] of stages.entries()) {
      for (const words of list.split(',').flatMap((phrase) => feminine(table, phraseKeys(phrase)))) {
        const first = words[0]
        if (first === undefined) continue
        const forms = [...(map.get(first) ?? []), { words, scale, stage, critical }]
        map.set(
          first,
          forms.sort((a, b) => b.words.length - a.words.length),
        )
      }
    }
  }
  return map
}

/** Arabic verbs take a feminine ending before their subject: one listed form stands for both. */
function feminine(table: LanguageTable, words: string[]): string[][] {
  const [word] = words
  if (table.code !== 'ar' || words.length !== 1 || word === undefined || word.endsWith('ت')) return [words]
  return [words, [`${word}ت`]]
}

function starters(table: LanguageTable): Set<string> {
  const { numbers, scales, fractions, ordinals, vague, months, weekdays } = table
  const words = [numbers, scales, fractions, ordinals, vague, months, weekdays].flatMap((list) => [
    ...values(list, String).keys(),
  ])
  const days = [...values(weekdays, String).keys()].map((day) => `${day}s`)
  return new Set([...words, ...days, ...phrases(table.relative).keys(), ...ARTICLES])
}

/** "a dozen", "une douzaine" */
const ARTICLES = ['a', 'an', 'un', 'une', 'una', 'ein', 'eine', 'een', 'half']

function ending(entry: string): readonly [string, string] {
  const [from = '', to = ''] = entry.split(':')
  return [from, to]
}
