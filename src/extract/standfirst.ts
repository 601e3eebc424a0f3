import type { Element } from 'domhandler'
import { isTag } from 'domhandler'
import { closest, isHidden, roleWords, textOf } from './element.ts'
import { letters, likeness } from './likeness.ts'
import { contains, orderOf } from './parse.ts'
import type { Scan } from './scan.ts'

export interface StandfirstReading {
  text: string | null
  element: Element | null
}

/** A sentence or three: shorter is a label, longer is the body. */
const MIN_CHARS = 25
const MAX_CHARS = 800
const BEFORE = 15
const REACH = 140

/**
 * The standfirst (dek, Vorspann, chapô) that stands on the page beside the headline: an element marked as such, or one
 * whose text is what the page gives as its description. Never taken from the head alone: what is not shown is a claim.
 */
export function readStandfirst(
  scan: Scan,
  description: string | null,
  headline: Element | null,
  ruled: readonly Element[] = [],
): StandfirstReading {
  const rule = ruled.map((element) => ({ element, text: textOf(element, MAX_CHARS) })).find(({ text }) => text)
  if (rule) return rule
  if (!headline) return { text: null, element: null }
  const anchor = orderOf(headline)
  const descriptions = [
    description,
    scan.metas.get('og:description')?.[0] ?? null,
    scan.metas.get('description')?.[0] ?? null,
  ].filter((each) => each !== null)
  let best: StandfirstReading = { text: null, element: null }
  let bestScore = 0
  for (const element of scan.standfirsts) {
    const distance = orderOf(element) - anchor
    if (distance < -BEFORE || distance > REACH || contains(element, headline) || contains(headline, element)) continue
    const text = textOf(element, MAX_CHARS + 1)
    if (text.length < MIN_CHARS || text.length > MAX_CHARS || !isShown(element)) continue
    if (linkedLetters(element) > letters(text).length * MAX_LINKED) continue
    if (letters(text) === letters(textOf(headline, 400))) continue
    const score = scoreOf(element, text, descriptions, distance)
    if (score > bestScore) {
      best = { text, element }
      bestScore = score
    }
  }
  return best
}

const STRONG =
  /standfirst|dek(?![a-z])|deck(?![a-z])|chapo|vorspann|bajada|entradilla|ingress|strapline|sottotitolo|catenaccio|perex|sub-?title|subline|untertitel|lede|article[-_]*(?:lead|intro|summary|excerpt|description|teaser)|lead(?![a-z])|intro(?![a-z])|sapo/

function scoreOf(element: Element, text: string, descriptions: readonly string[], distance: number): number {
  const alike = Math.max(0, ...descriptions.map((description) => likeness(text, description)))
  const strong = STRONG.test(roleWords(element)) ? 0.5 : 0
  const near = distance > 0 && distance < 40 ? 0.2 : 0
  return alike >= 0.6 || strong ? alike + strong + near : 0
}

const ELSEWHERE = new Set(['nav', 'footer', 'aside', 'figure', 'figcaption', 'li', 'a'])
/** A text of links is a teaser of other stories. */
const MAX_LINKED = 0.4
const ELSEWHERE_ROLE = /comment|related|recommend|popular|most-read|caption|footer|newsletter|promo|widget/

/** How many letters of an element stand in links. */
function linkedLetters(element: Element): number {
  let count = 0
  const open: Element[] = [element]
  for (let node = open.pop(), steps = 0; node && steps < 300; node = open.pop(), steps++) {
    for (const child of node.children) {
      if (!isTag(child)) continue
      if (child.name === 'a') count += letters(textOf(child, MAX_CHARS)).length
      else open.push(child)
    }
  }
  return count
}

function isShown(element: Element): boolean {
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
      6,
    ) === null
  )
}
