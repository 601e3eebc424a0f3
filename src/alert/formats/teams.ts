import { type Card, cardOf, DETAILS, type Detail } from '../card.ts'
import { cut, plain } from '../cut.ts'
import { inertMentions } from '../inert.ts'
import type { Run } from '../marks.ts'
import { type Message, type Rendered, summaryLine, worstFirst } from '../message.ts'

/** 28 KB are documented and counted as UTF-16 by some of the services behind it: half of that is safe as UTF-8. */
const MAX_BYTES = 13_800
/** Actions that Teams shows without folding them away. */
const MAX_ACTIONS = 6

interface TextRun {
  type: 'TextRun'
  text: string
  weight?: 'Bolder'
  size?: 'Large' | 'Medium' | 'Small'
  isSubtle?: true
  strikethrough?: true
  color?: 'Attention' | 'Good' | 'Warning' | 'Accent' | 'Default'
  /** Makes it a link; the page's own text cannot. */
  selectAction?: OpenUrl
}

type Element =
  | { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: 'None' | 'Small' }
  | { type: 'Container'; items: Element[]; separator: boolean; rtl?: true }
  | { type: 'ColumnSet'; columns: Array<{ type: 'Column'; width: 'stretch'; items: Element[] }> }

interface OpenUrl {
  type: 'Action.OpenUrl'
  title: string
  url: string
}

/** What an address may be long: a card is worth more than a link of any length. */
const MAX_URL = 2_000

const COLOURS = { critical: 'Attention', major: 'Warning', minor: 'Accent', none: 'Default' } as const

/**
 * An Adaptive Card for a Teams workflow ("When a Teams webhook request is received"). Page texts stand in TextRuns, which
 * know no Markdown; mentions would need an entity list, which is never sent.
 */
export function renderTeams(message: Message): Rendered {
  for (const detail of DETAILS) {
    const rendered = cardBody(message, detail)
    if (Buffer.byteLength(rendered) <= MAX_BYTES)
      return { contentType: 'application/json; charset=utf-8', body: rendered }
  }
  const bare = wrapped([heading(message)], [])
  return { contentType: 'application/json; charset=utf-8', body: bare }
}

function cardBody(message: Message, detail: Detail): string {
  const kept = new Set(worstFirst(message.events).slice(0, detail.events))
  const cards = message.events.filter((event) => kept.has(event)).map((event) => cardOf(event, detail))
  const left = message.events.length - cards.length
  const more: Element[] = left > 0 ? [text({ text: `and ${left} more`, isSubtle: true })] : []
  const several = message.events.length > 1
  // Buttons stand under the whole card: of several articles nobody could tell whose they are.
  const actions = several ? [] : cards.flatMap(actionsOf)
  return wrapped([heading(message), ...cards.map((card) => container(card, several)), ...more], actions)
}

function wrapped(body: Element[], actions: OpenUrl[]): string {
  return JSON.stringify({
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.5',
          msteams: { width: 'Full' },
          body,
          ...(actions.length > 0 && { actions: actions.slice(0, MAX_ACTIONS) }),
        },
      },
    ],
  })
}

function heading(message: Message): Element {
  const severity = worstFirst(message.events)[0]?.data.severity ?? 'none'
  return text(
    { text: `${severity.toUpperCase()} · `, weight: 'Bolder', size: 'Large', color: COLOURS[severity] },
    { text: safe(cut(plain(summaryLine(message)), 300)), weight: 'Bolder', size: 'Large' },
  )
}

function container(card: Card, several: boolean): Element {
  const facts = [...card.facts, ...(card.more > 0 ? [`${card.more} more changes`] : [])]
  return {
    type: 'Container',
    separator: true,
    ...(card.dir === 'rtl' && { rtl: true as const }),
    items: [
      text(linked({ text: safe(card.title), weight: 'Bolder' }, card.url), {
        text: ` ${safe(card.host)}`,
        isSubtle: true,
      }),
      ...(several ? [text({ text: safe(card.line) })] : []),
      ...card.rows.flatMap((row): Element[] => [
        text({ text: row.label, weight: 'Bolder' }, { text: ` ${safe(row.reason)}`, isSubtle: true }),
        { type: 'ColumnSet', columns: [column('Was', row.before, OLD), column('Now', row.after, NEW)] },
      ]),
      text({ text: ours(safe(facts.join(' · ')), card), isSubtle: true, size: 'Small' }),
      ...(several && card.links.length > 0 ? [text(...linkRuns(card))] : []),
    ],
  }
}

const OLD = { strikethrough: true, color: 'Attention' } as const
const NEW = { weight: 'Bolder', color: 'Good' } as const

function column(label: string, runs: readonly Run[], marked: typeof OLD | typeof NEW) {
  const inlines: Array<Omit<TextRun, 'type'>> =
    runs.length === 0
      ? [{ text: 'nothing', isSubtle: true }]
      : runs.map((run) => ({ text: safe(run.text), ...(run.changed && marked) }))
  const items = [text({ text: label, isSubtle: true, size: 'Small' as const }), text(...inlines)]
  return { type: 'Column' as const, width: 'stretch' as const, items }
}

function text(...runs: Array<Omit<TextRun, 'type'>>): Element {
  return { type: 'RichTextBlock', inlines: runs.map((run) => ({ type: 'TextRun', ...run })), spacing: 'Small' }
}

/** Our own words in a card that runs from right to left: set apart, or their full stops would change sides. */
function ours(words: string, { dir }: Card): string {
  return dir === 'rtl' ? `\u2066${words}\u2069` : words
}

function linkRuns(card: Card): Array<Omit<TextRun, 'type'>> {
  return card.links.flatMap(({ label, url }, at) => [
    ...(at > 0 ? [{ text: ' · ', size: 'Small' as const }] : []),
    linked({ text: ours(label, card), size: 'Small' }, url),
  ])
}

function linked(run: Omit<TextRun, 'type'>, url: string | null): Omit<TextRun, 'type'> {
  if (url === null || url.length > MAX_URL) return run
  return { ...run, selectAction: { type: 'Action.OpenUrl', title: cut(run.text, 60), url } }
}

function actionsOf(card: Card): OpenUrl[] {
  const article = card.url === null ? [] : [{ label: 'Article', url: card.url }]
  return [...article, ...card.links].map(({ label, url }) => ({ type: 'Action.OpenUrl', title: label, url }))
}

/** Cards replace {{DATE(...)}} and {{TIME(...)}}, and a mention is written <at>: both are broken. */
function safe(given: string): string {
  return inertMentions(given)
    .replace(/\{(?=\{)/g, '{\u200b')
    .replace(/<(?=\/?at\b)/gi, '<\u200b')
}
