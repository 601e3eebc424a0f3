import type { Element } from 'domhandler'
import { TIERS } from './access.ts'
import { AUTHOR_METAS } from './claimed-byline.ts'
import { DESCRIPTIONS } from './page-facts.ts'

/** The `<meta>` elements that headline, standfirst, byline, language and kind may be taken from. */
const COUNTED: ReadonlySet<string> = new Set([
  ...['og:title', 'twitter:title', 'og:type', 'og:url'],
  ...['og:site_name', 'application-name', 'apple-mobile-web-app-title', 'twitter:site'],
  ...['og:locale', 'content-language', 'dc.language', 'language'],
  ...DESCRIPTIONS,
  ...AUTHOR_METAS,
  'twitter:label1',
  ...TIERS,
])

/** Whether what a `<meta>` says may change a version: dates, sections, images and what nobody reads do not. */
export function isCounted({ property, name, itemprop }: Element['attribs']): boolean {
  // Microdata name an author by the `name` of a person.
  if (itemprop !== undefined) return true
  for (const key of [property, name]) if (key && COUNTED.has(key.trim().toLowerCase())) return true
  return false
}
