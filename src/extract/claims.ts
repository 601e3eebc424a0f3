import type { Claim } from '../article.ts'
import type { ArticleClaims } from './article-node.ts'
import { textOf } from './element.ts'
import { plain } from './entity.ts'
import type { Scan } from './scan.ts'

const MAX_VALUE = 500
const META_FIELDS: ReadonlyArray<[Claim['source'], string, string]> = [
  ['opengraph', 'og:title', 'headline'],
  ['opengraph', 'og:description', 'description'],
  ['opengraph', 'og:type', 'type'],
  ['opengraph', 'og:url', 'url'],
  ['opengraph', 'og:image', 'image'],
  ['opengraph', 'og:site_name', 'publisher'],
  ['opengraph', 'article:published_time', 'published'],
  ['opengraph', 'article:modified_time', 'modified'],
  ['opengraph', 'article:section', 'section'],
  ['opengraph', 'article:author', 'author'],
  ['opengraph', 'article:content_tier', 'access'],
  ['twitter', 'twitter:title', 'headline'],
  ['twitter', 'twitter:description', 'description'],
  ['meta', 'description', 'description'],
  ['meta', 'author', 'author'],
  ['meta', 'date', 'published'],
  ['meta', 'robots', 'robots'],
  ['meta', 'generator', 'generator'],
]
const MICRODATA_FIELDS: ReadonlyArray<[string, string]> = [
  ['headline', 'headline'],
  ['datePublished', 'published'],
  ['dateModified', 'modified'],
  ['author', 'author'],
  ['articleSection', 'section'],
]

/** What each machine-readable source says of each field, as written there (entities decoded, at most 500 characters). */
export function readClaims(scan: Scan, article: ArticleClaims): Claim[] {
  const claims: Claim[] = []
  const add = (source: Claim['source'], field: string, value: string | null | undefined) => {
    const text = value ? plain(value.slice(0, MAX_VALUE)) : ''
    if (text) claims.push({ source, field, value: text })
  }
  add('json-ld', 'type', article.types.join(' '))
  add('json-ld', 'headline', article.headline)
  add('json-ld', 'description', article.description)
  for (const author of article.authors.slice(0, 10)) add('json-ld', 'author', author)
  add('json-ld', 'published', article.published)
  add('json-ld', 'modified', article.modified)
  add('json-ld', 'section', article.section)
  add('json-ld', 'publisher', article.publisher)
  add('json-ld', 'image', article.image)
  add('json-ld', 'access', article.free === null ? null : article.free ? 'free' : 'paywalled')
  for (const [source, name, field] of META_FIELDS) add(source, field, scan.metas.get(name)?.[0])
  for (const [prop, field] of MICRODATA_FIELDS) {
    const element = scan.itemprops.get(prop)?.[0]
    if (element)
      add('microdata', field, element.attribs['content'] ?? element.attribs['datetime'] ?? textOf(element, MAX_VALUE))
  }
  return claims
}
