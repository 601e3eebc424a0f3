import { createHash } from 'node:crypto'
import { escaped } from '../alert/html.ts'
import { STYLE } from './style.ts'

/** What a page is made of: its title, its main part as HTML, and links beside the name at the top. */
export interface PageParts {
  title: string
  /** HTML. */
  body: string
  nav?: ReadonlyArray<{ label: string; href: string; current?: boolean }>
}

/** One of Stet's own pages: complete in itself, without scripts, links to nothing but itself and the article. */
export function page({ title, body, nav = [] }: PageParts): string {
  const links = nav.map(({ label, href, current }) =>
    current
      ? `<a href="${escaped(href)}" aria-current="page">${escaped(label)}</a>`
      : `<a href="${escaped(href)}">${escaped(label)}</a>`,
  )
  const menu = links.length === 0 ? '' : `<nav aria-label="This article">${links.join('')}</nav>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow"><title>${escaped(title)} – Stet</title><style>${STYLE}</style></head>
<body><a class="skip" href="#main">Skip to the content</a>
<header class="top"><p class="brand">Stet</p>${menu}</header>
<main id="main" tabindex="-1">${body}</main>
<footer class="foot">Stet watches published articles and says what changed. Times are UTC. Texts belong to their publishers.</footer>
</body></html>
`
}

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** A page of ours runs nothing, loads nothing, posts to itself alone, stands in nobody's frame and in no search engine. */
export const PAGE_HEADERS: Record<string, string> = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow, noarchive',
}

/** A page that says why there is nothing to see, and what can be done. */
export function sorryPage(title: string, says: readonly string[]): string {
  const words = says.map((line) => `<p>${escaped(line)}</p>`).join('\n')
  return page({ title, body: `<div class="narrow"><h1>${escaped(title)}</h1>${words}</div>` })
}
