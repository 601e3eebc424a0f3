import type { Change, Comparison, Content, Field, History, Suppressed } from '../article.ts'
import { lexiconFor } from '../text/language.ts'
import { bodyChanges } from './body.ts'
import { contradiction } from './contradiction.ts'
import { entryChanges } from './entries.ts'
import { fieldChanges } from './fields.ts'
import type { Finding } from './finding.ts'
import { recurrence, seriesOf } from './history.ts'
import { judgeRewrite, type RewriteJudge } from './judge/judge.ts'
import { type LineEdit, lineChanges } from './judge/line-changes.ts'
import { lineOf } from './line.ts'
import { noticeChanges } from './notices.ts'
import { isMuted, type Mute, severityOf, type Weights, weigh } from './severity.ts'
import { strangers } from './stranger.ts'

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
 * Pure and deterministic; only what differs is read closely. An alert is a fact rule that fired or a headline or
 * standfirst judged rewritten; no learned score takes an alert away. What is kept silent is kept, with why.
 */
export function compare(old: Content, next: Content, options: CompareOptions = {}): Comparison {
  const lang = next.lang ?? old.lang
  const lexicon = lexiconFor(
    lang,
    `${next.headline?.text ?? ''} ${next.standfirst ?? ''} ${next.blocks[0]?.text ?? ''}`,
  )
  const { history, weights = {}, mutes = [], judge = judgeRewrite } = options
  const suppressed: Suppressed[] = []
  const found: Change[] = []
  const add = (field: Field, findings: readonly Finding[]) => {
    for (const finding of findings) found.push(weigh(finding, field, weights))
  }
  for (const field of LINES) {
    const line = lineChanges({ field, ...textsOf(field, old, next), lang }, lexicon, weights, judge)
    found.push(...line.changes)
    suppressed.push(...line.suppressed)
  }
  const body = bodyChanges(old, next, lang, lexicon)
  const notices = noticeChanges(old, next, lexicon)
  const fields = fieldChanges(old, next, lexicon, weights)
  add('body', body.findings)
  add('notice', notices.findings)
  add('entry', entryChanges(old, next, lexicon))
  found.push(...fields.changes)
  suppressed.push(...body.suppressed, ...fields.suppressed)

  found.push(...strangers(old, next, found, { lexicon, weights }))

  const past = recurrence(old, next, history)
  const changes: Change[] = []
  for (const change of found) {
    const silenced = isMuted(change, mutes)
      ? 'muted by the operator'
      : past.told && change.field === 'headline'
        ? 'flips between known headlines, told before'
        : change.severity === 'none'
          ? `a detail: ${change.reason}`
          : null
    if (silenced === null)
      changes.push(explained(change, seriesOf(change, history), contradiction(change, next, lexicon)))
    else suppressed.push({ field: change.field, old: change.old, new: change.new, reason: silenced })
  }
  const points = Math.max(0, ...changes.map((change) => change.points))
  const severity = severityOf(points)
  const announced =
    notices.announced || changes.some((change) => change.field === 'body' && change.kind === 'correction')
  const { revertedTo, flapping } = past
  return {
    changes,
    suppressed,
    severity,
    alert: severity === 'major' || severity === 'critical',
    points,
    line: lineOf(changes, { announced, revertedTo, flapping }),
    revertedTo,
    flapping,
    announced,
  }
}

const LINES: ReadonlyArray<LineEdit['field']> = ['headline', 'standfirst']

/** Like with like: a headline is compared with the one of the same source, when the new page has it. */
function textsOf(field: LineEdit['field'], old: Content, next: Content): Pick<LineEdit, 'old' | 'next'> {
  if (field === 'standfirst') return { old: old.standfirst, next: next.standfirst }
  const source = old.headline?.source
  const twin = next.headline?.source === source ? next.headline : next.headlines.find((line) => line.source === source)
  return { old: old.headline?.text ?? null, next: (twin ?? next.headline)?.text ?? null }
}

/** A figure that creeps is told with its series, one that the page contradicts with the place that does. */
function explained(change: Change, series: readonly string[], contradicted: string | null): Change {
  if (series.length === 0 && contradicted === null) return change
  const thread = series.length > 0 ? ` (so far ${series.join(', ')})` : ''
  return { ...change, reason: `${change.reason}${thread}${contradicted ?? ''}` }
}
