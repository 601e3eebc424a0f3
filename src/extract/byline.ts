import type { Element } from 'domhandler'
import { isTag } from 'domhandler'
import { closest, isHidden, roleWords, textOf } from './element.ts'
import { plain } from './entity.ts'
import { letters } from './likeness.ts'
import { isJob, namesIn } from './names.ts'
import { contains, orderOf } from './parse.ts'
import { isProfile, type Scan } from './scan.ts'

export interface BylineReading {
  names: string[]
  /** The elements that show the byline, so that the body can leave them out. */
  elements: Element[]
}

/** Names of `<meta>` elements that hold the author, the most trusted first. */
const METAS = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'dc.creator.personalname',
  'dcsext.author',
  'byl',
  'cxenseparse:author',
  'article:author_name',
  'citation_author',
  'article.author',
  'authors',
  'creator',
  'twitter:data1',
  'og:author',
  'book:author',
  'og:article:author',
]

/**
 * The people named as authors: what JSON-LD says, else microdata and meta, else the byline that stands on the page.
 * A publisher that names only itself in its structured data yields to people named on the page.
 */
export function readByline(
  scan: Scan,
  jsonLd: readonly string[],
  siteNames: readonly string[],
  headline: Element | null,
  ruled: readonly Element[] = [],
): BylineReading {
  const rule = ruled.flatMap((element) => namesIn(textOf(element, 300)))
  if (rule.length > 0) return { names: tidy(rule), elements: [...ruled] }
  const shown = shownBylines(scan, headline)
  const claimed = [fromClaims(jsonLd), fromMicrodata(scan), fromMetas(scan)]
  const people = (names: readonly string[]) => names.filter((name) => !isSite(name, siteNames))
  const best =
    claimed.find((names) => people(names).length > 0) ?? [shown.names].find((names) => people(names).length > 0)
  const names = best ?? claimed.find((each) => each.length > 0) ?? shown.names
  return { names: tidy(names), elements: shown.elements }
}

function fromClaims(claims: readonly string[]): string[] {
  return claims.flatMap((claim) => namesIn(plain(claim)))
}

function fromMicrodata(scan: Scan): string[] {
  const names: string[] = []
  for (const element of scan.itemprops.get('author') ?? []) {
    if (
      closest(
        element,
        (each) => /comment|review|Review/.test(`${roleWords(each)} ${each.attribs['itemtype'] ?? ''}`),
        12,
      )
    )
      continue
    const inner = (scan.itemprops.get('name') ?? []).find(
      (name) => name !== element && closest(name, (each) => each === element, 6) !== null,
    )
    const text = inner
      ? (inner.attribs['content'] ?? textOf(inner, 200))
      : (element.attribs['content'] ?? textOf(element, 200))
    if (text.length < 120) names.push(...namesIn(plain(text)))
    if (names.length >= 6) break
  }
  return names.filter(looksLikeName)
}

function fromMetas(scan: Scan): string[] {
  for (const meta of METAS) {
    if (
      meta === 'twitter:data1' &&
      !/written|author|verfasst|geschrieben|écrit|escrito|por|di|von|door|av|af|autor|auteur/i.test(
        scan.metas.get('twitter:label1')?.[0] ?? '',
      )
    )
      continue
    const names = (scan.metas.get(meta) ?? []).flatMap((value) =>
      /^https?:/.test(value.trim()) ? [] : namesIn(plain(value)),
    )
    if (names.length > 0) return names
  }
  return []
}

/** A byline with all its roles and dates; a longer element holds the article itself. */
const MAX_TEXT = 260
/** Beyond this many elements after the headline a byline belongs to something else, as a rule. */
const REACH = 260
const BEFORE = 60

function shownBylines(scan: Scan, headline: Element | null): BylineReading {
  const anchor = headline ? orderOf(headline) : 0
  const near = scan.authors.filter((element) => {
    const distance = orderOf(element) - anchor
    return (!headline || (distance > -BEFORE && distance < REACH)) && !isElsewhere(element)
  })
  const sorted = headline ? [...near].sort((one, other) => rank(one, anchor) - rank(other, anchor)) : near
  for (const element of sorted) {
    const names = namesOfElement(element, near)
    if (names.length > 0) return { names, elements: [element] }
  }
  return { names: [], elements: [] }
}

