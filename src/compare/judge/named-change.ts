import type { ChangeKind } from '../../article.ts'
import type { Point } from './card.ts'
import { closeness } from './features.ts'
import type { View, Word } from './view.ts'

/** What a small edit changed, where the card's largest point has a kind of its own. */
export interface NamedChange {
  kind: ChangeKind
  old: string | null
  new: string | null
}

const KINDS: Readonly<Record<string, ChangeKind>> = {
  status_moved: 'event_outcome',
  status_moved_small: 'event_outcome',
  future_done: 'event_outcome',
  future_done_headline: 'event_outcome',
  hedge_gone: 'certainty',
  hedge_new: 'certainty',
  hedge_only: 'certainty',
  tail_gone: 'attribution',
  tail_new: 'attribution',
  source_tail: 'attribution',
  says_gone: 'attribution',
  says_new: 'attribution',
  clause_says: 'attribution',
  negation: 'polarity',
  antonym: 'polarity',
}

/** From this closeness on an edit is told by its kind and its words, below it as a rewrite. */
const CLOSE_ENOUGH = 0.5

/** The kind of a close edit by its largest point, with the words that differ; null for a true rewrite. */
export function namedChange(view: View, parts: readonly Point[]): NamedChange | null {
  if (closeness(view) < CLOSE_ENOUGH) return null
  const kind = parts.flatMap((part) => (part.points > 0 ? (KINDS[part.name] ?? []) : []))[0]
  if (!kind) return null
  const speaks = wordsOf(kind, view)
  const hunks = view.hunks.filter(({ gone, came }) => [...gone, ...came].some((word) => word.content || speaks(word)))
  const hunk = hunks.find(({ gone, came }) => [...gone, ...came].some(speaks)) ?? hunks[0]
  return hunk ? { kind, old: phrase(hunk.gone), new: phrase(hunk.came) } : null
}

/** Which words speak of the kind: where several places differ, theirs is shown. */
function wordsOf(kind: ChangeKind, { knowledge }: View): (word: Word) => boolean {
  const stems = {
    event_outcome: knowledge.steps,
    certainty: knowledge.hedges.stems,
    attribution: knowledge.whoSays.stems,
    polarity: knowledge.negations.stems,
  }
  const known = stems[kind as keyof typeof stems]
  return (word) => known?.has(word.stem) ?? false
}

function phrase(words: readonly Word[]): string | null {
  return words.length === 0 ? null : words.map((word) => word.text).join(' ')
}
