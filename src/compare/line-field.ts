import type { Change, Content, Suppressed } from '../article.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { editOf } from './edit.ts'
import { facts } from './facts/facts.ts'
import type { Finding } from './finding.ts'
import type { RewriteJudge } from './judge/judge.ts'
import { standingOf } from './judge/standing.ts'
import { read } from './reading.ts'

export type LineField = 'headline' | 'standfirst'

interface Means {
  lang: string | null
  lexicon: Lexicon
  judge: RewriteJudge
  weigh: (finding: Finding) => Change
}

/**
 * Headline or standfirst: cosmetic (kept silent), a fact changed, reworded, or essentially new. Facts are told by the
 * rules, the rest is for the judge; its silence takes nothing away.
 */
export function lineChanges(
  field: LineField,
  old: Content,
  next: Content,
  means: Means,
): { changes: Change[]; suppressed: Suppressed[] } {
  const [before, after] = textsOf(field, old, next)
  if (before === null || after === null || before === after) return { changes: [], suppressed: [] }
  const left = read(before, null, means.lexicon)
  const right = read(after, null, means.lexicon)
  const silent = (reason: string) => [{ field, old: before, new: after, reason }]
  if (left.key === right.key) return { changes: [], suppressed: silent('typography') }
  const edit = editOf(left, right)
  const changes = facts(edit).map(means.weigh)
  if (edit.hunks.length === 0 && changes.length === 0) {
    return { changes, suppressed: silent([...new Set(edit.cosmetics.map(({ reason }) => reason))].join(', ')) }
  }
  const judgement = means.judge({ field, old: before, next: after, lang: means.lang, facts: changes })
  const reason = judgement.reasons.join('; ')
  if (judgement.severity === 'none') return { changes, suppressed: silent(reason) }
  const told = changes.some((change) => change.severity === 'major' || change.severity === 'critical')
  const anew = edit.share >= ESSENTIALLY_NEW
  // A fact that is told says it better than "reworded" does, unless the line is essentially new.
  const matters = judgement.alert && (anew || !told)
  const finding: Finding = {
    kind: matters && anew ? 'rewrite' : 'wording',
    rule: `${field}_${matters ? (anew ? 'rewritten' : 'sense') : 'reworded'}`,
    old: before,
    new: after,
    before: left,
    after: right,
    points: matters || !judgement.alert ? standingOf(judgement) : REWORDED_POINTS,
    reason,
  }
  return { changes: [...changes, means.weigh(finding)], suppressed: [] }
}

/** From this share of replaced content words on a line is essentially new (labelled edits part there). */
const ESSENTIALLY_NEW = 0.5
const REWORDED_POINTS = 1

/** Like with like: a headline is compared with the one of the same source, when the new page has it. */
function textsOf(field: LineField, old: Content, next: Content): [string | null, string | null] {
  if (field === 'standfirst') return [old.standfirst, next.standfirst]
  const source = old.headline?.source
  const twin =
    next.headline?.source === source ? next.headline : next.headlines.find((headline) => headline.source === source)
  return [old.headline?.text ?? null, (twin ?? next.headline)?.text ?? null]
}
