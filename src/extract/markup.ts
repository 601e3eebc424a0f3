import type { Element } from 'domhandler'
import { Memo } from './memo.ts'

/** What an element stands in, as bits that are handed down. */
export const IN = {
  hidden: 1,
  aside: 2,
  nav: 4,
  footer: 8,
  header: 16,
  figure: 32,
  caption: 64,
  list: 128,
  table: 256,
  quote: 512,
  form: 1024,
  article: 2048,
  main: 4096,
  articleBody: 8192,
  comments: 16384,
  consent: 32768,
  heading: 65536,
  li: 131072,
} as const

const BY_TAG: Record<string, number> = {
  aside: IN.aside,
  nav: IN.nav,
  footer: IN.footer,
  header: IN.header,
  figure: IN.figure,
  figcaption: IN.caption,
  caption: IN.caption,
  ul: IN.list,
  ol: IN.list,
  dl: IN.list,
  li: IN.li,
  table: IN.table,
  blockquote: IN.quote,
  form: IN.form,
  article: IN.article,
  main: IN.main,
  h1: IN.heading,
  h2: IN.heading,
  h3: IN.heading,
  h4: IN.heading,
  h5: IN.heading,
  h6: IN.heading,
}

const BY_ROLE: Record<string, number> = {
  navigation: IN.nav,
  complementary: IN.aside,
  banner: IN.header,
  contentinfo: IN.footer,
  main: IN.main,
  article: IN.article,
  dialog: IN.consent,
  alertdialog: IN.consent,
}

/** What the names on an element (class, id, test hooks) say of it. */
export interface Named {
  /** Lower-case words without numbers. */
  words: readonly string[]
  flags: number
  hidden: boolean
  /** The signature of the element so named that came last: the next one has the same tag, as a rule. */
  last: { tag: string; signature: string }
}

/** Tag and words: what two elements of one template share. */
export interface Template {
  signature: string
  /** Sum of the prose of all such elements of the page. */
  prose: number
  /** The templates of leaves right inside, by their own element's; null for none. */
  leaves: Map<Template, LeafTemplate> | null
}

/** What two paragraphs of one template share, their own tag and words and their parent's, with sums over the page. */
export interface LeafTemplate {
  prose: number
  count: number
}

export function templateOf(signature: string): Template {
  return { signature, prose: 0, leaves: null }
}

/** Most class lists that are remembered, twice: a template has a few hundred. */
const MOST_NAMES = 4000
const NAMED = new Memo<Named>(MOST_NAMES)
const UNNAMED: Named = { words: [], flags: 0, hidden: false, last: { tag: '', signature: '' } }

/** Reads elements' marks; a page repeats a few hundred class lists thousands of times, so each is read once. */
export class Marker {
  private readonly bySignature = new Map<string, Template>()

  /** Bits of `IN` that the element puts over what it holds. */
  flagsOf({ attribs }: Element, tag: string, named: Named): number {
    let flags = (BY_TAG[tag] ?? 0) | named.flags
    const role = attribs['role']
    if (role) flags |= BY_ROLE[role.toLowerCase()] ?? 0
    const itemprop = attribs['itemprop']
    if (itemprop && /articleBody|reviewBody/i.test(itemprop)) flags |= IN.articleBody
    if (named.hidden || isHiddenBySelf(attribs)) flags |= IN.hidden
    return flags
  }

  /** Whether markup says that the element is not shown. */
  isHidden(element: Element): boolean {
    const name = element.attribs['class']
    return isHiddenBySelf(element.attribs) || (name !== undefined && this.namesOf(element).hidden)
  }

  namesOf({ attribs }: Element): Named {
    const name = attribs['class']
    const id = attribs['id']
    const more = attribs['data-component'] ?? attribs['data-testid'] ?? attribs['data-block']
    const itemprop = attribs['itemprop']
    if (!name && !id && !more && !itemprop) return UNNAMED
    const source = id || more || itemprop ? [name, id, more, itemprop].join(APART) : (name ?? '')
    return NAMED.of(source, readNames)
  }

