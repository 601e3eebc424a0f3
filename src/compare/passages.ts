import { readNames } from '../text/names.ts'
import { readQuotes } from '../text/quotes.ts'
import { isContent } from './edit.ts'
import type { Finding } from './finding.ts'
import { isNotice } from './notices.ts'
import type { Reading } from './reading.ts'
import type { Whole } from './whole.ts'

/**
 * Sentences that came or went as a whole. Neighbours are told as one passage, weighed by what they say that stands
 * nowhere in the other version: figures, speech, names, death and courts, and sheer length.
 */
export function passages(readings: readonly Reading[], what: 'added' | 'removed', other: Whole): Finding[] {
  const findings: Finding[] = []
  let run: Reading[] = []
  for (const reading of readings) {
    if (isNotice(reading)) {
      findings.push(notice(reading, what))
      continue
    }
    const last = run.at(-1)
    if (last && (reading.block ?? 0) - (last.block ?? 0) > 1) {
      findings.push(...passage(run, what, other))
      run = []
    }
    run.push(reading)
  }
  return [...findings, ...passage(run, what, other)]
}

function notice(reading: Reading, what: 'added' | 'removed'): Finding {
  const added = what === 'added'
  return {
    kind: 'correction',
    rule: `correction_${what}`,
    old: added ? null : reading.source,
    new: added ? reading.source : null,
    before: added ? null : reading,
    after: added ? reading : null,
  }
}

/** A passage is told by its beginning. */
const MAX_PASSAGE = 600

function shortened(run: readonly Reading[]): string {
  let text = ''
  for (const reading of run) {
    text = text === '' ? reading.source : `${text} ${reading.source}`
    if (text.length > MAX_PASSAGE) return `${text.slice(0, MAX_PASSAGE).trimEnd()}…`
  }
  return text
}

/** What a run of sentences says that stands nowhere in the other version. */
interface Novelty {
  /** Content words in all, and those unknown to the other version. */
  words: number
  fresh: number
  figures: number
  /** It tells of death, speech, or somebody new. */
  telling: boolean
}

function noveltyOf(run: readonly Reading[], other: Whole): Novelty {
  const novelty: Novelty = { words: 0, fresh: 0, figures: 0, telling: false }
  for (const reading of run) {
    for (const token of reading.tokens) {
      if (token.type !== 'word' || !isContent(token, reading)) continue
      novelty.words++
      if (other.hasWords([token.key])) continue
      novelty.fresh++
      if (reading.lexicon.casualty.has(token.key)) novelty.telling = true
    }
    for (const quantity of reading.quantities()) {
      if (!quantity.weak && !quantity.vague && !other.hasValue(quantity.key)) novelty.figures++
    }
    if (readQuotes(reading.folded.text).some((quote) => quote.end - quote.start > SPEECH)) novelty.telling = true
    const names = readNames(reading.tokens, reading.folded.text, reading.lexicon)
    if (names.some((name) => !other.hasWords(name.keys))) novelty.telling = true
  }
  return novelty
}

/** Quoted letters that make a speech rather than a word in marks. */
const SPEECH = 25

/** A label or a link has fewer content words. */
const FEW_WORDS = 4
/** Unknown content words that make a development: with something telling, in a full statement, or by themselves. */
const FRESH_TELLING = 4
const FRESH_STATEMENT = 3
const STATEMENT_WORDS = 8
const FRESH_LONG = 10

function passage(run: readonly Reading[], what: 'added' | 'removed', other: Whole): Finding[] {
  const first = run[0]
  if (!first) return []
  const { words, fresh, figures, telling } = noveltyOf(run, other)
  if (words + figures < FEW_WORDS && figures === 0) return []
  const developed =
    figures > 0 ||
    fresh >= FRESH_LONG ||
    (telling && fresh >= FRESH_TELLING) ||
    (words >= STATEMENT_WORDS && fresh >= FRESH_STATEMENT)
  const text = shortened(run)
  const added = what === 'added'
  const long = !added && fresh >= FRESH_LONG
  return [
    {
      kind: added ? 'addition' : 'removal',
      rule: `passage_${what}${developed ? (long ? '_long' : '') : '_short'}`,
      old: added ? null : text,
      new: added ? text : null,
      before: added ? null : first,
      after: added ? first : null,
    },
  ]
}
