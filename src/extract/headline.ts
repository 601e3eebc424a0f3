import type { Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import type { Headline, HeadlineSource } from '../article.ts'
import { clean } from '../text/clean.ts'
import { closest, isHidden, roleWords, textOf } from './element.ts'
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

/** A longer one is a paragraph that a template has set as a heading. */
const MAX_CHARS = 400
/** An h1 that shares less with every claim is shown for another purpose (logo, section, promotion). */
const AGREES = 0.45

/**
 * The headline: what the page shows (h1) where the head of the page agrees with it, else what the head claims.
 * The source is kept, for a monitor compares like with like.
 */
export function readHeadline(
  scan: Scan,
  jsonLd: readonly string[],
  siteNames: readonly string[],
  ruled: readonly Element[] = [],
): HeadlineReading {
  const claimed = claimedHeadlines(scan, jsonLd, siteNames)
  const shown = bestShown(scan, claimed, siteNames)
  const rule = ruled.map((element) => ({ element, text: textOf(element, MAX_CHARS) })).find(({ text }) => text)
  if (rule) {
    const chosen: Headline = { source: 'rule', text: rule.text }
    const others =
      shown && shown.element !== rule.element ? [{ source: shown.source, text: shown.text }, ...claimed] : claimed
    return { chosen, candidates: [chosen, ...others], element: rule.element }
  }
  const candidates: Headline[] = shown ? [{ source: shown.source, text: shown.text }, ...claimed] : claimed
  return { chosen: candidates[0] ?? null, candidates, element: shown?.element ?? null }
}

/** The headlines that the head of the page claims, site names taken off, the most trusted source first. */
function claimedHeadlines(scan: Scan, jsonLd: readonly string[], siteNames: readonly string[]): Headline[] {
  const raw: Array<[HeadlineSource, string | null | undefined]> = [
    ['og:title', scan.metas.get('og:title')?.[0]],
    ['json-ld', jsonLd[0]],
    ['twitter:title', scan.metas.get('twitter:title')?.[0]],
    ['title', scan.title],
  ]
  const shown = scan.h1.slice(0, 8).map((h1) => textOf(h1, MAX_CHARS))
  const texts = raw.map(([, text]) => clean(text ?? '').slice(0, MAX_CHARS))
  const claimed: Headline[] = []
  raw.forEach(([source], index) => {
    const text = texts[index] ?? ''
    if (!text) return
    const others = [...shown, ...texts.filter((_, other) => other !== index)]
    claimed.push({ source, text: withoutSiteName(text, siteNames, others) })
  })
  return claimed
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
    const text = shownText(element, claimed)
    if (!text || text.length > MAX_CHARS || isUnseen(element)) return
    const agreement = Math.max(0, ...claimed.map((claim) => agreementOf(text, claim.text)))
    const score = agreement + (element.name === 'h1' ? 0.05 : 0) - index * 0.01 - (isOutside(element) ? 0.1 : 0)
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

/** Words that name the line above or below a headline, inside the same heading. */
const KICKER =
  /kicker|overline|over-line|topline|top-line|roofline|dachzeile|super-?title|top-?title|topic|eyebrow|sub-?title|sub-?head|tagline|category|rubri|label|badge|flag|byline|author|date|posted|prefix|vignette|(?:^|[\s_-])(?:meta|tag|section)(?![a-z])/
const KICKER_TAGS = new Set(['small', 'time', 'sub', 'sup', 'h2', 'h3', 'h4', 'h5', 'h6', 'button'])

/** The heading's text without the kicker, date or byline that some templates set inside it. */
function shownText(element: Element, claimed: readonly Headline[]): string {
  const whole = textOf(element, MAX_CHARS + 100)
  if (!element.children.some(isTag)) return whole
  const wanted = new Set(claimed.map(({ text }) => letters(text)))
  if (wanted.has(letters(whole))) return whole
  const parts = partsOf(element)
  const confirmed = parts.find(({ text }) => letters(text).length >= 12 && wanted.has(letters(text)))
  if (confirmed) return confirmed.text
  const kept = clean(
    parts
      .filter(({ kicker }) => !kicker)
      .map(({ text }) => text)
      .join(' '),
  )
  return letters(kept).length >= 8 ? kept : whole
}

/** The runs of a heading: its child elements and the text between them, looking through lone wrappers. */
function partsOf(element: Element): Array<{ text: string; kicker: boolean }> {
  let holder = element
  for (let level = 0; level < 4; level++) {
    const shown = holder.children.filter((child) =>
      isTag(child) ? textOf(child, 50) : isText(child) && child.data.trim(),
    )
    const only = shown[0]
    if (shown.length !== 1 || !only || !isTag(only)) break
    holder = only
  }
  const parts: Array<{ text: string; kicker: boolean }> = []
  let run = ''
  for (const child of holder.children) {
    if (isText(child)) run += child.data
    else if (isTag(child)) {
      const kicker = KICKER_TAGS.has(child.name) || KICKER.test(roleWords(child))
      if (kicker || child.name === 'span' || child.name === 'div') {
        if (run.trim()) parts.push({ text: clean(run), kicker: false })
        run = ''
        parts.push({ text: textOf(child, MAX_CHARS), kicker })
      } else run += ` ${textOf(child, MAX_CHARS)} `
    }
  }
  if (run.trim()) parts.push({ text: clean(run), kicker: false })
  return parts.filter(({ text }) => text)
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
