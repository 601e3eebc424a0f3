import { hash } from 'node:crypto'
import type { Element } from 'domhandler'
import type { Imprint } from '../article.ts'
import { isCounted } from './imprint-metas.ts'
import { BLOCK } from './leaf-tags.ts'
import { HOOKS } from './named.ts'
import { type Doc, orderOf } from './parse.ts'
import { isProfile } from './scan.ts'

/**
 * What a page says, named so that it can be known again without being extracted: its structure, every text that is
 * shown, word for word where the content stands. Around it links may say something else and numbers may count on: those
 * are the furniture that rotates, and no part of the content, as long as all else on the page is the same.
 *
 * @param watched where the content stands (`watchedOf`)
 * @param seed what else the content hangs on: the extractor, the page's address
 */
export function imprintOf(doc: Doc, watched: readonly number[], seed: string): Imprint {
  return { watched: steps(watched), digest: digestOf(doc, watched, seed) }
}

/** Whether a page is, in all that counts, the one of this imprint. */
export function bears(doc: Doc, { watched, digest }: Imprint, seed: string): boolean {
  return digestOf(doc, ordersOf(watched), seed) === digest
}

/** Each order as its distance from the one before, in letters and digits. */
function steps(orders: readonly number[]): string {
  return orders.map((order, i) => (order - (orders[i - 1] ?? 0)).toString(36)).join(' ')
}

function ordersOf(watched: string): number[] {
  let order = 0
  return watched.split(' ').map((step) => {
    order += Number.parseInt(step, 36)
    return order
  })
}

/** Bits of what an element stands in. */
const LINK = 1
const WATCHED = 2

/** A title is read on every page, whichever of its texts is the headline. */
const TITLES = new Set(['title', 'h1'])

function digestOf(doc: Doc, watched: readonly number[], seed: string): string {
  const { elements, texts, scripts, named } = doc
  const inside = new Uint8Array(elements.length + 1)
  for (const order of watched) if (order < inside.length) inside[order] = WATCHED
  let said = seed
  for (const { type, text } of scripts) if (type.endsWith('ld+json')) said += `\n${text}`
  for (let i = 0; i < elements.length; i += 1) {
    const element = elements[i] as Element
    const { name } = element
    if (name === 'meta' || name === 'link') {
      said += headOf(element)
      continue
    }
    const above = inside[orderOf(element.parent as Element)] as number
    const isWatched = inside[i + 1] === WATCHED || TITLES.has(name) || (above & WATCHED && !BLOCK.has(name))
    const isLinked = above & LINK || (name === 'a' && element.attribs['href'] !== undefined)
    inside[i + 1] = (isWatched ? WATCHED : 0) | (isLinked ? LINK : 0)
    // Where it ends says what stands in it.
    said += `<${name}${element.endIndex}`
    said += isWatched ? attributesOf(element) : counting(named[i]?.text ?? '') + turningOf(element)
  }
  for (const { data, parent, prev } of texts) {
    const order = orderOf(parent as Element)
    const at = inside[order] as number
    const isShown = SHOWN.test(data)
    // A blank between two words of the article is one of its letters.
    if (!isShown && !(at & WATCHED)) continue
    said += `\n${order}.${prev ? orderOf(prev as Element) : 0}`
    if (at & WATCHED) said += ` ${isShown ? data : ''}`
    else if (!(at & LINK)) said += `~${counting(data)}`
  }
  return hash('sha256', said, 'base64url').slice(0, DIGEST_CHARS)
}

/** 132 bits. */
const DIGEST_CHARS = 22
const SHOWN = /\S/

/** What a version may take from the head: some of its metas and the page's own address. */
function headOf({ name, attribs }: Element): string {
  if (name === 'meta') return isCounted(attribs) ? `<${attribs['content'] ?? attribs['value']}` : ''
  return attribs['rel']?.toLowerCase() === 'canonical' ? `<${attribs['href']}` : ''
}

function attributesOf({ attribs }: Element): string {
  let said = ''
  for (const key in attribs) said += ` ${key}=${attribs[key]}`
  return said
}

/**
 * The attributes beside the names that say what an element is, not where it leads; but a person's own page says who,
 * and microdata say what they hold.
 */
function turningOf(element: Element): string {
  const { name, attribs } = element
  let said = ''
  for (const key in attribs) {
    if (key === 'class' || HOOKS.has(key)) continue
    const isTelling = key === 'href' ? name === 'a' && isProfile(element) : key === 'content' && 'itemprop' in attribs
    if (isTelling) said += ` ${key}=${attribs[key]}`
    else if (key !== 'href' && !TURNING.has(key)) said += ` ${key}=${counting(attribs[key] as string)}`
  }
  return said
}

const TURNING = new Set([
  ...['src', 'action', 'value', 'datetime', 'title', 'content'],
  // Of entries alone; a page that has some has no imprint.
  ...['data-id', 'data-post-id', 'data-entry-id', 'data-block-id'],
  ...['data-time', 'data-timestamp', 'data-post-time', 'data-published'],
])

/** With every number the same: views, comments and minutes count on. */
function counting(text: string): string {
  return DIGIT.test(text) ? text.replace(NUMBER, '0') : text
}

const DIGIT = /\d/
const NUMBER = /\d+(?:[.,:]\d+)*/g
