import type { Element } from 'domhandler'
import { isTag } from 'domhandler'
import { clean } from '../text/clean.ts'
import { textOf } from './element.ts'
import { type Doc, orderOf } from './parse.ts'
import { ROLE } from './roles.ts'

/** What the metadata readers need of a page: its head, and the elements whose names speak of a role. */
export interface Scan {
  html: Element | null
  title: string | null
  /** Values by lower-case name, property or itemprop of the `<meta>`, in the page's order. */
  metas: Map<string, string[]>
  canonical: string | null
  /** Texts of the JSON-LD scripts. */
  ld: string[]
  /** h1 first, then h2 (the headline of some templates), each in document order. */
  h1: Element[]
  h2: Element[]
  times: Element[]
  /** Elements (other than meta) by each of their itemprops. */
  itemprops: Map<string, Element[]>
  /** Elements whose class, id, rel or test hook speaks of an author, a date, a standfirst. */
  authors: Element[]
  dates: Element[]
  /** Elements with a text of their own that begins with "By" or its like. */
  bys: Element[]
  standfirsts: Element[]
  /** Elements with a short text of their own that holds a year. */
  dated: Element[]
}

/** Elements kept of each role; an article page has a handful, a list page hundreds. */
const MAX_EACH = 60
const MAX_META_VALUE = 5000

const PROFILE =
  /\/(?:authors?|autor(?:en|es|a|in|i)?|auteurs?|profiles?|by|staff|contributors?|journalists?|redaktion|writers?|columnists?|forfatter|skribent|reporter|firmas?)[/-]/i

/** Whether a link leads to a person's own page. */
export function isProfile({ name, attribs }: Element): boolean {
  return name === 'a' && (/(?:^|\s)author(?:\s|$)/.test(attribs['rel'] ?? '') || PROFILE.test(attribs['href'] ?? ''))
}

/** One walk over the elements, in document order, without recursion; the head comes from the parser's index. */
export function scan(doc: Doc): Scan {
  const found: Scan = {
    html: doc.byTag.html[0] ?? null,
    title: null,
    metas: new Map(),
    canonical: null,
    ld: [],
    h1: doc.byTag.h1.slice(0, MAX_EACH),
    h2: [],
    times: doc.byTag.time.slice(0, MAX_EACH),
    itemprops: new Map(),
    authors: [],
    dates: [],
    bys: [],
    standfirsts: [],
    dated: [],
  }
  readHead(doc, found)
  for (const element of doc.itemprops) {
    for (const name of (element.attribs['itemprop'] ?? '').split(/\s+/, 4)) put(found.itemprops, name, element)
  }
  readRoles(doc, found)
  readLines(doc, found)
  return found
}

function readHead(doc: Doc, found: Scan): void {
  for (const title of doc.byTag.title) {
    // An svg inside the page has a <title> too.
    const text = clean(textOf(title))
    if (
      text &&
      !(title.parent && isTag(title.parent) && title.parent.name !== 'head' && title.parent.name !== 'html')
    ) {
      found.title = text
      break
    }
  }
  for (const { attribs } of doc.byTag.meta) {
    const value = (attribs['content'] ?? attribs['value'] ?? '').slice(0, MAX_META_VALUE)
    if (!value.trim()) continue
    for (const name of [attribs['property'], attribs['name'], attribs['itemprop']]) {
      if (name) put(found.metas, name.trim().toLowerCase(), value)
    }
  }
  const canonical = doc.byTag.link.find(
    ({ attribs }) => attribs['rel']?.toLowerCase() === 'canonical' && attribs['href'],
  )
  found.canonical = canonical?.attribs['href']?.trim() ?? null
  for (const script of doc.scripts) if (script.type.endsWith('ld+json')) found.ld.push(script.text)
}

const SOMETHING = /[^\s]{2}/
/** A line of a byline or a date is short. */
const MAX_LINE = 160
/** A year, or a date that ends in two digits of one ("25.04.26"). */
const YEAR = /(?:^|\D)(?:19[89]|20[0-4])\d(?:\D|$)|(?:^|\D)[0-3]?\d\.[01]?\d\.\d\d(?:[^\d.]|$)/
/** What every match of `BY` holds, in a pattern of a tenth of its cost. */
const MAYBE_BY = /(?:^|[^a-z])(?:by|von|por|par|di|door|av|af|oleh)(?![a-z])/i
const BY =
  /(?:^|[^\p{L}])(?:[Bb]y|BY|[Vv]on|VON|[Pp]or|POR|[Pp]ar|PAR|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Oo]leh)(?:\s*:)?\s*(?:$|\s\p{Lu})/u

/** Elements with a role by their names, in document order. */
function readRoles(doc: Doc, found: Scan): void {
  for (let i = 0; i < doc.elements.length; i += 1) {
    const element = doc.elements[i] as Element
    if (element.name === 'h2' && found.h2.length < MAX_EACH) found.h2.push(element)
    if (element.name === 'a' && element.attribs['href'] !== undefined && isProfile(element))
      push(found.authors, element)
    else {
      const roles = doc.named[i]?.roles ?? 0
      if (roles === 0) continue
      if (roles & ROLE.author) push(found.authors, element)
      if (roles & ROLE.date) push(found.dates, element)
      if (roles & ROLE.standfirst) push(found.standfirsts, element)
    }
  }
}

/** Elements with a line of their own that names an author or a year, in document order. */
function readLines(doc: Doc, found: Scan): void {
  for (const { data, parent } of doc.texts) {
    if (data.length <= 2 || data.length >= MAX_LINE || !parent || !isTag(parent) || !SOMETHING.test(data)) continue
    if (MAYBE_BY.test(data) && BY.test(data)) found.bys.push(parent)
    if (YEAR.test(data)) found.dated.push(parent)
  }
  found.bys = inOrder(found.bys)
  found.dated = inOrder(found.dated)
}

function inOrder(elements: readonly Element[]): Element[] {
  return [...elements].sort((one, other) => orderOf(one) - orderOf(other)).slice(0, MAX_EACH)
}

function push(elements: Element[], element: Element): void {
  if (elements.length < MAX_EACH) elements.push(element)
}

function put<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key)
  if (!values) map.set(key, [value])
  else if (values.length < MAX_EACH) values.push(value)
}
