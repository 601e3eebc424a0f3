import type { ChangeKind, Field } from '../article.ts'
import type { Casualty, Finding } from './finding.ts'

/** One line in plain words: what changed, from what to what. */
export function reasonOf(finding: Finding, field: Field): string {
  const noun = finding.casualty ? CASUALTIES[finding.casualty] : NOUNS[finding.kind]
  const where = field === 'body' ? '' : ` in the ${PLACES[field]}`
  const { old, new: next } = finding
  if (old !== null && next !== null) return `${noun} changed from ${short(old)} to ${short(next)}${where}`
  if (next !== null) return `${noun} added: ${short(next)}${where}`
  if (old !== null) return `${noun} removed: ${short(old)}${where}`
  return `${noun} changed${where}`
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
  polarity: 'Statement reversed:',
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
