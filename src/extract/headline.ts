import type { Element } from 'domhandler'
import { isTag } from 'domhandler'
import type { Headline, HeadlineSource } from '../article.ts'
import { closest, isHidden, textOf } from './element.ts'
import { plain } from './entity.ts'
import { headingText, MAX_HEADING_CHARS } from './heading-text.ts'
import { containment, letters, likeness } from './likeness.ts'
import type { Scan } from './scan.ts'
import { withoutSiteName } from './site-name.ts'

export interface HeadlineReading {
  chosen: Headline | null
  /** The best candidate of each source, the chosen one first. */
  candidates: Headline[]
  /** The element on the page that shows the chosen headline. */
  element: Element | null
}

/** An h1 that shares less with every claim is shown for another purpose (logo, section, promotion). */
const AGREES = 0.45

/**
 * The headline. On a page that declares itself a news article: the headline it declares (schema.org's `headline`, what it
 * hands to search engines and aggregators), in the shorter wording where its og:title only leaves words out (kickers and
 * appended tails); it was the best single source on 191 news pages. Elsewhere: what the page shows (h1) where the head
 * agrees, else what the head claims. The source is kept, for a monitor compares like with like.
 */
export function readHeadline(
  scan: Scan,
  jsonLd: { headline: string | null; isNews: boolean },
  siteNames: readonly string[],
  ruled: readonly Element[] = [],
): HeadlineReading {
  const claimed = claimedHeadlines(scan, jsonLd.headline, siteNames)
  const shown = bestShown(scan, claimed, siteNames)
  const all: Headline[] = shown ? [{ source: shown.source, text: shown.text }, ...claimed] : claimed
  const rule = ruled.map((element) => ({ element, text: textOf(element, MAX_HEADING_CHARS) })).find(({ text }) => text)
  const ruledHeadline: Headline | null = rule ? { source: 'rule', text: rule.text } : null
  const plainly = (jsonLd.isNews ? declared(all) : null) ?? all[0] ?? null
  const chosen = ruledHeadline ?? (plainly ? shortened(plainly, all, jsonLd.isNews) : null)
  const first = rule || shown?.source === 'h1' ? null : firstH1(scan, claimed)
  if (first) all.push(first)
  const others = all.filter((each) => each !== chosen && !(rule && shown?.element === rule.element && each === all[0]))
  return {
    chosen,
    candidates: chosen ? [chosen, ...others] : [],
    element: rule?.element ?? shown?.element ?? null,
  }
}

/**
 * The headline of a declared news article: its JSON-LD's, but the one shown when the two differ in typography alone, or
 * when JSON-LD repeats nothing but the `<title>` (the wording for search engines).
 */
function declared(all: readonly Headline[]): Headline | null {
  const [shown, jsonLd, social, title] = (['h1', 'json-ld', 'og:title', 'title'] as const).map(
    (wanted) => all.find(({ source }) => source === wanted) ?? null,
  )
  let chosen = shown ?? null
  if (jsonLd && !(shown && prefersShown(shown, jsonLd, social ?? null, title ?? null))) {
    // The same words in the wording that two sources share.
    chosen = social && same(jsonLd, social) ? social : jsonLd
  }
  return chosen
}

/**
 * og:title in place of a headline that it only shortens: kickers and appended tails drop off. Not when the `<title>`
 * repeats it against the one shown; elsewhere than on news pages only when the `<title>` is the long one too.
 */
function shortened(chosen: Headline, all: readonly Headline[], isNews: boolean): Headline {
  const [shown, social, title] = (['h1', 'og:title', 'title'] as const).map(
    (wanted) => all.find(({ source }) => source === wanted) ?? null,
  )
  if (!social || !leavesOut(social.text, chosen.text)) return chosen
  if (!isNews) return same(chosen, title ?? null) ? social : chosen
  return shown && same(social, title ?? null) && !same(social, shown) ? chosen : social
}

function prefersShown(shown: Headline, jsonLd: Headline, social: Headline | null, title: Headline | null): boolean {
  if (same(shown, jsonLd) || isCutOff(jsonLd.text, shown.text)) return true
  return same(jsonLd, title) && !same(jsonLd, social) && !leavesOut(jsonLd.text, shown.text)
}

function same(one: Headline, other: Headline | null): boolean {
  return other !== null && letters(one.text) === letters(other.text)
}

/** Search engines want at most 110 characters, and some publishers cut there. */
const CUT_AT = 90

function isCutOff(text: string, whole: string): boolean {
  const start = letters(text)
  return (text.length >= CUT_AT || /(?:…|\.\.\.)$/.test(text)) && letters(whole).startsWith(start)
}

/**
 * Whether the first text is the second without its kicker or tail (its first or last words left out), or with up to
 * two fifths of its words left out anywhere; at least four words, and 40 %, must stay.
 */
