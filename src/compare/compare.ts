import type { Change, Comparison, Content, Field, History, Suppressed } from '../article.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { lexiconFor } from '../text/language.ts'
import { align } from './align.ts'
import { editOf } from './edit.ts'
import { attributions } from './facts/attributions.ts'
import { certainties } from './facts/certainties.ts'
import { events } from './facts/events.ts'
import { figures } from './facts/figures.ts'
import { names } from './facts/names.ts'
import { polarities } from './facts/polarities.ts'
import { quotations } from './facts/quotations.ts'
import type { Finding } from './finding.ts'
import { lineOf } from './line.ts'
import { type Reading, read } from './reading.ts'
import { isMuted, type Mute, severityOf, type Weights, weigh } from './severity.ts'

export interface CompareOptions {
  /** Earlier versions and changes told before; without them nothing is said of reverts and series. */
  history?: Pick<History, 'earlier' | 'changes'>
  /** Points by rule id (replacing the default), by kind and by field (added). */
  weights?: Weights
  mutes?: readonly Mute[]
}

/**
 * What changed between two contents of one article, of what kind, from what to what, and how much it matters.
 * Pure and deterministic; only what differs is read closely.
 */
export function compare(old: Content, next: Content, options: CompareOptions = {}): Comparison {
  const lang = next.lang ?? old.lang
  const sample = `${next.headline?.text ?? ''} ${next.standfirst ?? ''} ${next.blocks[0]?.text ?? ''}`
  const lexicon = lexiconFor(lang, sample)
  const suppressed: Suppressed[] = []
  const weights = options.weights ?? {}
  const found: Change[] = []
  const add = (field: Field, findings: Finding[]) => {
    for (const finding of findings) found.push(weigh(finding, field, weights))
  }
  add('headline', line(old.headline?.text ?? null, next.headline?.text ?? null, lexicon))
  add('standfirst', line(old.standfirst, next.standfirst, lexicon))
  const alignment = align(texts(old), texts(next), lang, lexicon)
  for (const pair of alignment.edited) add('body', facts(pair.old, pair.next))
  const changes: Change[] = []
  for (const change of found) {
    if (isMuted(change, options.mutes ?? [])) suppressed.push({ ...change, reason: 'muted by the operator' })
    else changes.push(change)
  }
  const points = Math.max(0, ...changes.map((change) => change.points))
  const severity = severityOf(points)
  return {
    changes,
    suppressed,
    severity,
    alert: severity === 'major' || severity === 'critical',
    points,
    line: lineOf(changes),
    revertedTo: null,
    flapping: false,
    announced: false,
  }
}

function texts(content: Content): string[] {
  return content.blocks.map((block) => block.text)
}

function line(old: string | null, next: string | null, lexicon: Lexicon): Finding[] {
  if (old === null || next === null || old === next) return []
  const before = read(old, null, lexicon)
  const after = read(next, null, lexicon)
  if (before.key === after.key) return []
  const findings = facts(before, after)
  const rule = similarity(before, after) < 0.5 ? 'headline_rewritten' : 'headline_reworded'
  return [...findings, { kind: 'rewrite', rule, old, new: next, before, after }]
}

function facts(old: Reading, next: Reading): Finding[] {
  const edit = editOf(old, next)
  return [
    ...figures(edit),
    ...names(edit),
    ...quotations(edit),
    ...attributions(edit),
    ...certainties(edit),
    ...polarities(edit),
    ...events(edit),
  ]
}

function similarity(old: Reading, next: Reading): number {
  const words = new Set(old.tokens.map((token) => token.key))
  const both = next.tokens.filter((token) => words.has(token.key)).length
  return (2 * both) / (old.tokens.length + next.tokens.length || 1)
}
