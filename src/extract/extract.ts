import type { Content } from '../article.ts'
import { READ_ATTRIBUTES } from './attributes.ts'
import type { Settled } from './block-judge.ts'
import { type Body, selectBody, type Verdict } from './body.ts'
import { readEntries } from './entries.ts'
import { type Metadata, readMetadata } from './metadata.ts'
import { readNotices } from './notices.ts'
import { factsOf } from './page-facts.ts'
import { readPageKind } from './page-kind.ts'
import { type Doc, parse } from './parse.ts'
import { PARSE_LIMITS } from './parse-limits.ts'
import { readPayload } from './payload.ts'
import { matching, namedBy, type RuleHit, ruleHits, type SiteRules } from './site-rules.ts'
import { watchedOf } from './watched.ts'

export interface ExtractInput {
  /** Decoded HTML. */
  html: string
  /** Where it came from, for relative links; null when unknown. */
  url: string | null
  /** The site's rules; null for none. No rule is needed for most sites. */
  rules: SiteRules | null
  /** HTTP status and the address asked for, where known: they help to tell a wall from an article. */
  status?: number | null
  requestedUrl?: string | null
}

export interface Explained {
  content: Content
  /** Every run of text of the page, kept or dropped, with the rule or heuristic that decided. */
  verdicts: Verdict[]
  /** What each selector of the site's rules matched. */
  ruleHits: RuleHit[]
}

/** What is pulled out of a page. Pure and deterministic. Throws StetError `too_complex` past the parse limits. */
export function extract(input: ExtractInput): Content {
  return read(openPage(input), input).content
}

/** A page's tree, to be extracted from. Throws StetError `too_complex` past the parse limits. */
export function openPage({ html, rules }: Pick<ExtractInput, 'html' | 'rules'>): Doc {
  // A site's rules may name any attribute.
  return parse(html, PARSE_LIMITS, rules ? null : READ_ATTRIBUTES)
}

export interface Seen {
  content: Content
  /**
   * Places in document order of the elements that the content stands in; null where they do not tell all of it: a site's
   * own rules choose by any mark, live entries come and go, a text may be taken from a script.
   */
  watched: number[] | null
}

/** As `extract`, of a page that is open, with where on it the content stands. */
export function extractFrom(doc: Doc, input: Omit<ExtractInput, 'html'>): Seen {
  const { content, body, metadata, isShown } = read(doc, input)
  // Beside a text so short one in a script may come to count.
  const isWhole = isShown && charsOf(body.blocks) >= MIN_SHOWN_CHARS
  if (!isWhole || input.rules || content.entries.length > 0) return { content, watched: null }
  return { content, watched: watchedOf(doc, body, metadata) }
}

/** As `extract`, with the reason for every block kept or dropped. */
export function explain(input: ExtractInput): Explained {
  const doc = openPage(input)
  const { content, body } = read(doc, input)
  const { rules } = input
  if (!rules) return { content, verdicts: body.explain(), ruleHits: [] }
  return { content, verdicts: body.explain(namedBy(doc, rules.remove)), ruleHits: ruleHits(doc, rules) }
}

/** Less text than this in the markup, and the page's script data are looked at. */
const MIN_SHOWN_CHARS = 200
/** Script data may be another article's: they are taken only where the markup shows nothing at all. */
const NEXT_TO_NOTHING = 80
const FEW_ENTRIES = 3

interface Reading {
  content: Content
  body: Body
  metadata: Metadata
  /** Whether the body is what the markup shows. */
  isShown: boolean
}

function read(doc: Doc, { url, rules, status = null, requestedUrl = null }: Omit<ExtractInput, 'html'>): Reading {
  const metadata = readMetadata(doc, url, rules)
  const live = readEntries(doc, metadata, rules)
  const isLive = live.entries.length >= FEW_ENTRIES
  const body = selectBody(doc, factsOf(metadata), settledBy(doc, rules, isLive ? live.elements : []))
  const { blocks, reason } = isLive ? { blocks: body.blocks, reason: null } : shownOrShipped(doc, body, metadata)
  const { notices, indices } = readNotices(blocks)
  const taken = new Set(indices)
  const kind = readPageKind({
    doc,
    metadata,
    blocks,
    entries: isLive ? live.entries.length : 0,
    captions: body.captions.length,
    status,
    requestedUrl,
    url,
  })
  const content: Content = {
    kind: kind.kind,
    headline: metadata.headline,
    headlines: metadata.headlines,
    // A lead that is part of the running text is a block; two places for one text would tell each edit twice.
    standfirst: rules?.standfirst.length ? metadata.standfirst : body.standfirst,
    byline: metadata.byline,
    section: metadata.section,
    published: metadata.published,
    modified: metadata.modified,
    lang: metadata.lang,
    dir: metadata.dir,
    canonicalUrl: metadata.canonicalUrl,
    leadImage: metadata.leadImage,
    captions: body.captions,
    blocks: blocks.filter((_, index) => !taken.has(index)),
    notices,
    // Entries that only structured data tell of stand in the blocks already, unless the markup shows none.
    entries: isLive && (live.elements.length > 0 || blocks.length === 0) ? live.entries : [],
    access: metadata.access,
    claims: metadata.claims,
    confidence: confidenceOf(blocks, body, metadata),
    reasons: [`${kind.state}: ${kind.reason}`, ...(reason ? [reason] : [])],
  }
  return { content, body, metadata, isShown: blocks === body.blocks }
}

function settledBy(doc: Doc, rules: SiteRules | null, entries: Settled['entries']): Settled {
  if (!rules) return { select: [], remove: [], entries }
  return { select: matching(doc, rules.select), remove: matching(doc, rules.remove), entries }
}

/** The body as the markup shows it; where that is next to nothing, the text that the page ships in its scripts. */
export function shownOrShipped(
  doc: Doc,
  { blocks }: Body,
  { article }: Metadata,
): { blocks: Content['blocks']; reason: string | null } {
  const shown = charsOf(blocks)
  if (shown >= MIN_SHOWN_CHARS) return { blocks, reason: null }
  const payload = readPayload(doc, article.articleBody, shown < NEXT_TO_NOTHING)
  if (!payload) return { blocks, reason: shown === 0 ? 'no_body: no text of an article in the markup' : null }
  return { blocks: payload.blocks, reason: `script_payload: the body is from ${payload.source}, not from the markup` }
}

function charsOf(blocks: Content['blocks']): number {
  return blocks.reduce((sum, { text }) => sum + text.length, 0)
}

/** How sure the body is: the model's mean certainty, less for short bodies and for pages without a headline. */
function confidenceOf(blocks: Content['blocks'], body: Body, metadata: Metadata): number {
  const chars = charsOf(blocks)
  const certainty = body.blocks.length > 0 ? body.certainty : chars > 0 ? PAYLOAD_CERTAINTY : 0
  const size = Math.min(1, Math.sqrt(chars / 600))
  return Math.round(certainty * size * (metadata.headline ? 1 : 0.7) * 100) / 100
}

/** A text out of script data is the article's as a rule, but nothing on the page confirms it. */
const PAYLOAD_CERTAINTY = 0.6
