import { cut, plain } from './cut.ts'
import type { EventChange, StetEvent } from './event.ts'
import { type ChangeGroup, groupChanges } from './group-changes.ts'
import { markChanges, type Run } from './marks.ts'

/** How much of each event a message shows; formats go down the steps until their service's limits are kept. */
export interface Detail {
  /** Most events, changes of an event, and code units of each side of a change. */
  events: number
  rows: number
  side: number
}

export const DETAILS: readonly Detail[] = [
  { events: 10, rows: 8, side: 360 },
  { events: 10, rows: 5, side: 280 },
  { events: 10, rows: 3, side: 200 },
  { events: 10, rows: 2, side: 140 },
  { events: 8, rows: 1, side: 120 },
  { events: 5, rows: 1, side: 80 },
  { events: 3, rows: 1, side: 60 },
  { events: 1, rows: 1, side: 40 },
]

/** An event as people read it, in whatever service: texts plain and bounded, not yet escaped. */
export interface Card {
  severity: 'none' | 'minor' | 'major' | 'critical'
  line: string
  /** The article's headline and address; the address only if it is http or https. */
  title: string
  url: string | null
  host: string
  dir: 'ltr' | 'rtl'
  lang: string | null
  rows: Row[]
  /** Changes that are not shown. */
  more: number
  /** Short facts under the changes: times, versions, candour. */
  facts: string[]
  links: Array<{ label: string; url: string }>
}

/** The changes of one sentence: what they are, and old and new side by side with the changed words marked. */
export interface Row {
  label: string
  reason: string
  before: Run[]
  after: Run[]
}

const MAX_LINE = 250
const MAX_TITLE = 250

export function cardOf(event: StetEvent, detail: Detail): Card {
  const { data } = event
  const article = 'article' in data ? data.article : null
  const changed = event.type === 'article.changed' ? event.data : null
  const shown = groupChanges(changed?.changes ?? []).slice(0, detail.rows)
  const told = shown.reduce((sum, { all }) => sum + all.length, 0)
  return {
    severity: data.severity,
    line: cut(plain(data.line), MAX_LINE),
    title: cut(plain(article?.headline?.trim() || (article?.url ?? event.type)), MAX_TITLE),
    url: webUrl(article?.url ?? null),
    host: cut(plain(article?.host ?? ('host' in data ? data.host : 'Stet')), 100),
    dir: article?.dir ?? 'ltr',
    lang: article?.lang ?? null,
    rows: shown.map((group) => rowOf(group, detail.side)),
    more: changed ? changed.changes.length - told + changed.changes_omitted : 0,
    facts: factsOf(event).map((fact) => cut(plain(fact), 200)),
    links: linksOf(event),
  }
}

function linksOf(event: StetEvent): Card['links'] {
  const links = 'links' in event.data ? event.data.links : undefined
  if (!links) return []
  const { article, diff, from, to, answer } = links
  const [was, is] = event.type === 'article.changed' ? [event.data.from.no, event.data.to.no] : []
  return [
    { label: 'Compare versions', url: diff },
    { label: `Version ${was}`, url: from },
    { label: `Version ${is}`, url: to },
    { label: 'History', url: article },
    { label: 'Right, wrong, no news?', url: answer },
  ].flatMap(({ label, url }) => (url === undefined ? [] : [{ label, url }]))
}

/** The http or https form of an address that may stand in a link; null for anything else. */
function webUrl(url: string | null): string | null {
  if (url === null || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null
  const { href } = new URL(url)
  return href.length <= 2_000 ? href : null
}

const FIELDS: Record<EventChange['field'], string> = {
  headline: 'Headline',
  standfirst: 'Standfirst',
  byline: 'Byline',
  published: 'Publication date',
  body: 'Text',
  notice: 'Notice',
  canonical_url: 'Address',
  caption: 'Caption',
  entry: 'Live entry',
}

function rowOf({ lead: change, kinds, reasons }: ChangeGroup<EventChange>, side: number): Row {
  const place =
    change.field === 'body' && change.block !== null ? `Text, paragraph ${change.block}` : FIELDS[change.field]
  const before = change.before ?? change.old
  const after = change.after ?? change.new
  return {
    label: `${place} · ${kinds} · ${change.severity}`,
    reason: cut(plain(reasons), 200),
    ...markChanges(before, after, side),
  }
}

function factsOf(event: StetEvent): string[] {
  switch (event.type) {
    case 'article.changed': {
      const { from, to, last_seen_unchanged_at, found_at, announced, reverted_to, flapping } = event.data
      return [
        `found ${clock(found_at)}`,
        `last seen unchanged ${clock(last_seen_unchanged_at)}`,
        `version ${from.no} to ${to.no}`,
        announced ? 'announced in the article' : 'not announced in the article',
        ...(reverted_to === null ? [] : [`back to version ${reverted_to}`]),
        ...(flapping ? ['flips between known states: told once'] : []),
      ]
    }
    case 'article.moved':
      return [`from ${event.data.from_url}`, `to ${event.data.to_url}`]
    case 'article.removed':
    case 'article.restored':
    case 'article.blocked':
    case 'article.paywalled':
    case 'article.unavailable_legal':
      return [
        `since ${clock(event.data.since)}`,
        ...(event.data.last_seen_at ? [`last seen ${clock(event.data.last_seen_at)}`] : []),
        ...(event.data.detail ? [event.data.detail] : []),
      ]
    case 'site.broken':
      return [`since ${clock(event.data.since)}`, ...(event.data.detail ? [event.data.detail] : [])]
    case 'source.gone': {
      const { since, last_read_at } = event.data
      return [`since ${clock(since)}`, ...(last_read_at ? [`last read ${clock(last_read_at)}`] : [])]
    }
    case 'endpoint.failing':
    case 'endpoint.exhausted':
    case 'endpoint.disabled':
      return [`${event.data.failures} failures in a row`, `${event.data.deliveries} messages concerned`]
    case 'disk.low':
    case 'test.ping':
      return [clock(event.timestamp)]
  }
}

function clock(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}
