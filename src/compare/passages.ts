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

/** So many content words unknown to the other version make a passage; fewer are a link or a label. */
const PASSAGE_WORDS = 5
/** And so many are a development by themselves. */
const LONG_WORDS = 14

function passage(run: readonly Reading[], what: 'added' | 'removed', other: Whole): Finding[] {
  const first = run[0]
  if (!first) return []
  let fresh = 0
  let figures = 0
  let weighty = 0
  let quoted = 0
  let named = 0
  for (const reading of run) {
    for (const token of reading.tokens)
      if (token.type === 'word' && isContent(token, reading) && !other.hasWords([token.key])) fresh++
    for (const quantity of reading.quantities())
      if (!quantity.weak && !quantity.vague && !other.hasValue(quantity.key)) figures++
    if (reading.tokens.some((token) => reading.lexicon.casualty.has(token.key) && !other.hasWords([token.key])))
      weighty++
    if (readQuotes(reading.folded.text).some((quote) => quote.end - quote.start > 25)) quoted++
    for (const name of readNames(reading.tokens, reading.folded.text, reading.lexicon))
      if (!other.hasWords(name.keys)) named++
  }
  if (fresh + figures < PASSAGE_WORDS && figures === 0) return []
  const telling =
    figures > 0 || weighty > 0 || (quoted > 0 && fresh >= PASSAGE_WORDS) || (named > 0 && fresh >= PASSAGE_WORDS)
  const grade = fresh >= LONG_WORDS || (telling && fresh >= PASSAGE_WORDS) ? '' : '_short'
  const text = run.map((reading) => reading.source).join(' ')
  const added = what === 'added'
  const size = figures > 0 && !added ? '_figures' : grade
  return [
    {
      kind: added ? 'addition' : 'removal',
      rule: `passage_${what}${size}`,
      old: added ? null : text,
      new: added ? text : null,
      before: added ? null : first,
      after: added ? first : null,
    },
  ]
}
