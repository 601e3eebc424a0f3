import { type Element, isTag } from 'domhandler'
import type { Body } from './body.ts'
import type { Metadata } from './metadata.ts'
import { type Doc, orderOf } from './parse.ts'

/** More elements than this are a page of pieces: reading it is the surer way. */
const MOST_WATCHED = 2000
/** So many elements before the article and behind it a byline may stand that was not taken for one, yet. */
const REACH = 40

/**
 * The elements whose text is in the content, or may come to be by another word alone: body and standfirst, headline,
 * byline, and what is marked as an author near them. In document order; null where they are too many to name.
 */
export function watchedOf(doc: Doc, body: Body, { headlineElement, standfirstElement, ...metadata }: Metadata) {
  const { bylineElements, byline, scan } = metadata
  const orders = new Set(body.elements.map(orderOf))
  const near = inReach(headlineElement ? [...orders, orderOf(headlineElement)] : [...orders])
  const authors = [...scan.authors, ...(scan.itemprops.get('author') ?? [])].filter(near)
  const headlines = [headlineElement, ...(scan.itemprops.get('headline') ?? [])]
  for (const element of [...headlines, standfirstElement, ...bylineElements, ...authors]) {
    if (element) for (let at = orderOf(element); at <= (element.endIndex ?? 0); at += 1) orders.add(at)
    if (orders.size > MOST_WATCHED) return null
  }
  for (const element of naming(doc, byline)) orders.add(orderOf(element))
  return orders.size > MOST_WATCHED ? null : [...orders].sort((one, other) => one - other)
}

function inReach(orders: readonly number[]): (element: Element) => boolean {
  const from = orders.reduce((least, order) => Math.min(least, order), Number.POSITIVE_INFINITY) - REACH
  const to = orders.reduce((most, order) => Math.max(most, order), 0) + REACH
  return (element) => orderOf(element) >= from && orderOf(element) <= to
}

/** The elements whose own text names one of the authors: microdata and links of a byline may stand anywhere. */
function naming({ texts }: Doc, names: readonly string[]): Element[] {
  const named = texts.filter(({ data }) => names.some((name) => data.includes(name)))
  return named.map(({ parent }) => parent).filter((parent) => parent !== null && isTag(parent))
}
