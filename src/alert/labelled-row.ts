import type { Content, Severity } from '../article.ts'
import type { Answer } from './answer-back.ts'
import type { EventOf } from './event.ts'

/** An editor's answer as a labelled revision, in the layout of the corpus that judgement is held to (pairs.jsonl). */
export interface LabelledRow {
  id: string
  source: 'editor'
  lang: string | null
  url: string
  old: { headline: string; body: string }
  new: { headline: string; body: string }
  labels: {
    severity: Severity
    alert: boolean
    kinds: string[]
    changes: Array<{ kind: string; old: string | null; new: string | null }>
  }
  answer: Answer
}

/**
 * The row that an answer makes of the two versions an alert told of. "Right" keeps the alert's own labels; the others say
 * that nothing was to be told, and "wrong" also that the changes named are not there.
 */
export function labelledRow(told: {
  event: EventOf<'article.changed'>
  from: Content
  to: Content
  answer: Answer
}): LabelledRow {
  const { event, from, to, answer } = told
  const { changes } = event.data
  const right = answer === 'right'
  return {
    id: event.data.id,
    source: 'editor',
    lang: to.lang,
    url: event.data.article.url,
    old: textOf(from),
    new: textOf(to),
    labels: {
      severity: right ? event.data.severity : 'none',
      alert: right,
      kinds: answer === 'wrong' ? ['other'] : [...new Set(changes.map(kindOf))],
      changes: right ? changes.map((change) => ({ kind: kindOf(change), old: change.old, new: change.new })) : [],
    },
    answer,
  }
}

/** The corpus knows no `wording`: it calls every sentence said anew a rewrite. */
function kindOf({ kind }: { kind: string }): string {
  return kind === 'wording' ? 'rewrite' : kind
}

function textOf(content: Content): { headline: string; body: string } {
  return {
    headline: content.headline?.text ?? '',
    body: [
      ...(content.standfirst === null ? [] : [content.standfirst]),
      ...content.blocks.map((block) => block.text),
    ].join('\n\n'),
  }
}
