import type { Content } from '../article.ts'
import { keptShare, lengthOf } from './loss.ts'

/** What may befall one article by an edit, and most of a site's by a new template alone. */
export type Ailment = 'failed' | 'fields_lost' | 'halved' | 'rewritten' | 'swollen'

/** By the state of a check: what is doubted, what failed, and what is only noted with a version. */
export const AILMENTS: Readonly<Record<Ailment, readonly string[]>> = {
  failed: ['empty', 'needs_js', 'wrong_page', 'parse_limits', 'too_complex', 'broken_markup'],
  fields_lost: ['headline_lost', 'fields_lost'],
  halved: ['text_lost', 'halved'],
  rewritten: ['rewritten'],
  swollen: ['swollen'],
}

const BY_STATE = new Map<string | null, Ailment>()
for (const ailment of ['failed', 'fields_lost', 'halved', 'rewritten', 'swollen'] as const) {
  for (const state of AILMENTS[ailment]) BY_STATE.set(state, ailment)
}

/** Every state that is an ailment. */
export const AILING_STATES: readonly string[] = Object.values(AILMENTS).flat()

/** What ailed a look, by what its check came to; null for one that was well, and where no page was read. */
export function ailmentOf({ state }: { state: string | null }): Ailment | null {
  return BY_STATE.get(state) ?? null
}

/** What a version is noted with: no reason to doubt it, unless it befalls the whole site. */
export type Sign = 'fields_lost' | 'rewritten' | 'swollen'

/** A shorter text may well double: news begins as a flash. */
const FULL_CHARS = 1_500
const SWOLLEN = 2
/** Two unrelated articles have about .3 of their words in common. */
const REWRITTEN = 0.5

/** The sign that a changed article shows; none on live blogs, whose text is ever another. */
export function signOf(last: Content, next: Content): Sign | undefined {
  if (next.kind === 'live_blog' || last.kind === 'live_blog') return undefined
  const before = lengthOf(last)
  if (before >= FULL_CHARS) {
    if (lengthOf(next) > SWOLLEN * before) return 'swollen'
    if (keptShare(last, next) < REWRITTEN) return 'rewritten'
  }
  const lostByline = last.byline.length > 0 && next.byline.length === 0
  return lostByline || (last.published !== null && next.published === null) ? 'fields_lost' : undefined
}

/** Articles of a site whose page was read since the first one ailed, and how many of them ail. */
export interface Ailing {
  looked: number
  ailing: number
}

/** Fewer may ail together by chance. */
const LEAST_AILING = 3

/** Whether a site's pages are read wrongly as a whole: a new template, not so many edits. */
export function isBroken({ looked, ailing }: Ailing): boolean {
  return ailing >= LEAST_AILING && ailing > looked / 2
}

/** Whether a broken site is well again; between the two it stays what it was. */
export function isWell({ looked, ailing }: Ailing): boolean {
  return looked > 0 && ailing <= looked / 4
}
