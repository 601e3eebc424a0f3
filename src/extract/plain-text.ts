import type { Block, Content, Headline } from '../article.ts'
import { clean } from '../text/clean.ts'
import { readTimestamp } from './date-text.ts'
import type { Explained } from './extract.ts'
import { letters } from './likeness.ts'
import { namesIn } from './names.ts'
import { readNotices } from './notices.ts'
import { type Line, linesOf, type Zone } from './plain-lines.ts'
import { PLAIN } from './plain-words.ts'

/** Longer inputs are cut: no article has 2 million characters. */
const MAX_CHARS = 2_000_000
const MAX_HEADLINE = 300

/**
 * A text that comes without HTML, read into the same zones as a page: headline, standfirst, byline, body, captions,
 * notices; promos, lists of other stories, credits and rights lines are left out and counted in `reasons`. Understands
 * Markdown's headings, lists, quotes, tables and links. A plain string gives its first line as headline when it reads like
 * one. Pure and linear; never throws.
 */
export function extractText(input: string | { headline: string | null; body: string }): Content {
  return readText(input).content
}

/** As `extractText`, with the zone of every line; the line that became the headline is not among them. */
export function explainText(text: string): Explained {
  const { content, lines } = readText(text)
  const verdicts = lines.map(({ text: line, zone }) => {
    const kept = zone === 'block'
    return { text: line, path: 'text', kept, reason: kept ? 'keep: line of the text' : `drop: ${zone} line` }
  })
  return { content, verdicts, ruleHits: [] }
}

function readText(input: string | { headline: string | null; body: string }): { content: Content; lines: Line[] } {
  const given = typeof input === 'string' ? null : input.headline
  const lines = linesOf((typeof input === 'string' ? input : input.body).slice(0, MAX_CHARS))
  const headline = typeof input === 'string' ? takeHeadline(lines) : headlineOf(given)
  const published = takeDate(lines)
  markCredits(lines)
  markCaptions(lines)
  const byline = markBylines(lines)
  markPromos(lines)
  markTail(lines)
  const standfirst = markStandfirst(lines)
  const body = lines.filter(({ zone }) => zone === 'block')
  const { notices, indices } = readNotices(body.map(({ kind, text }): Block => ({ kind, text })))
  const noticed = new Set(indices)
  const blocks = body.filter((_, index) => !noticed.has(index)).map(({ kind, text }): Block => ({ kind, text }))
  const captions = lines.filter(({ zone }) => zone === 'caption').map(({ text }) => text)
  const rtl = /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(headline?.text ?? blocks[0]?.text ?? '')
  const content: Content = {
    kind: blocks.length > 0 || notices.length > 0 ? 'article' : 'empty',
    headline,
    headlines: headline ? [headline] : [],
    standfirst,
    byline,
    section: null,
    published,
    modified: null,
    lang: null,
    dir: rtl ? 'rtl' : 'ltr',
    canonicalUrl: null,
    leadImage: null,
    captions: [...new Set(captions)],
    blocks,
    notices,
    entries: [],
    access: 'unknown',
    claims: [],
    confidence: blocks.length > 0 ? 0.7 : 0,
    reasons: reasonsOf(lines),
  }
  return { content, lines }
}

