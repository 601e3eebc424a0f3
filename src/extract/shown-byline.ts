import type { Element } from 'domhandler'
import { isTag } from 'domhandler'
import { withoutDates } from './date-text.ts'
import { closest, isHidden, roleWords, textOf } from './element.ts'
import { isJob, looksLikeName, namesIn } from './names.ts'
import { contains, orderOf } from './parse.ts'
import { isProfile, type Scan } from './scan.ts'

/** Beyond this many elements after the headline a byline belongs to something else, as a rule. */
const REACH = 260
const BEFORE = 60
/** A byline with all its roles and dates; a longer element holds the article itself. */
const MAX_TEXT = 260
/** A line of a date and a name alone, without any mark of a byline, must stand this near to the headline. */
const BESIDE = 14

export interface ShownByline {
  names: string[]
  elements: Element[]
  /** Whether markup or a "By" says that it is a byline; a name beside a date is only likely to be one. */
  marked: boolean
}

/**
 * The byline as it stands on the page: the element nearest to the headline that is named for it, else a line that begins
 * with "By", else a name beside the date under the headline, else an author's box at the end.
 */
export function shownByline(scan: Scan, headline: Element | null): ShownByline {
  const anchor = headline ? orderOf(headline) : 0
  const inReach = (element: Element) => {
    const distance = orderOf(element) - anchor
    return !headline || (distance > -BEFORE && distance < REACH)
  }
  const near = nearest(
    scan.authors.filter((element) => inReach(element) && !isElsewhere(element)),
    anchor,
  )
  const lines = nearest(
    scan.bys.filter((element) => inReach(element) && !isElsewhere(element)),
    anchor,
  )
  const beside = headline
    ? scan.dates.filter((element) => Math.abs(orderOf(element) - anchor) <= BESIDE && !isElsewhere(element))
    : []
  const attempts: Array<[readonly Element[], (element: Element) => string[], boolean]> = [
    [near, (element) => namesOfElement(element, near), true],
    [lines, namesOfLine, true],
    [nearest(beside, anchor), namesBesideDate, false],
    [scan.bys.filter((element) => !isElsewhere(element)), namesOfLine, false],
  ]
  for (const [elements, read, marked] of attempts) {
    for (const element of elements) {
      const names = read(element)
      if (names.length > 0) return { names, elements: [element], marked }
    }
  }
  return { names: [], elements: [], marked: false }
}

/** After the headline in order of nearness, then before it. */
function nearest(elements: readonly Element[], anchor: number): Element[] {
  const rank = (element: Element) => {
    const distance = orderOf(element) - anchor
    return distance >= 0 ? distance : 1000 - distance
  }
  return [...elements].sort((one, other) => rank(one) - rank(other))
}

function namesOfElement(element: Element, near: readonly Element[]): string[] {
  const text = textOf(element, MAX_TEXT + 1)
  if (text.length > MAX_TEXT) return []
  // Two authors are two links side by side.
  const { parent } = element
  const line =
    element.name === 'a' && parent && isTag(parent) && textOf(parent, MAX_TEXT + 1).length <= MAX_TEXT
      ? parent
      : element
  const links = linksOf(line).filter(isProfile)
  const linked = links.flatMap((link) =>
    namesIn(textOf(link, 200)).filter((name) => looksLikeName(name) || link.attribs['rel'] === 'author'),
  )
  if (linked.length > 0) return linked
  if (text.length > 160) return []
  const inner = near.filter(
    (each) =>
      each !== element && contains(element, each) && !near.some((deeper) => deeper !== each && contains(each, deeper)),
  )
  const texts = inner.length > 0 ? inner.map((each) => textOf(each, 200)) : [text]
  return texts.flatMap((each) => people(withoutDates(each)))
}

const LINE =
  /^[\s·|,:–—-]*(?:(?:[Ww]ritten|[Pp]osted|[Pp]ublished|[Rr]eported|[Ww]ords|[Ss]tory|[Tt]ext|[Aa]rticle|[Rr]eviewed|[Gg]eschrieben|[Ee]scrito|[Éé]crit|[Ss]critto)\s+)?(?:[Bb]y|BY|[Vv]on|VON|[Pp]or|POR|[Pp]ar|PAR|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Oo]leh)\s*:?\s+(\p{Lu}.*)$/u

/** "By Ana Lima and Tom Reed", the names perhaps in the element after the "By". */
function namesOfLine(element: Element): string[] {
  for (const holder of [element, element.parent]) {
    if (!holder || !isTag(holder)) break
    const text = textOf(holder, 200)
    if (text.length > 160) break
    const after = LINE.exec(withoutDates(text))
    const names = after?.[1] ? namesIn(after[1]) : []
    // The whole rest must read as names: a sentence that begins with "By" or "Von" does not.
    if (names.length > 0 && names[0]?.includes(' ') && names.every((name) => looksLikeName(name) || isJob(name))) {
      return names.filter((name) => !isJob(name))
    }
  }
  return []
}

function namesBesideDate(element: Element): string[] {
  const text = textOf(element, 120)
  const rest = withoutDates(text)
  if (text.length > 90 || rest === text) return []
  const names = people(rest)
  return names.length <= 4 && names.every((name) => name.includes(' ')) ? names : []
}

function people(text: string): string[] {
  return namesIn(text).filter((name) => looksLikeName(name) && !isJob(name))
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
  return links.sort((one, other) => orderOf(one) - orderOf(other))
}

const ELSEWHERE = new Set(['nav', 'footer', 'aside', 'figure', 'figcaption'])
const ELSEWHERE_ROLE =
  /comment|related|recommend|popular|most-read|caption|footer|teaser|photo|image|reply|widget|promo|sidebar(?![^ ]*(?:content|main))/

function isElsewhere(element: Element): boolean {
  const outside = (each: Element) =>
    (ELSEWHERE.has(each.name) &&
      !(each.name === 'footer' && closest(each, ({ name }) => name === 'article', 8) !== null)) ||
    isHidden(each) ||
    (each.name !== 'body' && each.name !== 'article' && each.name !== 'main' && ELSEWHERE_ROLE.test(roleWords(each)))
  return closest(element, outside, 5) !== null
}
