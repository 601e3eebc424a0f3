import { type Card, cardOf, DETAILS, type Detail } from '../card.ts'
import { cut, plain } from '../cut.ts'
import { inertMentions, isolated, renderWithin } from '../inert.ts'
import { type Run, runsText } from '../marks.ts'
import { type Message, type Rendered, summaryLine, worstFirst } from '../message.ts'

/** Limits of Discord (message.mdx): the sum counts title, description, field names and values, footer of all embeds. */
const MAX_CONTENT = 2_000
const MAX_EMBEDS = 10
const MAX_TITLE = 256
/** Of 4,096 for the description; the rest of it is bounded by the card. */
const MAX_LINK = 1_000
const MAX_NAME = 256
const MAX_VALUE = 1_024
const MAX_FIELDS = 25
const MAX_SUM = 5_900

const COLOURS = { critical: 0xc62828, major: 0xef6c00, minor: 0x1565c0, none: 0x757575 } as const

interface Field {
  name: string
  value: string
  inline: boolean
}

interface Embed {
  title: string
  url?: string
  description: string
  color: number
  fields: Field[]
  footer: { text: string }
}

/** A Discord webhook message: one embed an event, old and new in inline fields, no mention allowed. */
export function renderDiscord(message: Message): Rendered {
  const found = DETAILS.map((detail) => embedsOf(message, detail)).find(
    (embeds) =>
      embeds.length <= MAX_EMBEDS && embeds.every((one) => one.fields.length <= MAX_FIELDS) && sum(embeds) <= MAX_SUM,
  )
  const embeds = found ?? []
  const left = message.events.length - embeds.length
  const severity = worstFirst(message.events)[0]?.data.severity ?? 'none'
  const line = isolated(plain(summaryLine(message)))
  const more = left > 0 && message.events.length > 1 ? `\nand ${left} more` : ''
  const content = renderWithin(
    line,
    MAX_CONTENT,
    (length) => `${severity.toUpperCase()} · **${escaped(cut(line, length))}**${more}`,
  )
  const payload = { content, embeds, allowed_mentions: { parse: [] } }
  return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(payload) }
}

function sum(embeds: readonly Embed[]): number {
  const texts = embeds.flatMap((one) => [
    one.title,
    one.description,
    one.footer.text,
    ...one.fields.flatMap((field) => [field.name, field.value]),
  ])
  return texts.reduce((total, text) => total + text.length, 0)
}

function embedsOf(message: Message, detail: Detail): Embed[] {
  const kept = new Set(worstFirst(message.events).slice(0, detail.events))
  const seen = new Map<string, number>()
  return message.events
    .filter((event) => kept.has(event))
    .map((event) => {
      const card = cardOf(event, detail)
      const times = seen.get(card.url ?? '') ?? 0
      seen.set(card.url ?? '', times + 1)
      return embedOf(card, times, message.events.length > 1)
    })
}

/** @param times how many embeds before it have the same address: Discord folds embeds of one address into one */
function embedOf(card: Card, times: number, several: boolean): Embed {
  const title = isolated(card.title)
  const url = card.url === null ? null : times === 0 ? card.url : `${card.url.split('#')[0]}#stet-${times + 1}`
  const links = card.links
    .filter((link) => link.url.length <= MAX_LINK)
    .map((link) => `[${link.label}](<${link.url.replace(/[<>()\s]/g, encodeURIComponent)}>)`)
  const facts = [...card.facts, ...(card.more > 0 ? [`${card.more} more changes`] : [])]
  const line = several ? `\n${escaped(isolated(card.line))}` : ''
  const said = `${escaped(card.host)} · **${card.severity}**${line}`
  return {
    title: renderWithin(title, MAX_TITLE, (length) => escaped(cut(title, length))) || 'Stet',
    ...(url !== null && { url }),
    description: [said, ...links].join('\n'),
    color: COLOURS[card.severity],
    fields: card.rows.flatMap((row): Field[] => [
      {
        name: cut(escaped(row.label), MAX_NAME),
        value: renderWithin(row.reason, MAX_VALUE, (length) => escaped(isolated(cut(row.reason, length)))) || '–',
        inline: false,
      },
      { name: 'Was', value: side(row.before, '~~'), inline: true },
      { name: 'Now', value: side(row.after, '**'), inline: true },
    ]),
    footer: { text: cut(facts.map(inertMentions).join(' · '), 1_000) },
  }
}

function side(runs: readonly Run[], mark: '~~' | '**'): string {
  const text = runsText(runs)
  if (text === '') return '*nothing*'
  const marked = isolated(runs.map((run) => (run.changed ? emphasised(run.text, mark) : escaped(run.text))).join(''))
  if (marked.length <= MAX_VALUE) return marked
  return renderWithin(text, MAX_VALUE, (length) => escaped(isolated(cut(text, length)))) || '–'
}

function emphasised(text: string, mark: '~~' | '**'): string {
  const inner = text.trim()
  if (inner === '') return escaped(text)
  const [before = '', after = ''] = text.split(inner)
  return `${before}${mark}${escaped(inner)}${mark}${after}`
}

/** Every sign of Discord's Markdown behind a backslash; mentions are broken too, should `allowed_mentions` ever be lost. */
function escaped(text: string): string {
  return inertMentions(text).replace(/[\\*_~`|>#[\]()<-]/g, '\\$&')
}