const ENDED = /[.!?…。！？؟।]["'”’»«)\]]*$/

function takeHeadline(lines: Line[]): Headline | null {
  const first = lines[0]
  if (!first || lines.length < 2 || first.text.length > MAX_HEADLINE) return null
  if (first.kind !== 'subhead' && /[.。]["'”’»)]*$/.test(first.text)) return null
  lines.shift()
  return { source: 'text', text: first.text }
}

function headlineOf(given: string | null): Headline | null {
  const text = clean(given ?? '').slice(0, MAX_HEADLINE * 2)
  return text ? { source: 'text', text } : null
}

/** A date that some exports put before the first sentence ("date 2026-05-02 The council ..."). */
function takeDate(lines: Line[]): string | null {
  const first = lines[0]
  const match = first
    ? /^(?:date|published|datum)[:\s]+(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S{0,12})?)\s+(?=\S)/i.exec(first.text)
    : null
  if (!first || !match) return null
  first.text = clean(first.text.slice(match[0].length))
  return readTimestamp(match[1] ?? '')
}

function markCredits(lines: Line[]): void {
  for (const line of lines) if (PLAIN.rights.test(line.text) && line.text.length < 320) line.zone = 'credit'
}

const MAX_CAPTION = 600

/** Lines that end in a picture's credit, and their doubles without it (some pages give a caption twice). */
function markCaptions(lines: Line[]): void {
  lines.forEach((line, index) => {
    if (line.zone !== 'block' || line.kind !== 'paragraph' || line.text.length > MAX_CAPTION) return
    if (!(PLAIN.credit.test(line.text) || PLAIN.creditLabel.test(line.text) || PLAIN.caption.test(line.text))) return
    line.zone = 'caption'
    const before = lines[index - 1]
    if (
      before?.zone === 'block' &&
      letters(line.text).startsWith(letters(before.text)) &&
      letters(before.text).length > 20
    )
      before.zone = 'caption'
  })
}

/** Names that stand alone, twice or more, or after "By". */
function markBylines(lines: Line[]): string[] {
  const names: string[] = []
  const count = new Map<string, number>()
  for (const { text } of lines) count.set(text, (count.get(text) ?? 0) + 1)
  lines.slice(0, 12).forEach((line) => {
    if (line.zone !== 'block' || line.kind !== 'paragraph' || line.text.length > 80 || ENDED.test(line.text)) return
    const introduced =
      /^(?:by|von|par|por|di|door|av|af)\s+\p{Lu}/iu.test(line.text) && line.text.split(' ').length <= 10
    const repeated =
      (count.get(line.text) ?? 0) >= 2 && /^(?:\p{Lu}[\p{L}.'’-]+\s){1,3}\p{Lu}[\p{L}.'’-]+$/u.test(line.text)
    if (!introduced && !repeated) return
    line.zone = 'byline'
    for (const name of namesIn(line.text)) if (!names.includes(name)) names.push(name)
  })
  return names
}

function markPromos(lines: Line[]): void {
  lines.forEach((line, index) => {
    if (line.zone !== 'block') return
    const { text } = line
    if (PLAIN.pending.test(text) || (index > 2 && PLAIN.pager.test(text))) line.zone = 'promo'
    else if (text.length < 240 && (PLAIN.promo.test(text) || PLAIN.promoElsewhere.test(text))) line.zone = 'promo'
  })
}

/** What stands under a heading such as "Most popular", or after the promos that close the article, to the end. */
function markTail(lines: Line[]): void {
  const start = lines.findIndex(
    (line, index) => line.zone === 'block' && PLAIN.tail.test(line.text) && isListFrom(lines, index + 1),
  )
  if (start >= 0) {
    markFrom(lines, start)
    return
  }
  const half = Math.floor(lines.length / 2)
  const after = lines.findIndex(
    (line, index) => index >= half && line.zone === 'promo' && lines[index + 1]?.zone === 'promo',
  )
  if (after >= 0 && isListFrom(lines, after + 1)) markFrom(lines, after)
}

function markFrom(lines: Line[], start: number): void {
  for (const line of lines.slice(start)) if (line.zone === 'block' || line.zone === 'caption') line.zone = 'tail'
}

/** Whether what follows are headlines and captions, not the article going on: most lines end without a full stop or are short. */
function isListFrom(lines: readonly Line[], start: number): boolean {
  const rest = lines.slice(start).filter(({ zone }) => zone === 'block' || zone === 'caption')
  const prose = rest.filter(({ text, zone }) => zone === 'block' && ENDED.test(text) && text.length > 240).length
  const open = rest.filter(({ text, zone }) => zone === 'caption' || !ENDED.test(text)).length
  return prose <= rest.length * 0.1 && open >= rest.length * 0.4
}

/** The first line, when it is a phrase without a full stop above the article's sentences. */
function markStandfirst(lines: Line[]): string | null {
  const index = lines.findIndex(({ zone }) => zone === 'block')
  const first = lines[index]
  const following = lines.slice(index + 1).filter(({ zone, kind }) => zone === 'block' && kind === 'paragraph')
  if (
    !first ||
    index > 2 ||
    first.kind !== 'paragraph' ||
    following.length < 2 ||
    !following.some(({ text }) => ENDED.test(text))
  )
    return null
  if (ENDED.test(first.text) || /[.!?]\s+\p{Lu}/u.test(first.text)) return null
  if (letters(first.text).length < 40 || first.text.length > 300) return null
  first.zone = 'standfirst'
  return first.text
}

function reasonsOf(lines: readonly Line[]): string[] {
  const zones: Zone[] = ['caption', 'promo', 'credit', 'tail', 'byline']
  return zones
    .map((zone) => [zone, lines.filter((line) => line.zone === zone).length] as const)
    .filter(([, count]) => count > 0)
    .map(([zone, count]) => `${count} ${zone} line${count === 1 ? '' : 's'} kept out of the body`)
}
