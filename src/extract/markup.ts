import type { Element } from 'domhandler'

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

/** The bits that this element adds. */
export function flagsOf(element: Element, tag: string): number {
  let flags = BY_TAG[tag] ?? 0
  const { attribs } = element
  const role = attribs['role']
  if (role) flags |= BY_ROLE[role.toLowerCase()] ?? 0
  const itemprop = attribs['itemprop']
  if (itemprop && /articleBody|reviewBody/i.test(itemprop)) flags |= IN.articleBody
  const name = attribs['class']
  if (name && name.length < 500 && MENTIONS.test(name)) flags |= namedFlags(name)
  const id = attribs['id']
  if (id && id.length < 100 && MENTIONS.test(id)) flags |= namedFlags(id)
  return flags
}

/** Whole class names and ids that mean one thing on every site; anything weaker is weighed by the model, not obeyed. */
const COMMENTS =
  /^(?:comments?|comments?[-_]?(?:list|section|area|form|container|wrapper|thread)|disqus(?:[-_]thread)?|respond|commentlist|fb-comments)$/i
const CONSENT = /^(?:onetrust|cookiebot|cookie-?(?:banner|consent|notice|law|bar)|gdpr|cmp|consent)(?:$|[-_])/i
const CAPTION = /(?:^|[-_])(?:fig)?caption(?:$|[-_])/i

function namedFlags(name: string): number {
  let flags = 0
  for (const token of name.split(/\s+/, 12)) {
    if (COMMENTS.test(token)) flags |= IN.comments
    else if (CONSENT.test(token)) flags |= IN.consent
    else if (CAPTION.test(token)) flags |= IN.caption
  }
  return flags
}

const MENTIONS = /comment|disqus|respond|consent|cookie|onetrust|gdpr|cmp|caption/i

/** Whether markup says that the element is not shown. */
export function isHidden(element: Element): boolean {
  const { attribs } = element
  if (attribs['hidden'] !== undefined && attribs['hidden'] !== 'until-found') return true
  if (attribs['aria-hidden'] === 'true') return true
  const style = attribs['style']
  if (style && style.length < 2000 && HIDING.test(style)) return true
  const name = attribs['class']
  return name !== undefined && name.length < 1000 && SCREEN_READER.test(name)
}

const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$))/i
const SCREEN_READER =
  /(?:^|\s|_|-)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|offscreen|u-hidden-visually)(?:\s|$)/i

/** Class, id and the like, cut into lower-case words without numbers; `known` saves the work for classes seen before. */
export function wordsOf(element: Element, known: Map<string, readonly string[]>): readonly string[] {
  const { attribs } = element
  const name = attribs['class']
  const id = attribs['id']
  const more = attribs['data-component'] ?? attribs['data-testid'] ?? attribs['data-block']
  const itemprop = attribs['itemprop']
  if (!name && !id && !more && !itemprop) return NONE
  const source = id || more || itemprop ? `${name ?? ''} ${id ?? ''} ${more ?? ''} ${itemprop ?? ''}` : (name ?? '')
  const seen = known.get(source)
  if (seen) return seen
  const words = new Set<string>()
  for (const word of source
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)) {
    if (word.length > 1 && word.length < 20) words.add(word)
  }
  const list = [...words].slice(0, 24)
  known.set(source, list)
  return list
}

const NONE: readonly string[] = []
