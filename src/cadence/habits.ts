import type { Factors } from './hazard.ts'

/** What Stet has seen of a site's edits, kept in the ledger as JSON. */
export interface Habits {
  v: 1
}

/** A site nothing is known of yet. */
export function coldHabits(): Habits {
  return { v: 1 }
}

/** The habits as factors on the prior's rate; null when they say nothing yet. */
export function factorsOf(_habits: Habits | null): Factors | null {
  return null
}