  templateOf(tag: string, named: Named): Template {
    const signature = signatureOf(tag, named)
    // Different names may hold the same words: one signature, one template.
    const known = this.bySignature.get(signature)
    if (known) return known
    const template = templateOf(signature)
    this.bySignature.set(signature, template)
    return template
  }
}

/** Between the names of an element: no attribute holds it, as decoding drops it. */
const APART = '\0'

function readNames(source: string): Named {
  const [name = '', id = ''] = source.split(APART, 2)
  return {
    words: wordsIn(source),
    flags: namedFlags(name, 500) | namedFlags(id, 100),
    hidden: name.length < 1000 && SCREEN_READER.test(name),
    last: { tag: '', signature: '' },
  }
}

function signatureOf(tag: string, { words, last }: Named): string {
  if (words.length === 0) return tag
  if (last.tag !== tag) {
    last.tag = tag
    last.signature = `${tag}.${words.join('.')}`
  }
  return last.signature
}

/** Runs of ASCII letters, also cut where camelCase has its hump; a loop, as this is the costliest step on class names. */
function wordsIn(source: string): string[] {
  const words: string[] = []
  const end = Math.min(source.length, MOST_NAME_CHARS)
  let from = -1
  let afterLower = false
  let hasUpper = false
  for (let i = 0; i <= end && words.length < MOST_WORDS; i += 1) {
    const code = i < end ? source.charCodeAt(i) : 0
    const lower = code >= 97 && code <= 122
    const upper = code >= 65 && code <= 90
    if (from >= 0 && ((!lower && !upper) || (upper && afterLower))) {
      if (i - from > 1 && i - from < LONGEST_WORD) {
        const word = hasUpper ? source.slice(from, i).toLowerCase() : source.slice(from, i)
        if (!words.includes(word)) words.push(word)
      }
      from = -1
    }
    if (from < 0 && (lower || upper)) {
      from = i
      hasUpper = false
    }
    if (upper) hasUpper = true
    afterLower = lower
  }
  return words
}

const MOST_NAME_CHARS = 600
const MOST_WORDS = 24
const LONGEST_WORD = 20

/** Whole class names and ids that mean one thing on every site; anything weaker is weighed by the model, not obeyed. */
const COMMENTS =
  /^(?:comments?|comments?[-_]?(?:list|section|area|form|container|wrapper|thread)|disqus(?:[-_]thread)?|respond|commentlist|fb-comments)$/i
const CONSENT = /^(?:onetrust|cookiebot|cookie-?(?:banner|consent|notice|law|bar)|gdpr|cmp|consent)(?:$|[-_])/i
const CAPTION = /(?:^|[-_])(?:fig)?caption(?:$|[-_])/i

function namedFlags(name: string, most: number): number {
  if (name === '' || name.length >= most || !MENTIONS.test(name)) return 0
  let flags = 0
  for (const token of name.split(/\s+/, 12)) {
    if (COMMENTS.test(token)) flags |= IN.comments
    else if (CONSENT.test(token)) flags |= IN.consent
    else if (CAPTION.test(token)) flags |= IN.caption
  }
  return flags
}

const MENTIONS = /comment|disqus|respond|consent|cookie|onetrust|gdpr|cmp|caption/i

function isHiddenBySelf(attribs: Element['attribs']): boolean {
  if (attribs['hidden'] !== undefined && attribs['hidden'] !== 'until-found') return true
  if (attribs['aria-hidden'] === 'true') return true
  const style = attribs['style']
  return style !== undefined && style.length < 2000 && HIDING.test(style)
}

const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$))/i
const SCREEN_READER =
  /(?:^|\s|_|-)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|offscreen|u-hidden-visually)(?:\s|$)/i
