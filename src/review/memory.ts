import { createHash } from 'node:crypto'
import type { SiteMemory } from '../article.ts'
import type { Turn } from './turns.ts'

/** What is learnt of a site's furniture, and by what it is forgotten. */
export const MEMORY_RULES = {
  /** A place is furniture after so many wholesale turns within so many looks at one article ... */
  turns: 3,
  looks: 24,
  /** ... or after a turn on so many articles of the site, each within this time. */
  articles: 3,
  turnDays: 14,
  /** Without a further turn for so long it is forgotten. */
  forgetDays: 30,
  /** Places remembered of one site, and turns of one place. */
  places: 40,
  turnsKept: 8,
}

const DAY_MS = 86_400_000

/** A paragraph repeated on so many articles of a site is not one article's news when it comes or goes; shorter ones are refrains. */
export const REPEATED = { articles: 3, chars: 40 }

/** The names of a repeated paragraph and of a place, by which the operator gives them free. */
export function paragraphKey(text: string): string {
  return `text:${digest(text)}`
}

export function placeKey(place: string): string {
  return `place:${digest(place)}`
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}

/** The look that teaches. */
export interface Look {
  articleId: string
  /** Number of the check, from which the looks between two turns are counted. */
  checkNo: number
  now: string
}

/**
 * The memory of a site after one more look at an article. Pure; null where the look taught nothing that is not known.
 * @param released keys of what the operator gave free: it is never learnt again
 */
export function learn(
  memory: SiteMemory | null,
  turns: readonly Turn[],
  { articleId, checkNo, now }: Look,
  released: readonly string[],
): SiteMemory | null {
  const places = { ...memory?.places }
  let learnt = false
  for (const { place, sample } of turns) {
    if (isReleased(place, released)) continue
    const known = places[place]
    // A place that turns at every look is written down once a day.
    if (known?.since && Date.parse(now) - Date.parse(known.turnedAt) < DAY_MS) continue
    const earlier = (known?.turns ?? []).filter(({ at }) => isWithin(at, now, MEMORY_RULES.turnDays))
    const all = [{ articleId, checkNo, at: now }, ...earlier].slice(0, MEMORY_RULES.turnsKept)
    const reason = known?.reason ?? reasonOf(all, { articleId, checkNo })
    const since = known?.since ?? (reason === null ? null : now)
    places[place] = { turns: all, sample, since, reason, turnedAt: now }
    learnt = true
  }
  return learnt ? { places: bounded(places, now) } : null
}

/** The places whose turns are no edits, with why. */
export function furnitureOf(memory: SiteMemory | null, released: readonly string[], now: string): Map<string, string> {
  const furniture = new Map<string, string>()
  for (const [place, { since, reason, turnedAt }] of Object.entries(memory?.places ?? {})) {
    const holds = since !== null && isWithin(turnedAt, now, MEMORY_RULES.forgetDays) && !isReleased(place, released)
    if (holds) furniture.set(place, reason ?? '')
  }
  return furniture
}

function isReleased(place: string, released: readonly string[]): boolean {
  return released.length > 0 && released.includes(placeKey(place))
}

function reasonOf(
  turns: SiteMemory['places'][string]['turns'],
  { articleId, checkNo }: Pick<Look, 'articleId' | 'checkNo'>,
): string | null {
  const here = turns.filter((turn) => turn.articleId === articleId && checkNo - turn.checkNo < MEMORY_RULES.looks)
  const first = here.at(-1)
  if (first && here.length >= MEMORY_RULES.turns) {
    return `had other text ${here.length} times in ${checkNo - first.checkNo + 1} looks at article ${articleId}, while the article stood`
  }
  const articles = new Set(turns.map((turn) => turn.articleId))
  if (articles.size < MEMORY_RULES.articles) return null
  return `had other text on ${articles.size} articles of the site, while the articles stood`
}

/** What turned last is kept, furniture before what is only suspected. */
function bounded(places: SiteMemory['places'], now: string): SiteMemory['places'] {
  const kept = Object.entries(places)
    .filter(([, { turnedAt }]) => isWithin(turnedAt, now, MEMORY_RULES.forgetDays))
    .sort(([, a], [, b]) => Number(b.since !== null) - Number(a.since !== null) || (a.turnedAt < b.turnedAt ? 1 : -1))
  return Object.fromEntries(kept.slice(0, MEMORY_RULES.places))
}

function isWithin(at: string, now: string, days: number): boolean {
  return Date.parse(now) - Date.parse(at) <= days * DAY_MS
}
