import type { Element } from 'domhandler'
import type { Named } from './named.ts'
import type { Doc } from './parse.ts'

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

/** Reads elements' marks. */
export class Marker {
  private readonly doc: Doc
  private readonly bySignature = new Map<string, Template>()

  constructor(doc: Doc) {
    this.doc = doc
  }

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
    return this.namesOf(element).hidden || isHiddenBySelf(element.attribs)
  }

  namesOf({ startIndex }: Element): Named {
    return this.doc.named[(startIndex ?? 1) - 1] as Named
  }

  templateOf(tag: string, named: Named): Template {
    const signature = named.signatureOf(tag)
    // Different names may hold the same words: one signature, one template.
    const known = this.bySignature.get(signature)
    if (known) return known
    const template = templateOf(signature)
    this.bySignature.set(signature, template)
    return template
  }
}

function isHiddenBySelf(attribs: Element['attribs']): boolean {
  if (attribs['hidden'] !== undefined && attribs['hidden'] !== 'until-found') return true
  if (attribs['aria-hidden'] === 'true') return true
  const style = attribs['style']
  return style !== undefined && style.length < 2000 && HIDING.test(style)
}

const HIDING = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px)?\s*(?:;|$))/i
