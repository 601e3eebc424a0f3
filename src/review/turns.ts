import type { Block, Content } from '../article.ts'
import { isEdit, keysOf, kinship } from './kinship.ts'

/** A place of the page whose text was replaced wholesale while the article stood. */
export interface Turn {
  place: string
  /** Beginning of what stands there now. */
  sample: string
}

/** Of another article's paragraphs three quarters are less akin, of an article's own one in fourteen (kinship.ts). */
const ALIEN = 1 / 3
/** Too few words to say whose they are. */
const LEAST_KEYS = 4
/** What turns stands beside the article; it is not most of it. */
const MOST_TURNED = 1 / 3
/** So much of the rest must stand letter by letter: else the article was edited, and its boxes with it. */
const LEAST_STANDING = 0.9
const SAMPLE_CHARS = 120

/**
 * The places that turned between two looks at one article: all that stood there is gone, nothing there is an edit of it,
 * old and new share little with the article, and headline, standfirst, notices and the rest of the body stand. The place
 * of the running text is never one: its blocks carry no place.
 */
export function turnsOf(last: Content, next: Content): Turn[] {
  if (last.headline?.text !== next.headline?.text || last.standfirst !== next.standfirst) return []
  if (last.notices.map(({ text }) => text).join('\n') !== next.notices.map(({ text }) => text).join('\n')) return []
  const before = byPlace(last.blocks)
  const after = byPlace(next.blocks)
  const replaced = [...before.keys()].filter((place) => isReplaced(before.get(place) ?? [], after.get(place) ?? []))
  if (replaced.length === 0) return []
  const turned = new Set(replaced)
  const [oldRest, newRest] = [last, next].map(({ blocks }) => blocks.filter(({ place }) => !isIn(turned, place)))
  if (!oldRest || !newRest || !stands(oldRest, newRest)) return []
  if (sizeOf(oldRest) < sizeOf(last.blocks) * (1 - MOST_TURNED)) return []
  if (sizeOf(newRest) < sizeOf(next.blocks) * (1 - MOST_TURNED)) return []
  const article = keysOf([next.headline?.text, next.standfirst, ...newRest.map(({ text }) => text)].join('\n'))
  return replaced
    .filter((place) => [before, after].every((side) => isAlien(side.get(place) ?? [], article)))
    .map((place) => ({ place, sample: (after.get(place)?.[0] ?? '').slice(0, SAMPLE_CHARS) }))
}

function byPlace(blocks: readonly Block[]): Map<string, string[]> {
  const texts = new Map<string, string[]>()
  for (const { place, text } of blocks) {
    if (place === undefined) continue
    const there = texts.get(place)
    if (there) there.push(text)
    else texts.set(place, [text])
  }
  return texts
}

/** More blocks at one place are a list that is read elsewhere; pairs of them are not compared. */
const MOST_BLOCKS = 40

function isReplaced(old: readonly string[], next: readonly string[]): boolean {
  if (old.length === 0 || next.length === 0 || old.length > MOST_BLOCKS || next.length > MOST_BLOCKS) return false
  const keys = next.map(keysOf)
  return old.every((text) => {
    const before = keysOf(text)
    return !next.includes(text) && !keys.some((after) => isEdit(before, after))
  })
}

function stands(old: readonly Block[], next: readonly Block[]): boolean {
  const known = new Set(old.map(({ text }) => text))
  const kept = sizeOf(next.filter(({ text }) => known.has(text)))
  return kept >= LEAST_STANDING * Math.max(sizeOf(old), sizeOf(next))
}

function isAlien(texts: readonly string[], article: ReadonlySet<string>): boolean {
  const keys = keysOf(texts.join('\n'))
  return keys.size >= LEAST_KEYS && kinship(keys, article) < ALIEN
}

function isIn(places: ReadonlySet<string>, place: string | undefined): boolean {
  return place !== undefined && places.has(place)
}

function sizeOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0)
}
