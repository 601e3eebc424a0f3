import { fold } from '../../text/canonical.ts'
import { tokenize } from '../../text/tokens.ts'
import { DE } from './lexicons/de.ts'
import { EN } from './lexicons/en.ts'
import { ES } from './lexicons/es.ts'
import { FR } from './lexicons/fr.ts'
import type { Lexicon } from './lexicons/lexicon.ts'
import { NL } from './lexicons/nl.ts'
import { stemmer } from './stem.ts'

/** A list of words and phrases, ready to be looked for. */
export interface WordClass {
  stems: Set<string>
  phrases: string[]
}

/** A lexicon made ready: everything by stem. */
export interface Knowledge {
  lang: string
  stem: (key: string) => string
  functionWords: Set<string>
  hedges: WordClass
  negations: WordClass
  casualties: WordClass
  whoSays: WordClass
  sourceNouns: WordClass
  future: WordClass
  vague: WordClass
  dates: WordClass
  pronouns: Set<string>
  labels: WordClass
  numbers: Map<string, number>
  /** stem or phrase -> "scale:step", for every scale it stands on. */
  steps: Map<string, string[]>
  stepPhrases: Array<[string, string]>
  categories: Map<string, string[]>
  synonyms: Map<string, number[]>
  antonyms: Map<string, Set<string>>
}

const LEXICONS: Record<string, Lexicon> = { en: EN, nl: NL, de: DE, fr: FR, es: ES }
const known = new Map<string, Knowledge>()

/** What the judge knows of a language; of one without a lexicon nothing but the shapes of words. */
export function knowledgeOf(lang: string | null): Knowledge {
  const code = codeOf(lang)
  let found = known.get(code)
  if (!found) {
    found = prepare(code, LEXICONS[code])
    known.set(code, found)
  }
  return found
}

function codeOf(lang: string | null): string {
  const code = (lang ?? 'en').slice(0, 2).toLowerCase()
  return Object.hasOwn(LEXICONS, code) ? code : 'und'
}

function prepare(lang: string, lexicon: Lexicon | undefined): Knowledge {
  const stem = stemmer(lang, pairsOf(lexicon?.irregular, '>'))
  const asClass = (list: string | undefined) => wordClass(list ?? '', stem)
  const steps = new Map<string, string[]>()
  const stepPhrases: Array<[string, string]> = []
  const groups = (lexicon?.synonyms ?? '').split('\n').filter((line) => line.trim() !== '')
  for (const [scale, lines] of Object.entries(lexicon?.scales ?? {})) {
    lines.forEach((line, index) => {
      const { stems, phrases } = asClass(line)
      for (const one of stems) push(steps, one, `${scale}:${index}`)
      for (const phrase of phrases) stepPhrases.push([phrase, `${scale}:${index}`])
    })
    groups.push(...lines)
  }
  const synonyms = new Map<string, number[]>()
  groups.forEach((line, index) => {
    for (const one of asClass(line).stems) push(synonyms, one, index)
  })
  const categories = new Map<string, string[]>()
  for (const [name, line] of Object.entries(lexicon?.categories ?? {})) {
    for (const one of asClass(line).stems) push(categories, one, name)
  }
  return {
    lang,
    stem,
    functionWords: new Set(entries(lexicon?.functionWords ?? '').flatMap(keysOf)),
    hedges: asClass(lexicon?.hedges),
    negations: asClass(lexicon?.negations),
    casualties: asClass(lexicon?.casualties),
    whoSays: asClass(lexicon?.whoSays),
    sourceNouns: asClass(lexicon?.sourceNouns),
    future: asClass(lexicon?.future),
    vague: asClass(lexicon?.vague),
    dates: asClass(lexicon?.dates),
    pronouns: new Set(entries(lexicon?.pronouns ?? '').flatMap(keysOf)),
    labels: asClass(lexicon?.labels),
    numbers: new Map([...pairsOf(lexicon?.numbers, '=')].map(([word, value]) => [word, Number(value)])),
    steps,
    stepPhrases,
    categories,
    synonyms,
    antonyms: antonymsOf(lexicon?.antonyms ?? '', stem),
  }
}

function entries(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
}

function keysOf(text: string): string[] {
  return tokenize(fold(text)).map((token) => token.key)
}

function pairsOf(list: string | undefined, sign: string): Map<string, string> {
  const pairs = new Map<string, string>()
  for (const entry of entries(list ?? '')) {
    const [from = '', to = ''] = entry.split(sign)
    pairs.set(keysOf(from)[0] ?? from, sign === '>' ? (keysOf(to)[0] ?? to) : to)
  }
  return pairs
}

function wordClass(list: string, stem: (key: string) => string): WordClass {
  const stems = new Set<string>()
  const phrases: string[] = []
  for (const entry of entries(list)) {
    const keys = keysOf(entry)
    const [only] = keys
    if (keys.length === 1 && only !== undefined) stems.add(stem(only))
    else if (keys.length > 1) phrases.push(` ${keys.join(' ')} `)
  }
  return { stems, phrases }
}

function antonymsOf(list: string, stem: (key: string) => string): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>()
  for (const entry of entries(list)) {
    const [a, b] = keysOf(entry).map(stem)
    if (a === undefined || b === undefined) continue
    map.set(a, (map.get(a) ?? new Set()).add(b))
    map.set(b, (map.get(b) ?? new Set()).add(a))
  }
  return map
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}