/** After the headline in order of nearness, then before it. */
function rank(element: Element, anchor: number): number {
  const distance = orderOf(element) - anchor
  return distance >= 0 ? distance : 1000 - distance
}

function namesOfElement(element: Element, near: readonly Element[]): string[] {
  const text = textOf(element, MAX_TEXT + 1)
  if (text.length > MAX_TEXT) return []
  const links = linksOf(element).filter(isProfile)
  const linked = links.flatMap((link) =>
    namesIn(textOf(link, 200)).filter((name) => looksLikeName(name) || link.attribs['rel'] === 'author'),
  )
  if (linked.length > 0) return linked
  if (text.length > 140) return []
  const inner = near.filter(
    (each) =>
      each !== element && contains(element, each) && !near.some((deeper) => deeper !== each && contains(each, deeper)),
  )
  const texts = inner.length > 0 ? inner.map((each) => textOf(each, 200)) : [text]
  return texts.flatMap((each) => namesIn(each)).filter((name) => looksLikeName(name) && !isJob(name))
}

function linksOf(element: Element): Element[] {
  const links: Element[] = element.name === 'a' ? [element] : []
  const open: Element[] = [element]
  for (let count = 0; open.length > 0 && count < 200; count++) {
    const node = open.pop()
    for (const child of node?.children ?? []) {
      if (!isTag(child)) continue
      if (child.name === 'a') links.push(child)
      else open.push(child)
    }
  }
  return links.reverse().sort((one, other) => orderOf(one) - orderOf(other))
}

const ELSEWHERE = new Set(['nav', 'footer', 'aside', 'figure', 'figcaption'])
const ELSEWHERE_ROLE =
  /comment|related|recommend|popular|most-read|caption|footer|teaser|photo|image|reply|widget|promo|sidebar(?![^ ]*(?:content|main))/

function isElsewhere(element: Element): boolean {
  return (
    closest(
      element,
      (each) =>
        ELSEWHERE.has(each.name) ||
        isHidden(each) ||
        (each.name !== 'body' &&
          each.name !== 'article' &&
          each.name !== 'main' &&
          ELSEWHERE_ROLE.test(roleWords(each))),
      5,
    ) !== null
  )
}

/** Two to five capitalised words, or a short name in a script without capitals. */
function looksLikeName(name: string): boolean {
  const words = name.split(/\s+/)
  if (words.length > 5 || name.length > 50 || /[!?:]|\d/.test(name)) return false
  if (!/[\p{Lu}\p{Lo}]/u.test(name)) return false
  if (/^[\p{Lo}]/u.test(name)) return name.length <= 30
  const capital = words.filter((word) => /^[\p{Lu}'’"(]/u.test(word)).length
  return capital >= Math.max(1, words.length - 2) && /^\p{Lu}/u.test(name)
}

function isSite(name: string, siteNames: readonly string[]): boolean {
  const plainName = letters(name)
  return siteNames.some(
    (site) => letters(site) === plainName || letters(site).replace(/(?:com|net|org|de|at|ch|uk)$/, '') === plainName,
  )
}

/** Credentials ("MD", "PhD") go back to the name before them; a name that holds another whole is one with it. */
function tidy(names: readonly string[]): string[] {
  const tidied: string[] = []
  for (const name of names) {
    const last = tidied.length - 1
    if (last >= 0 && /^(?:[A-Z]{2,6}|Ph\.?D\.?|M\.?D\.?|Jr\.?|Esq\.?|LCSW|R\.?N\.?)$/.test(name))
      tidied[last] = `${tidied[last]}, ${name}`
    else if (!tidied.some((other) => letters(other) === letters(name))) tidied.push(name)
  }
  return tidied
}
