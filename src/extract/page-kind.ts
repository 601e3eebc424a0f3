import type { Block, PageKind } from '../article.ts'
import { textOf } from './element.ts'
import { letterCount, likeness } from './likeness.ts'
import type { Metadata } from './metadata.ts'
import { isRetraction } from './notices.ts'
import { type PageShape, readPageShape } from './page-shape.ts'
import { BOT_MARKS, CONSENT_MARKS, ELSEWHERE_ONLY, PHRASES, SNAPSHOT, WRONG_PAGE } from './page-words.ts'
import type { Doc } from './parse.ts'

export interface PageEvidence {
  doc: Doc
  metadata: Metadata
  /** The body as selected; empty when there is none. */
  blocks: readonly Block[]
  /** Live-blog entries and captions found. */
  entries: number
  captions: number
  /** HTTP status and the addresses asked for and answering; null when unknown. */
  status: number | null
  requestedUrl: string | null
  url: string | null
}

export interface PageKindReading {
  kind: PageKind
  /** One word for the state of a check (`wrong_page`, `needs_js`, `bot_wall` ...) and why, for people. */
  state: string
  reason: string
}

/** A body of this many letters is an article whatever words stand on the page. */
const FULL = 700
/** Under this many letters of text there is nothing to read. */
const BARE = 200
/** A page up to this long is judged by all its words, a longer one by its title and headings. */
const SHORT = 1200
const TEASER = 900
/** Share of a heading that a telling phrase must cover: "Just a moment..." does, an article about it does not. */
const COVER = 0.4

/**
 * What a page turned out to be, from its markup, metadata, body, status and address. An article with its text is never
 * judged by words: articles write about walls and missing pages too. A retraction that explains itself and stands in
 * the article's place is an article with a notice; a bare "no longer available" is a soft 404.
 */
export function readPageKind(evidence: PageEvidence): PageKindReading {
  const { doc, metadata, blocks } = evidence
  const sizes = blocks.map(({ text }) => letterCount(text))
  const body = sizes.reduce((sum, size) => sum + size, 0)
  const article = articleSigns(evidence, body, sizes)
  const title = metadata.scan.title ?? ''
  const lead = textOf(doc.root, 2500)
  if (SNAPSHOT.test(lead) && !blocks.some(({ text }) => SNAPSHOT.test(text)))
    return tell('maintenance', 'maintenance', 'a stored copy stands in for the site')
  if (isLiveBlog(evidence)) return tell('live_blog', 'live_blog', `${evidence.entries} entries`)
  if (body >= FULL && article >= 3) return tell('article', 'article', `${body} letters of body`)
  const retraction = blocks.find(({ text }) => isRetraction(text))
  const headings = [
    title,
    ...metadata.scan.h1.slice(0, 3).map((h1) => textOf(h1, 200)),
    ...metadata.scan.h2.slice(0, 2).map((h2) => textOf(h2, 200)),
  ]
  if (
    retraction &&
    letterCount(retraction.text) > 70 &&
    !headings.slice(0, 2).some((heading) => phraseOf(heading)?.kind === 'soft_404')
  ) {
    return tell('article', 'retraction', 'a retraction stands in the place of the article')
  }
  const shape = readPageShape(doc)
  const wall = wallOf(evidence, headings, lead, article, shape)
  if (wall) return wall
  if (body >= FULL && article >= 2) return tell('article', 'article', `${body} letters of body`)
  if (shape.isShell && body < BARE && shape.letters < BARE * 2) return tell('js_shell', 'needs_js', shape.shellReason)
  if (isGallery(evidence, body, shape.images)) return tell('gallery', 'gallery', `${shape.images} images`)
  if (isIndex(evidence, body, article, shape))
    return tell('index', 'index', `${shape.headlineLinks} linked headlines, ${body} letters of body`)
  if (body < TEASER && isTeaser(evidence, lead))
    return tell('paywall_teaser', 'paywall', `${body} letters before a wall`)
  if (body >= BARE || (body > 0 && article >= 2)) return tell('article', 'article', `${body} letters of body`)
  if (shape.isShell) return tell('js_shell', 'needs_js', shape.shellReason)
  if (metadata.headlineElement && article >= 1) return tell('empty', 'headline_only', 'a headline without a text')
  return tell('empty', 'empty', `${body} letters of body, ${shape.letters} on the page`)
}

function tell(kind: PageKind, state: string, reason: string): PageKindReading {
  return { kind, state, reason }
}

/** How many things say that this is an article with a text: 0 (none) to 6. */
function articleSigns({ doc, metadata, blocks }: PageEvidence, body: number, sizes: readonly number[]): number {
  const prose = blocks.filter(({ kind }, i) => kind === 'paragraph' && (sizes[i] ?? 0) >= 50).length
  let signs = 0
  if (metadata.article.headline && metadata.article.types.some((type) => /Article|Posting|Report/.test(type)))
    signs += 1
  if (metadata.scan.metas.get('og:type')?.[0]?.toLowerCase() === 'article') signs += 1
  if (metadata.published !== null || metadata.byline.length > 0) signs += 1
  if (metadata.headlineElement && (doc.byTag.article.length > 0 || doc.byTag.main.length > 0)) signs += 1
  if (prose >= 2 && body >= BARE) signs += 1
  if (body >= FULL) signs += 1
  return signs
}

function isLiveBlog({ metadata, entries, blocks }: PageEvidence): boolean {
  if (entries >= 3) return true
  return (
    metadata.article.types.includes('LiveBlogPosting') &&
    (entries > 0 || metadata.article.updates.length > 0) &&
    blocks.length >= 0
  )
}

