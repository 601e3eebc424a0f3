import type { Review, Taken } from '../article.ts'

/** What a check says of articles beside its own. */
export interface Pointer {
  /** Its edit was told: others of its story may follow. */
  edited: boolean
  /** An address that it was now found to lead to, first seen or settled; null for none. */
  leadsTo: string | null
}

/** What to make of a recorded check for other articles; null for nearly every check. */
export function pointerOf({ article }: Taken, review: Review): Pointer | null {
  const edited = review.alerts.some(({ type }) => type === 'article.changed')
  const moving = review.standing.moving?.to ?? null
  const isNew = moving !== null && moving !== article.standing?.moving?.to
  const leadsTo = review.movedTo ?? (isNew ? moving : null)
  return edited || leadsTo !== null ? { edited, leadsTo } : null
}