function leavesOut(short: string, long: string): boolean {
  const words = wordsOf(short)
  const whole = wordsOf(long)
  if (words.length < 4 || words.length >= whole.length || words.length < whole.length * 0.4) return false
  let next = 0
  for (const word of whole) if (word === words[next]) next += 1
  if (next < words.length) return false
  const run = words.join(' ')
  return (
    words.length >= whole.length * 0.6 || whole.join(' ').startsWith(`${run} `) || whole.join(' ').endsWith(` ${run}`)
  )
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}

/** The headlines that the head of the page claims, site names taken off, the most trusted source first. */
function claimedHeadlines(scan: Scan, jsonLd: string | null, siteNames: readonly string[]): Headline[] {
  const raw: Array<[HeadlineSource, string | null | undefined]> = [
    ['og:title', scan.metas.get('og:title')?.[0]],
    ['json-ld', jsonLd],
    ['twitter:title', scan.metas.get('twitter:title')?.[0]],
    ['title', scan.title],
  ]
  const shown = scan.h1.slice(0, 8).map((h1) => textOf(h1, MAX_HEADING_CHARS))
  const texts = raw.map(([, text]) => plain((text ?? '').slice(0, MAX_HEADING_CHARS * 2)).slice(0, MAX_HEADING_CHARS))
  const claimed: Headline[] = []
  raw.forEach(([source], index) => {
    const text = texts[index] ?? ''
    if (!text) return
    const others = [...shown, ...texts.filter((_, other) => other !== index)]
    claimed.push({ source, text: source === 'json-ld' ? text : withoutSiteName(text, siteNames, others) })
  })
  return claimed
}

/** The page's first h1, a candidate even where it agrees with nothing, so that a next version can be compared with it. */
function firstH1(scan: Scan, claimed: readonly Headline[]): Headline | null {
  const claims = claimed.map(({ text }) => text)
  for (const element of scan.h1.slice(0, 12)) {
    const text = headingText(element, claims)
    if (text && text.length <= MAX_HEADING_CHARS && !isUnseen(element)) return { source: 'h1', text }
  }
  return null
}

interface Shown extends Headline {
  element: Element
  score: number
}

function bestShown(scan: Scan, claimed: readonly Headline[], siteNames: readonly string[]): Shown | null {
  const microdata = (scan.itemprops.get('headline') ?? []).filter(({ name }) => name !== 'meta')
  const elements = [...scan.h1, ...microdata.filter((each) => each.name !== 'h1')].slice(0, 12)
  const shown: Shown[] = []
  elements.forEach((element, index) => {
    const text = headingText(
      element,
      claimed.map((claim) => claim.text),
    )
    if (!text || text.length > MAX_HEADING_CHARS || isUnseen(element)) return
    const agreement = Math.max(0, ...claimed.map((claim) => agreementOf(text, claim.text)))
    const score =
      agreement +
      (element.name === 'h1' ? 0.05 : 0) -
      index * 0.01 -
      (isOutside(element) ? 0.1 : 0) -
      (isLogo(element, text, siteNames) ? 0.7 : 0)
    shown.push({ source: element.name === 'h1' ? 'h1' : 'microdata', text, element, score })
  })
  shown.sort((one, other) => other.score - one.score)
  const best = shown[0]
  if (!best) return null
  if (best.score >= AGREES || claimed.length === 0) return best
  // A page's own title may be written for search engines; a lone h1 of some length beside the text is the headline.
  const lone = shown.filter((each) => each.element.name === 'h1' && !isSiteName(each.text, siteNames))
  const only = lone[0]
  return lone.length === 1 && only && letters(only.text).length >= 12 && inContent(only.element) ? only : null
}

/** Words shared, with credit for a headline that the other holds whole (a kicker before it, a site's name after it). */
function agreementOf(text: string, claim: string): number {
  if (letters(text) === letters(claim)) return 1
  const long = Math.min(letters(text).length, letters(claim).length) >= 12
  return Math.max(likeness(text, claim), long ? containment(text, claim) * 0.9 : 0)
}

/** An h1 that names the site or leads to its home page is its logo. */
function isLogo(element: Element, text: string, siteNames: readonly string[]): boolean {
  if (isSiteName(text, siteNames)) return true
  const link =
    closest(element, ({ name }) => name === 'a', 2) ??
    element.children.find((child) => isTag(child) && child.name === 'a')
  const href = link && isTag(link) ? link.attribs['href'] : undefined
  return href !== undefined && /^(?:https?:\/\/[^/?#]+)?\/?(?:[?#].*)?$/.test(href) && href !== '#' && href !== ''
}

const OUTSIDE = new Set(['nav', 'footer', 'aside', 'dialog'])

function isUnseen(element: Element): boolean {
  return closest(element, isHidden, 8) !== null
}

function isOutside(element: Element): boolean {
  return closest(element, ({ name }) => OUTSIDE.has(name), 8) !== null
}

function inContent(element: Element): boolean {
  return closest(element, ({ name }) => name === 'article' || name === 'main') !== null
}

function isSiteName(text: string, siteNames: readonly string[]): boolean {
  return siteNames.some((name) => letters(name) === letters(text))
}
