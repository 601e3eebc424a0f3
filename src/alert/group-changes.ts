interface Told {
  kind: string
  field: string
  block: number | null
  old: string | null
  new: string | null
  before: string | null
  after: string | null
  reason: string
}

/** Changes of one sentence: the gravest leads. */
export interface ChangeGroup<C extends Told> {
  lead: C
  all: C[]
  /** What they are, and why they count, said once each. */
  kinds: string
  reasons: string
}

/**
 * Changes that stand in one and the same sentence, put together in their order: an editor reads it once. That a sentence
 * was also worded anew goes without saying where a fact in it changed.
 */
export function groupChanges<C extends Told>(changes: readonly C[]): ChangeGroup<C>[] {
  const groups = Map.groupBy(changes, (one) =>
    JSON.stringify([one.field, one.block, one.before ?? one.old, one.after ?? one.new]),
  )
  return [...groups.values()].flatMap((all) => {
    const [lead] = all
    if (!lead) return []
    const facts = all.filter((one) => one === lead || !REWORDED.has(one.kind))
    const kinds = [...new Set(facts.map(({ kind }) => kind.replaceAll('_', ' ')))].join(', ')
    return [{ lead, all, kinds, reasons: [...new Set(facts.map(({ reason }) => reason))].join('; ') }]
  })
}

const REWORDED = new Set(['wording', 'rewrite'])