function wallOf(
  evidence: PageEvidence,
  headings: readonly string[],
  lead: string,
  article: number,
  shape: PageShape,
): PageKindReading | null {
  for (const heading of headings) {
    if (!heading) continue
    if (ELSEWHERE_ONLY.test(heading) && article < 2) return tell('bot_wall', 'geo_block', `"${heading.slice(0, 80)}"`)
    if (WRONG_PAGE.test(heading) && article < 3) return tell('wrong_page', 'wrong_page', `"${heading.slice(0, 80)}"`)
    const phrase = phraseOf(heading)
    if (phrase && (article < 3 || phrase.cover > 0.8))
      return tell(phrase.kind, phrase.kind, `"${heading.slice(0, 80)}"`)
  }
  if (article >= 3) return null
  const short = letterCount(lead) < SHORT && article < 2
  const marks = marksOf(evidence, shape)
  if (short && BOT_MARKS.test(marks) && letterCount(lead) < 500)
    return tell('bot_wall', 'bot_wall', `the source of a challenge: ${BOT_MARKS.exec(marks)?.[0] ?? ''}`)
  if (short && ELSEWHERE_ONLY.test(lead)) return tell('bot_wall', 'geo_block', `"${lead.slice(0, 80)}"`)
  if (short && WRONG_PAGE.test(lead)) return tell('wrong_page', 'wrong_page', `"${lead.slice(0, 80)}"`)
  if (short) {
    const found = PHRASES.find(([, pattern]) => pattern.test(lead))
    const consent = CONSENT_MARKS.test(marks)
    if (found && (found[0] !== 'paywall_teaser' || letterCount(lead) < 400))
      return tell(found[0], found[0], `"${(found[1].exec(lead)?.[0] ?? '').slice(0, 80)}"`)
    if (consent && letterCount(lead) < 400) return tell('consent_wall', 'consent_wall', 'the source of a consent gate')
  }
  if (short && shape.hasPassword) return tell('login_wall', 'login_wall', 'a form that asks for a password')
  if (isLoginAddress(evidence) && article < 2) return tell('login_wall', 'login_wall', `sent to ${evidence.url ?? ''}`)
  return null
}

/** The first phrase of a wall that covers a good share of a heading. */
function phraseOf(heading: string): { kind: PageKind; cover: number } | null {
  const size = letterCount(heading)
  if (size === 0 || size > 120) return null
  for (const [kind, pattern] of PHRASES) {
    const match = pattern.exec(heading)
    if (!match) continue
    // A title's tail is the site's name: only what stands before it counts.
    const own = letterCount(heading.split(/\s[|–—-]\s/)[0] ?? heading) || size
    const said = letterCount(match[0])
    if (said / Math.min(size, Math.max(own, said)) >= COVER && said / size >= 0.25) return { kind, cover: said / size }
  }
  return null
}

/** Source addresses, ids and scripts where challenge pages and consent gates leave their names. */
function marksOf({ doc }: PageEvidence, shape: PageShape): string {
  const scripts = doc.scripts.slice(0, 40).map(({ id, src, text }) => `${id} ${src} ${text.slice(0, 600)}`)
  return `${scripts.join(' ')} ${shape.marks}`.slice(0, 30_000)
}

const LOGIN_PATH =
  /\/(?:log-?in|sign-?in|signon|sso|auth|anmelden|anmeldung|connexion|iniciar-sesion|accedi|inloggen|logga-in|logg-inn|kirjaudu|account\/(?:login|signin|register)|oauth)(?:[/?.]|$)/i

function isLoginAddress({ url, requestedUrl }: PageEvidence): boolean {
  return url !== null && LOGIN_PATH.test(url) && (requestedUrl === null || !LOGIN_PATH.test(requestedUrl))
}

function isTeaser({ metadata }: PageEvidence, lead: string): boolean {
  return (
    metadata.access === 'paywalled' ||
    PHRASES.some(([kind, pattern]) => kind === 'paywall_teaser' && pattern.test(lead))
  )
}

function isGallery({ metadata, url, captions }: PageEvidence, body: number, images: number): boolean {
  const named =
    metadata.article.types.some((type) => /Gallery/.test(type)) ||
    /\/(?:gallery|galler(?:y|ies)|galerie[ns]?|bildergalerie|fotostrecke|bilderstrecke|photos?|pictures|in-pictures|fotos|fotogaleria|fotogallery|diaporama|slideshow|galeria)[/-]/i.test(
      url ?? '',
    )
  return (named && images >= 4 && body < FULL * 2) || (body < BARE && captions >= 6 && images >= 6)
}

function isIndex(evidence: PageEvidence, body: number, article: number, shape: PageShape): boolean {
  const path = /^https?:\/\/[^/]+(\/[^?#]*)?/i.exec(evidence.url ?? '')?.[1] ?? null
  const isHome = path !== null && /^\/?(?:index\.\w+|home|[a-z]{2}(?:-[a-z]{2})?)?\/?$/i.test(path)
  const linked = shape.headlineLinks >= 8 && shape.linkLetters > shape.letters * 0.5
  if (isHome && shape.headlineLinks >= 5 && article < 4) return true
  const others = evidence.metadata.headline
    ? likeness(evidence.metadata.headline.text, evidence.metadata.siteNames[0] ?? '')
    : 1
  return linked && article < 3 && (body < FULL || others > 0.6)
}
