import type { Change, Suppressed } from '../../article.ts'
import type { Lexicon } from '../../text/lang/lexicon.ts'
import { editOf } from '../edit.ts'
import { facts } from '../facts/facts.ts'
import { read } from '../reading.ts'
import { type Weights, weigh } from '../severity.ts'
import type { RewriteJudge } from './judge.ts'
import { softened } from './soft-rules.ts'
import { standingOf } from './standing.ts'

export interface LineEdit {
  field: 'headline' | 'standfirst'
  old: string | null
  next: string | null
  lang: string | null
}

/**
 * What changed in a headline or standfirst: the facts by the rules, then the wording as the judge sees it. Facts of
 * value alert by themselves; those of wording add to the judge's points. What is left silent is kept with its reason.
 */
export function lineChanges(
  { field, lang, ...texts }: LineEdit,
  lexicon: Lexicon,
  weights: Weights,
  judge: RewriteJudge,
): { changes: Change[]; suppressed: Suppressed[] } {
  const old = texts.old?.slice(0, MAX_LINE) ?? null
  const next = texts.next?.slice(0, MAX_LINE) ?? null
  if (old === null || next === null || old === next) return { changes: [], suppressed: [] }
  const before = read(old, null, lexicon)
  const after = read(next, null, lexicon)
  const silent = (reason: string): Suppressed[] => [{ field, old, new: next, reason }]
  if (before.key === after.key) return { changes: [], suppressed: silent('typography') }
  const edit = editOf(before, after)
  const full = facts(edit).map((finding) => weigh(finding, field, weights))
  if (edit.hunks.length === 0 && full.length === 0) {
    return { changes: [], suppressed: silent([...new Set(edit.cosmetics.map(({ reason }) => reason))].join(', ')) }
  }
  const soft = full.map((change) => softened(change, weights))
  const known = soft.map((change, at) => ({ ...change, soft: change !== full[at] }))
  const judgement = judge({ field, old, next, lang, facts: known })
  const changes = judgement.alert ? full : soft
  const reason = judgement.reasons.join('; ')
  if (judgement.severity === 'none') return { changes, suppressed: silent(reason) }
  const told = changes.some((change) => change.severity === 'major' || change.severity === 'critical')
  const anew = edit.share >= ESSENTIALLY_NEW
  // A fact that is told says it better than "reworded" does, unless the line is essentially new.
  const matters = judgement.alert && (anew || !told)
  const named = matters && !anew ? (judgement.named ?? null) : null
  const wording = weigh(
    {
      kind: named?.kind ?? (matters && anew ? 'rewrite' : 'wording'),
      rule: `${field}_${matters ? (anew ? 'rewritten' : 'sense') : 'reworded'}`,
      old: named ? named.old : old,
      new: named ? named.new : next,
      before,
      after,
      points: matters || !judgement.alert ? standingOf(judgement) : REWORDED_POINTS,
      reason,
    },
    field,
    weights,
  )
  return { changes: [...changes, wording], suppressed: [] }
}

/** No headline or standfirst is longer; a page may claim one that is. */
const MAX_LINE = 1500

/** From this share of replaced content words on a line is essentially new (labelled edits part there). */
const ESSENTIALLY_NEW = 0.5
/** An alert that a told fact already carries leaves the wording a minor change. */
const REWORDED_POINTS = 1
