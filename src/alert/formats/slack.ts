import { type Card, cardOf, DETAILS, type Detail } from '../card.ts'
import { cut, plain } from '../cut.ts'
import { inertMentions, isolated, renderWithin } from '../inert.ts'
import { type Run, runsText } from '../marks.ts'
import { headlineOf, type Message, type Rendered, summaryLine, worstFirst } from '../message.ts'

/**
 * Limits of Block Kit: 50 blocks, header 150, section text 3,000, field 2,000. Blocks that sum to about 13,200 characters
 * are refused though no page says so (bolt-js#2509): stay under 12,000.
 */
const MAX_BLOCKS = 50
const MAX_HEADER = 150
/** Parts of one text object, together under 3,000: title, its link, host, line or reason; facts. */
const PART = { title: 600, url: 1_000, host: 150, line: 800, facts: 1_400 } as const
const MAX_FIELD = 1_900
const MAX_TOTAL = 11_500

type Text = { type: 'mrkdwn'; text: string; verbatim: true } | { type: 'plain_text'; text: string; emoji: false }
type Block =
  | { type: 'header'; text: Text }
  | { type: 'section'; text: Text; fields?: Text[] }
  | { type: 'context'; elements: Text[] }
  | { type: 'divider' }

/** A Slack incoming-webhook message: old and new in two columns, struck out and bold. */
export function renderSlack(message: Message): Rendered {
  for (const detail of DETAILS) {
    const blocks = blocksOf(message, detail)
    if (blocks.length <= MAX_BLOCKS && size(blocks) <= MAX_TOTAL) return body(message, blocks)
  }
  return body(message, [header(message)])
}

function body(message: Message, blocks: Block[]): Rendered {
  const payload = {
    // What a telephone shows of it, before anything is opened.
    text: [summaryLine(message), headlineOf(message)]
      .filter((part) => part !== null)
      .map((part) => escapedWithin(isolated(plain(part)), PART.line))
      .join(' · '),
    blocks,
    unfurl_links: false,
    unfurl_media: false,
  }
  return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(payload) }
}

function size(blocks: readonly Block[]): number {
  return JSON.stringify(blocks).length
}

function blocksOf(message: Message, detail: Detail): Block[] {
  const kept = new Set(worstFirst(message.events).slice(0, detail.events))
  const events = message.events.filter((event) => kept.has(event))
  const left = message.events.length - events.length
  return [
    header(message),
    ...events.flatMap((event, i): Block[] => [
      ...(i > 0 ? [{ type: 'divider' } as const] : []),
      ...cardBlocks(cardOf(event, detail), message.events.length > 1),
    ]),
    ...(left > 0 ? [context([`and ${left} more`])] : []),
  ]
}

function header(message: Message): Block {
  const severity = worstFirst(message.events)[0]?.data.severity ?? 'none'
  const line = `${severity.toUpperCase()} · ${plain(summaryLine(message))}`
  return { type: 'header', text: { type: 'plain_text', text: escapedWithin(line, MAX_HEADER), emoji: false } }
}

function cardBlocks(card: Card, several: boolean): Block[] {
  const line = several ? `\n${card.severity}: ${escapedWithin(card.line, PART.line)}` : ''
  const first = `*${anchor(card.url, card.title)}*\n${escapedWithin(card.host, PART.host)}${line}`
  const rows = card.rows.map((row): Block => {
    const fields = [side('Was', row.before, '~'), side('Now', row.after, '*')]
    const text = mrkdwn(`*${escaped(row.label)}*\n${escapedWithin(row.reason, PART.line)}`)
    return { type: 'section', text, fields }
  })
  const facts = [...card.facts, ...(card.more > 0 ? [`${card.more} more changes`] : [])].join(' · ')
  const links = card.links.map((link) => anchor(link.url, link.label))
  return [{ type: 'section', text: mrkdwn(first) }, ...rows, context([escapedWithin(facts, PART.facts), ...links])]
}

function side(label: string, runs: readonly Run[], mark: '~' | '*'): Text {
  const text = runsText(runs)
  if (text === '') return mrkdwn(`*${label}*\n_nothing_`)
  const marked = isolated(runs.map((run) => (run.changed ? emphasised(run.text, mark) : escaped(run.text))).join(''))
  const room = MAX_FIELD - label.length - 3
  return mrkdwn(`*${label}*\n${marked.length <= room ? marked : escapedWithin(text, room)}`)
}

/** Slack marks a stretch only when its signs touch neither a letter outside nor a space inside. */
function emphasised(text: string, mark: '~' | '*'): string {
  const inner = text.trim()
  if (inner === '') return escaped(text)
  const [before = '', after = ''] = text.split(inner)
  return `${before}\u200b${mark}${escaped(inner)}${mark}\u200b${after}`
}

/** `<url|text>`; what would end either is encoded, so that no page can write a link of its own. */
function anchor(url: string | null, text: string): string {
  const safe = (url ?? '').replace(/[<>|]/g, (sign) => encodeURIComponent(sign)).replaceAll('&', '&amp;')
  const shown = escapedWithin(text, PART.title)
  return safe === '' || safe.length > PART.url ? shown : `<${safe}|${shown}>`
}

/** The text, cut so that it has at most `max` code units after escaping. */
function escapedWithin(text: string, max: number): string {
  return renderWithin(text, max, (length) => escaped(isolated(cut(text, length))))
}

/** The three characters that Slack wants escaped, and formatting signs of the page's own made powerless. */
function escaped(text: string): string {
  return inertMentions(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, '$&\u200b')
}

function mrkdwn(text: string): Text {
  return { type: 'mrkdwn', text, verbatim: true }
}

/** Each part is an element of its own: ten are allowed, of 3,000 characters each. */
function context(parts: string[]): Block {
  const shown = parts.filter((part) => part !== '')
  return { type: 'context', elements: (shown.length > 0 ? shown : ['Stet']).slice(0, 10).map(mrkdwn) }
}
