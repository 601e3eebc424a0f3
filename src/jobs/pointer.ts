import type { FetchOutcome, PulledBy, Review, Taken } from '../article.ts'

/** What a check says of articles beside its own, and of its own once more. */
export interface Pointer {
  /** Its edit was told: others of its story may follow. */
  edited: boolean
  /** An address that it was now found to lead to, first seen or settled; null for none. */
  leadsTo: string | null
  /** Set when a hint brought it here and it found the page of before, which may be a cache's; `headers` are its answer's. */
  early: { hint: PulledBy; headers: Readonly<Record<string, string>> } | null
}

/** What to make of a recorded check for other articles; null for nearly every check. */
export function pointerOf(taken: Taken, review: Review, fetched: FetchOutcome): Pointer | null {
  const { article } = taken
  const edited = review.alerts.some(({ type }) => type === 'article.changed')
  const moving = review.standing.moving?.to ?? null
  const isNew = moving !== null && moving !== article.standing?.moving?.to
  const leadsTo = review.movedTo ?? (isNew ? moving : null)
  const early = earlyFor(taken, review, fetched)
  return edited || leadsTo !== null || early !== null ? { edited, leadsTo, early } : null
}

/** The hint that a check is the first one for; null for nearly every check. */
export function hintOf({ article, pulled }: Taken): PulledBy | null {
  return pulled !== null && pulled.after === article.checkNo ? pulled : null
}

function earlyFor(taken: Taken, review: Review, fetched: FetchOutcome): Pointer['early'] {
  const hint = hintOf(taken)
  if (hint === null || hint.second || taken.article.versionNo === 0) return null
  // What could not be read, or is doubted, is looked at again soon anyway.
  if (review.outcome !== 'unchanged' || fetched.kind === 'obstacle') return null
  return { hint, headers: fetched.kind === 'page' ? fetched.page.headers : (fetched.headers ?? {}) }
}
