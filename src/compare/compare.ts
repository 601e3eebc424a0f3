import type { Change, Comparison, Content, Field, History, Suppressed } from '../article.ts'
import { lexiconFor } from '../text/language.ts'
import { bodyChanges } from './body.ts'
import type { Finding } from './finding.ts'
import { judgeRewrite, type RewriteJudge } from './judge/judge.ts'
import { lineChanges } from './judge/line-changes.ts'
import { lineOf } from './line.ts'
import { noticeChanges } from './notices.ts'
import { isMuted, type Mute, severityOf, type Weights, weigh } from './severity.ts'

export interface CompareOptions {
  /** Earlier versions and changes told before; without them nothing is said of reverts and series. */
  history?: Pick<History, 'earlier' | 'changes'>
  /** Points by rule id (replacing the default), by kind and by field (added). */
  weights?: Weights
  mutes?: readonly Mute[]
  /** Judges a rewritten headline or standfirst; another one only where it is cross-validated. */
  judge?: RewriteJudge
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
  const judge = options.judge ?? judgeRewrite
  for (const { field, before, after } of [
    { field: 'headline', before: old.headline?.text ?? null, after: next.headline?.text ?? null },
    { field: 'standfirst', before: old.standfirst, after: next.standfirst },
  ] as const) {
    const line = lineChanges({ field, old: before, next: after, lang }, lexicon, weights, judge)
    found.push(...line.changes)
    suppressed.push(...line.suppressed)
  }
  const notices = noticeChanges(old, next, lexicon)
  add('notice', notices.findings)
  const body = bodyChanges(old, next, lang, lexicon)
  add('body', body.findings)
  suppressed.push(...body.suppressed)
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
    announced: notices.announced || changes.some((change) => change.field === 'body' && change.kind === 'correction'),
  }
}
