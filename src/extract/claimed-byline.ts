import { closest, roleWords, textOf } from './element.ts'
import { plain } from './entity.ts'
import { letters } from './likeness.ts'
import { looksLikeName, namesIn } from './names.ts'
import type { Scan } from './scan.ts'

/** The authors that one source claims, and which of them it says are organizations. */
export interface ClaimedByline {
  names: string[]
  organizations: string[]
}

/** Names of `<meta>` elements that hold the author, the most trusted first. */
export const AUTHOR_METAS = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'dcterms.creator',
  'dc.creator.personalname',
  'dcsext.author',
  'byl',
  'cxenseparse:author',
  'article:author_name',
  'citation_author',
  'article.author',
  'authors',
  'creator',
  'twitter:data1',
  'og:author',
  'book:author',
  'og:article:author',
]

/** What JSON-LD, meta and microdata each claim, in this order of trust; a source that says nothing is left out. */
export function claimedBylines(scan: Scan, jsonLd: ClaimedByline, siteNames: readonly string[]): ClaimedByline[] {
  const sites = new Set(siteNames.map(letters))
  // "Reed & Reed" may be one firm: a claim that is the site's own name is not cut at its ampersand.
  const split = (claim: string) => (sites.has(letters(claim)) ? [plain(claim)] : namesIn(plain(claim)))
  const organizations = jsonLd.organizations.flatMap(split)
  const claims: ClaimedByline[] = [
    { names: jsonLd.names.flatMap(split), organizations },
    { names: fromMetas(scan, split, sites), organizations: [] },
    { names: fromMicrodata(scan), organizations: [] },
  ]
  return claims.filter(({ names }) => names.length > 0)
}

const WRITTEN_BY =
  /(?:^|[^\p{L}])(?:written|author|by|verfasst|geschrieben|écrit|escrito|publicado|scritto|por|von|door|av|af|autora?|auteur|autore|skrevet|skriven|автор|yazar|oleh|penulis)(?:$|[^\p{L}])/iu

function fromMetas(scan: Scan, split: (claim: string) => string[], sites: ReadonlySet<string>): string[] {
  for (const meta of AUTHOR_METAS) {
    if (meta === 'twitter:data1' && !WRITTEN_BY.test(scan.metas.get('twitter:label1')?.[0] ?? '')) continue
    const names = (scan.metas.get(meta) ?? []).flatMap((value) =>
      /^(?:https?:|\S+@\S+$)/.test(value.trim()) ? [] : split(value),
    )
    const people = names.filter((name) => !sites.has(letters(name)))
    if (names.length > 0) return people.length > 0 ? people : names
  }
  return []
}

function fromMicrodata(scan: Scan): string[] {
  const names: string[] = []
  for (const element of scan.itemprops.get('author') ?? []) {
    const isOther = (each: typeof element) =>
      /comment|review|Review/.test(`${roleWords(each)} ${each.attribs['itemtype'] ?? ''}`)
    if (closest(element, isOther, 12)) continue
    const inner = (scan.itemprops.get('name') ?? []).find(
      (name) => name !== element && closest(name, (each) => each === element, 6) !== null,
    )
    const holder = inner ?? element
    const text = holder.attribs['content'] ?? textOf(holder, 200)
    if (text.length < 120) names.push(...namesIn(plain(text)))
    if (names.length >= 6) break
  }
  return names.filter((name) => looksLikeName(name) || /^[\p{Ll}\d/]{2,12}$/u.test(name))
}
