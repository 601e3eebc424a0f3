import type { Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { clean } from '../text/clean.ts'
import { readDate } from './date-text.ts'
import { roleWords, textOf } from './element.ts'
import { letters } from './likeness.ts'

/** A longer one is a paragraph that a template has set as a heading. */
export const MAX_HEADING_CHARS = 400

/** The heading's text without the kicker, date or byline that some templates set inside it. */
export function headingText(element: Element, claims: readonly string[]): string {
  const whole = textOf(element, MAX_HEADING_CHARS + 100)
  if (!element.children.some(isTag)) return whole
  const wanted = new Map(claims.map((claim) => [letters(claim), claim]))
  // Set together from several elements, a heading lacks the marks that its style sheet puts between them; a claim has them.
  const alike = wanted.get(letters(whole))
  if (alike) return alike
  const parts = partsOf(element)
  const confirmed = [...parts.map(({ text }) => text), ...innerTexts(element)].find(
    (text) => letters(text).length >= 12 && wanted.has(letters(text)),
  )
  if (confirmed) return confirmed
  const kept = clean(
    parts
      .filter(({ kicker }) => !kicker)
      .map(({ text }) => text)
      .join(' '),
  )
  return letters(kept).length >= Math.max(8, letters(whole).length / 3) ? kept : whole
}

/** The texts of the first elements inside a heading, at any depth. */
function innerTexts(element: Element): string[] {
  const texts: string[] = []
  const open = [element]
  for (let node = open.shift(); node && texts.length < 12; node = open.shift()) {
    for (const child of node.children) {
      if (!isTag(child)) continue
      texts.push(textOf(child, MAX_HEADING_CHARS))
      open.push(child)
    }
  }
  return texts
}

/** Words that name the line above or below a headline, inside the same heading. */
const KICKER =
  /kicker|overline|over-line|topline|top-line|roofline|dachzeile|super-?title|top-?title|topic|eyebrow|sub-?title|sub-?head|tagline|category|rubri|label|badge|flag|byline|author|date|posted|prefix|vignette|(?:^|[\s_-])(?:meta|tag|section)(?![a-z])/
const KICKER_TAGS = new Set(['small', 'time', 'sub', 'sup', 'h2', 'h3', 'h4', 'h5', 'h6', 'button'])

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
      const own = textOf(child, MAX_HEADING_CHARS)
      const kicker = KICKER_TAGS.has(child.name) || KICKER.test(roleWords(child)) || isDate(own)
      if (kicker || APART.has(child.name)) {
        if (run.trim()) parts.push({ text: clean(run), kicker: false })
        run = ''
        parts.push({ text: own, kicker })
      } else run += ` ${own} `
    }
  }
  if (run.trim()) parts.push({ text: clean(run), kicker: false })
  return parts.filter(({ text }) => text)
}

const APART = new Set(['span', 'div', 'p'])

function isDate(text: string): boolean {
  return text.length < 40 && readDate(text, null) !== null
}
