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

/** What the names on an element (class, id, test hooks) say of it. */
interface Named {
  /** Lower-case words without numbers. */
  words: readonly string[]
  flags: number
  hidden: boolean
}

/** What the markup of one element says of it. */
export interface Marks extends Named {
  /** Tag and words: what two paragraphs of one template share. */
  signature: string
}

/** Reads elements' marks; a page repeats a few hundred class lists thousands of times, so each is read once. */
export class Marker {
  private readonly named = new Map<string, Named>()
  private readonly signatures = new Map<Named, Map<string, string>>()

  read(element: Element, tag: string): Marks {
    const { attribs } = element
    const named = this.namesOf(element)
    let flags = (BY_TAG[tag] ?? 0) | named.flags
    const role = attribs['role']
    if (role) flags |= BY_ROLE[role.toLowerCase()] ?? 0
    const itemprop = attribs['itemprop']
    if (itemprop && /articleBody|reviewBody/i.test(itemprop)) flags |= IN.articleBody
    const hidden = named.hidden || isHiddenBySelf(element)
    return { words: named.words, flags, hidden, signature: this.signatureOf(tag, named) }
  }

  /** Whether markup says that the element is not shown. */
  isHidden(element: Element): boolean {
    const name = element.attribs['class']
    return isHiddenBySelf(element) || (name !== undefined && this.namesOf(element).hidden)
  }

  private namesOf({ attribs }: Element): Named {
    const name = attribs['class']
    const id = attribs['id']
    const more = attribs['data-component'] ?? attribs['data-testid'] ?? attribs['data-block']
    const itemprop = attribs['itemprop']
    if (!name && !id && !more && !itemprop) return UNNAMED
    const source = id || more || itemprop ? `${name ?? ''} ${id ?? ''} ${more ?? ''} ${itemprop ?? ''}` : (name ?? '')
    const known = this.named.get(source)
    if (known) return known
    const named: Named = {
      words: wordsIn(source),
      flags: namedFlags(name, 500) | namedFlags(id, 100),
      hidden: name !== undefined && name.length < 1000 && SCREEN_READER.test(name),
    }
    this.named.set(source, named)
    return named
  }

  private signatureOf(tag: string, named: Named): string {
    if (named.words.length === 0) return tag
    let byTag = this.signatures.get(named)
    if (!byTag) {
      byTag = new Map()
      this.signatures.set(named, byTag)
    }
    const known = byTag.get(tag)
    if (known !== undefined) return known
    const signature = `${tag}.${named.words.join('.')}`
    byTag.set(tag, signature)
    return signature
  }
}

function wordsIn(source: string): string[] {
  const words = new Set<string>()
  const spaced = source.slice(0, 600).replace(/([a-z])([A-Z])/g, '$1 $2')
  for (const word of spaced.toLowerCase().split(/[^a-z]+/)) {
    if (word.length > 1 && word.length < 20) words.add(word)
  }
  return [...words].slice(0, 24)
}

/** Whole class names and ids that mean one thing on every site; anything weaker is weighed by the model, not obeyed. */
const COMMENTS =
  /^(?:comments?|comments?[-_]?(?:list|section|area|form|container|wrapper|thread)|disqus(?:[-_]thread)?|respond|commentlist|fb-comments)$/i
const CONSENT = /^(?:onetrust|cookiebot|cookie-?(?:banner|consent|notice|law|bar)|gdpr|cmp|consent)(?:$|[-_])/i
const CAPTION = /(?:^|[-_])(?:fig)?caption(?:$|[-_])/i

function namedFlags(name: string | undefined, most: number): number {
  if (!name || name.length >= most || !MENTIONS.test(name)) return 0
  let flags = 0
  for (const token of name.split(/\s+/, 12)) {
    if (COMMENTS.test(token)) flags |= IN.comments
    else if (CONSENT.test(token)) flags |= IN.consent
    else if (CAPTION.test(token)) flags |= IN.caption
  }
  return flags
}

const MENTIONS = /comment|disqus|respond|consent|cookie|onetrust|gdpr|cmp|caption/i

function isHiddenBySelf({ attribs }: Element): boolean {
  if (attribs['hidden'] !== undefined && attribs['hidden'] !== 'until-found') return true
  if (attribs['aria-hidden'] === 'true') return true
  const style = attribs['style']
  return style !== undefined && style.length < 2000 && HIDING.test(style)
}

const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$))/i
const SCREEN_READER =
  /(?:^|\s|_|-)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|offscreen|u-hidden-visually)(?:\s|$)/i

const UNNAMED: Named = { words: [], flags: 0, hidden: false }
