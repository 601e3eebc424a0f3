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
  { field, old, next, lang }: LineEdit,
  lexicon: Lexicon,
  weights: Weights,
  judge: RewriteJudge,
): { changes: Change[]; suppressed: Suppressed[] } {
  if (old === null || next === null || old === next) return { changes: [], suppressed: [] }
  const before = read(old, null, lexicon)
  const after = read(next, null, lexicon)
  if (before.key === after.key) return { changes: [], suppressed: [] }
  const full = facts(editOf(before, after)).map((finding) => weigh(finding, field, weights))
  const soft = full.map((change) => softened(change, weights))
  const known = soft.map((change, at) => ({ ...change, soft: change !== full[at] }))
  const judgement = judge({ field, old, next, lang, facts: known })
  const changes = judgement.alert ? full : soft
  const reason = judgement.reasons.join('; ')
  if (judgement.severity === 'none') return { changes, suppressed: [{ field, old, new: next, reason }] }
  const rewrite = weigh(
    {
      kind: judgement.alert ? 'rewrite' : 'wording',
      rule: judgement.alert ? `${field}_rewritten` : `${field}_reworded`,
      old,
      new: next,
      before,
      after,
      points: standingOf(judgement),
      reason,
    },
    field,
    weights,
  )
  return { changes: [...changes, rewrite], suppressed: [] }
}
