import type { ChangeKind, Field } from '../article.ts'
import type { Casualty, Finding } from './finding.ts'

/** One line in plain words: what changed, from what to what. */
export function reasonOf(finding: Finding): string {
  if (finding.rule.startsWith('negation')) return negated(finding)
  const noun = finding.casualty ? CASUALTIES[finding.casualty] : NOUNS[finding.kind]
  const { old, new: next } = finding
  if (old !== null && next !== null) return `${noun} changed from ${short(old)} to ${short(next)}`
  if (next !== null) return `${noun} added: ${short(next)}`
  if (old !== null) return `${noun} removed: ${short(old)}`
  return `${noun} changed`
}

/** A statement turned by a negation shows only the side that has it. */
function negated({ old, new: next }: Finding): string {
  if (old !== null && next !== null) return `Statement turned round: ${short(old)} became ${short(next)}`
  return next === null ? `Negation removed: ${short(old ?? '')}` : `Negation added: ${short(next)}`
}

const CASUALTIES: Record<Casualty, string> = {
  dead: 'Death toll',
  injured: 'Number of injured',
  missing: 'Number of missing',
  harmed: 'Casualty figure',
}

export const NOUNS: Record<ChangeKind, string> = {
  number: 'Number',
  age: 'Age',
  money: 'Amount of money',
  date: 'Date or time',
  person: 'Person',
  place: 'Place',
  org: 'Organisation',
  quote: 'Quotation',
  attribution: 'Attribution',
  certainty: 'Certainty',
  polarity: 'Statement',
  event_outcome: 'Event status',
  correction: 'Correction notice',
  addition: 'Passage',
  removal: 'Passage',
  rewrite: 'Text',
  wording: 'Wording',
}

export const PLACES: Record<Field, string> = {
  headline: 'headline',
  standfirst: 'standfirst',
  byline: 'byline',
  published: 'publication date',
  body: 'body',
  notice: 'notice',
  canonical_url: 'canonical URL',
  caption: 'caption',
  entry: 'live entry',
}

const LONGEST_VALUE = 120

function short(value: string): string {
  const one = value.replace(/\s+/g, ' ').trim()
  return one.length <= LONGEST_VALUE ? one : `${one.slice(0, LONGEST_VALUE - 1).trimEnd()}…`
}
