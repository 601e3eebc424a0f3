import type { Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import type { Content, Headline } from '../article.ts'
import { clean } from '../text/clean.ts'
import { selectBody, type Verdict } from './body.ts'
import { type Doc, parse } from './parse.ts'

export interface ExtractInput {
  /** Decoded HTML. */
  html: string
  /** Where it came from, for relative links; null when unknown. */
  url: string | null
  /** The site's rules; null for none. No rule is needed for most sites. */
  rules: object | null
}

export interface Explained {
  content: Content
  /** Every run of text of the page, kept or dropped, with the rule or heuristic that decided. */
  verdicts: Verdict[]
}

/** What is pulled out of a page. Pure and deterministic. Throws StetError `too_complex` past the parse limits. */
export function extract(input: ExtractInput): Content {
  return explain(input).content
}

/** As `extract`, with the reason for every block kept or dropped. */
export function explain(input: ExtractInput): Explained {
  const doc = parse(input.html)
  const h1 = doc.byTag.h1[0] ?? null
  const headlines: Headline[] = []
  if (h1) headlines.push({ source: 'h1', text: clean(textOf(h1)) })
  const og = metaOf(doc, 'og:title')
  if (og) headlines.push({ source: 'og:title', text: clean(og) })
  const title = doc.byTag.title[0]
  if (title) headlines.push({ source: 'title', text: clean(textOf(title)) })
  const { blocks, verdicts } = selectBody(doc, { headline: h1, elements: [] })
  const content: Content = {
    kind: blocks.length > 0 ? 'article' : 'empty',
    headline: headlines[0] ?? null,
    headlines,
    standfirst: null,
    byline: [],
    section: null,
    published: null,
    modified: null,
    lang: doc.byTag.html[0]?.attribs['lang'] ?? null,
    dir: doc.byTag.html[0]?.attribs['dir'] === 'rtl' ? 'rtl' : 'ltr',
    canonicalUrl: null,
    leadImage: null,
    captions: [],
    blocks,
    notices: [],
    entries: [],
    access: 'unknown',
    claims: [],
    confidence: blocks.length > 0 ? 0.5 : 0,
    reasons: [],
  }
  return { content, verdicts }
}

function metaOf(doc: Doc, property: string): string | null {
  return doc.byTag.meta.find(({ attribs }) => attribs['property'] === property)?.attribs['content'] ?? null
}

function textOf(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : isTag(child) ? textOf(child) : '')).join('')
}
