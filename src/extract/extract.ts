import type { Content } from '../article.ts'
import { type Body, selectBody, type Verdict } from './body.ts'
import { readMetadata } from './metadata.ts'
import { factsOf } from './page-facts.ts'
import { parse } from './parse.ts'

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
  return read(input).content
}

/** As `extract`, with the reason for every block kept or dropped. */
export function explain(input: ExtractInput): Explained {
  const { content, body } = read(input)
  return { content, verdicts: body.explain() }
}

function read(input: ExtractInput): { content: Content; body: Body } {
  const doc = parse(input.html)
  const metadata = readMetadata(doc, input.url)
  const body = selectBody(doc, factsOf(metadata))
  const { blocks } = body
  const content: Content = {
    kind: blocks.length > 0 ? 'article' : 'empty',
    headline: metadata.headline,
    headlines: metadata.headlines,
    standfirst: metadata.standfirst,
    byline: metadata.byline,
    section: metadata.section,
    published: metadata.published,
    modified: metadata.modified,
    lang: metadata.lang,
    dir: metadata.dir,
    canonicalUrl: metadata.canonicalUrl,
    leadImage: metadata.leadImage,
    captions: [],
    blocks,
    notices: [],
    entries: [],
    access: metadata.access,
    claims: metadata.claims,
    confidence: blocks.length > 0 ? 0.5 : 0,
    reasons: [],
  }
  return { content, body }
}
