import type { Element } from 'domhandler'
import { isTag } from 'domhandler'
import type { Entry } from '../article.ts'
import { clean } from '../text/clean.ts'
import { readTimestamp } from './date-text.ts'
import { roleWords, textOf } from './element.ts'
import { plain } from './entity.ts'
import { letters } from './likeness.ts'
import type { Metadata } from './metadata.ts'
import { contains, type Doc, orderOf } from './parse.ts'
import { matching, type SiteRules } from './site-rules.ts'
import type { Node } from './structured.ts'

export interface EntriesReading {
  entries: Entry[]
  /** The elements that hold them, so that the body can leave them out; empty when only JSON-LD tells of them. */
  elements: Element[]
}

const MAX_ENTRIES = 500
const MAX_CHARS = 20_000
/** Fewer dated siblings are a byline, a series or a list of links. */
const MIN_ENTRIES = 3
const MIN_LETTERS = 60

/**
 * The posts of a live blog with their own ids and times, in the page's order: by the site's rules, else the siblings that
 * each carry a time on a page that says it is a live blog, else what JSON-LD lists. None on other pages.
 */
export function readEntries(doc: Doc, metadata: Metadata, rules: SiteRules | null): EntriesReading {
  const updates = metadata.article.updates.slice(0, MAX_ENTRIES)
  const ruled = rules?.liveBlog ? matching(doc, rules.liveBlog.entry) : []
  const elements = ruled.length > 0 ? ruled : datedSiblings(doc, metadata.article.types.includes('LiveBlogPosting'))
  if (elements.length === 0) return { entries: updates.map(entryOfNode).filter(({ text }) => text), elements: [] }
  const known = new Map(updates.map(entryOfNode).map((entry) => [entry.id, entry]))
  const entries = elements.slice(0, MAX_ENTRIES).map((element) => {
    const entry = entryOf(element, doc, rules)
    return { ...entry, at: entry.at ?? known.get(entry.id)?.at ?? null }
  })
  return { entries: entries.filter(({ text }) => text), elements }
}

const LIVE =
  /live-?_?(?:blog|ticker|feed|entry|post|event|update|item|block)|liveblog|ticker|minute-by|newsfeed|timeline/
const OTHERS = /comment|reply|related|teaser|card|recommend|popular|carousel|swiper|most-/

/** The largest set of siblings of one kind that each hold a `<time>` and a text. */
function datedSiblings(doc: Doc, declared: boolean): Element[] {
  const groups = new Map<string, Set<Element>>()
  for (const time of doc.byTag.time.slice(0, MAX_ENTRIES * 2)) {
    let node: Element = time
    for (let level = 0; level < 6 && node.parent && isTag(node.parent); level++) {
      const kind = (node.attribs['class'] ?? '').split(/\s+/, 1)[0] ?? ''
      const key = `${orderOf(node.parent)} ${node.name} ${kind}`
      const group = groups.get(key)
      if (group) group.add(node)
      else groups.set(key, new Set([node]))
      node = node.parent
    }
  }
  const marked = doc.itemprops.some(({ attribs }) => /liveBlogUpdate/i.test(attribs['itemprop'] ?? ''))
  let best: Element[] = []
  for (const group of groups.values()) {
    if (group.size < MIN_ENTRIES || group.size <= best.length) continue
    const elements = [...group]
    const words = elements
      .slice(0, 3)
      .map((each) => `${roleWords(each)} ${each.parent && isTag(each.parent) ? roleWords(each.parent) : ''}`)
      .join(' ')
    if (OTHERS.test(words) || !(declared || marked || LIVE.test(words))) continue
    const texts = elements
      .slice(0, 40)
      .map((each) => letters(textOf(each, 400)).length)
      .sort((one, other) => one - other)
    if ((texts[Math.floor(texts.length / 2)] ?? 0) >= MIN_LETTERS) best = elements
  }
  return best
}

function entryOf(element: Element, doc: Doc, rules: SiteRules | null): Entry {
  const { attribs } = element
  const ruled = rules?.liveBlog
  const id =
    (ruled?.id ? attribs[ruled.id] : undefined) ??
    attribs['data-post-id'] ??
    attribs['data-entry-id'] ??
    attribs['data-block-id'] ??
    attribs['id'] ??
    attribs['data-id'] ??
    null
  const time = (ruled ? matching(element, ruled.time) : [])[0] ?? doc.byTag.time.find((each) => contains(element, each))
  const machine =
    time?.attribs['datetime'] ??
    attribs['data-post-time'] ??
    attribs['data-timestamp'] ??
    attribs['data-published'] ??
    attribs['data-time']
  const stamp = machine ? readTimestamp(machine) : null
  const clock = time ? textOf(time, 60) : ''
  const whole = textOf(element, MAX_CHARS)
  return { id, at: stamp, text: clock && whole.startsWith(clock) ? clean(whole.slice(clock.length)) : whole }
}

function entryOfNode(node: Node): Entry {
  const word = (key: string) => (typeof node[key] === 'string' ? plain((node[key] as string).slice(0, MAX_CHARS)) : '')
  const address = word('url') || word('@id')
  const body = word('articleBody') || word('description') || word('text')
  const headline = word('headline') || word('name')
  return {
    id: /[#=]([\w:.-]{1,80})$/.exec(address)?.[1] ?? (address || null),
    at: readTimestamp(word('datePublished') || word('dateModified')),
    text: clean(headline && !body.startsWith(headline) ? `${headline} ${body}` : body),
  }
}
