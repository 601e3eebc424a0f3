import type { Element } from 'domhandler'
import type { Claim, Content, Headline } from '../article.ts'
import { readAccess } from './access.ts'
import { type ArticleClaims, readArticleClaims } from './article-node.ts'
import { readByline } from './byline.ts'
import { readClaims } from './claims.ts'
import { readDates } from './dates.ts'
import { plain } from './entity.ts'
import { readHeadline } from './headline.ts'
import { readDirection, readLanguage } from './language.ts'
import type { Doc } from './parse.ts'
import { type Scan, scan } from './scan.ts'
import { matching, type SiteRules } from './site-rules.ts'
import { readStandfirst } from './standfirst.ts'
import { readNodes } from './structured.ts'

/** What the page says of itself, read before the body is chosen; elements are given so that the body can leave them out. */
export interface Metadata {
  headline: Headline | null
  headlines: Headline[]
  headlineElement: Element | null
  standfirst: string | null
  standfirstElement: Element | null
  /** Names of people (or the agency or paper that the page names as author). */
  byline: string[]
  bylineElements: Element[]
  /** ISO 8601, as precise as the page is. */
  published: string | null
  modified: string | null
  dateElements: Element[]
  section: string | null
  lang: string | null
  dir: 'ltr' | 'rtl'
  canonicalUrl: string | null
  leadImage: string | null
  claims: Claim[]
  access: Content['access']
  /** The article as JSON-LD has it: types, articleBody (a hint for the container, the last resort without a DOM text). */
  article: ArticleClaims
  siteNames: string[]
  scan: Scan
}

/**
 * Reads all metadata of a page. `url` is where it came from, for its site's name and relative addresses; what the site's
 * rules select comes before everything else. Never throws.
 */
export function readMetadata(doc: Doc, url: string | null, rules: SiteRules | null = null): Metadata {
  const found = scan(doc)
  const canonicalUrl = absolute(found.canonical ?? meta(found, 'og:url'), url)
  const addresses = [url, canonicalUrl].filter((each) => each !== null)
  const article = readArticleClaims(readNodes(found.ld), addresses, meta(found, 'og:title') ?? found.title ?? '')
  const siteNames = siteNamesOf(found, article, url ?? canonicalUrl)
  const lang = readLanguage(found, article.lang)
  const headline = readHeadline(
    found,
    { headline: article.headline, isNews: article.types.some((type) => NEWS.test(type)) },
    siteNames,
    rules ? matching(doc, rules.headline) : [],
  )
  const standfirst = readStandfirst(
    found,
    article.description,
    headline.element,
    rules ? matching(doc, rules.standfirst) : [],
  )
  const byline = readByline(
    found,
    { names: article.authors, organizations: article.organizations },
    siteNames,
    headline.element,
    rules ? matching(doc, rules.byline) : [],
  )
  const dates = readDates(
    found,
    article,
    headline.element,
    url ?? canonicalUrl,
    lang,
    {
      published: rules ? matching(doc, rules.published) : [],
      modified: rules ? matching(doc, rules.modified) : [],
    },
    doc.scripts.map(({ text }) => text),
  )
  return {
    headline: headline.chosen,
    headlines: headline.candidates,
    headlineElement: headline.element,
    standfirst: standfirst.text,
    standfirstElement: standfirst.element,
    byline: byline.names,
    bylineElements: byline.elements,
    published: dates.published,
    modified: dates.modified,
    dateElements: dates.elements,
    section: article.section ?? meta(found, 'article:section') ?? meta(found, 'section'),
    lang,
    dir: readDirection(found, lang),
    canonicalUrl,
    leadImage: absolute(meta(found, 'og:image') ?? meta(found, 'twitter:image') ?? article.image, url),
    claims: readClaims(found, article),
    access: readAccess(found, article),
    article,
    siteNames,
    scan: found,
  }
}

/** schema.org's types of journalism. */
const NEWS = /NewsArticle$|^LiveBlogPosting$|^Report$/

function meta(found: Scan, name: string): string | null {
  const value = found.metas.get(name)?.[0]
  return value ? plain(value) || null : null
}

/** What the site calls itself: og:site_name, publisher, application name, and its host with and without the ending. */
function siteNamesOf(found: Scan, article: ArticleClaims, url: string | null): string[] {
  const names = [
    meta(found, 'og:site_name'),
    meta(found, 'application-name'),
    meta(found, 'apple-mobile-web-app-title'),
    article.publisher,
  ]
  const host = /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(url ?? '')?.[1]
  if (host)
    names.push(
      host,
      host.replace(/\.(?:co\.|com\.|org\.)?[a-z]{2,6}$/i, ''),
      host.replace(/^[^.]+\.(?=[^.]+\.[^.]+$)/, '').replace(/\.[a-z]{2,6}$/i, ''),
    )
  const handle = meta(found, 'twitter:site')?.replace(/^@/, '')
  if (handle) names.push(handle)
  return [...new Set(names.filter((name) => name !== null && name.length > 1 && name.length < 80))] as string[]
}

function absolute(address: string | null, base: string | null): string | null {
  if (!address) return null
  const url = URL.parse(address.slice(0, 2000), base ?? undefined)
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}
