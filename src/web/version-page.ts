import { plain } from '../alert/cut.ts'
import { escaped } from '../alert/html.ts'
import type { Block, Content, Version } from '../article.ts'
import type { Go } from './article-page.ts'
import { page } from './page.ts'
import { address, textOf, time } from './phrases.ts'

/** One version of an article as it was read. */
export interface VersionView {
  url: string
  host: string
  version: Version
  /** The latest version's number. */
  latestNo: number
}

/** Characters of text on one page; what comes after is left out and said to be. */
const MAX_CHARS = 1_000_000

export function versionPage({ url, host, version, latestNo }: VersionView, go: Go): string {
  const { content, no } = version
  const title = plain(content.headline?.text.trim() || url)
  const set = textOf(content)
  const { blocks, left } = within(content.blocks)
  const about = [
    `Found ${time(version.foundAt)}, last seen ${time(version.lastSeenAt)}`,
    ...(content.published === null ? [] : [`dated by its publisher ${dated(content.published)}`]),
    ...(content.modified === null ? [] : [`changed by its own word ${dated(content.modified)}`]),
  ]
  return page({
    title: `Version ${no}: ${title}`,
    nav: [
      { label: 'History', href: go('') },
      ...(no > 1 ? [{ label: `Version ${no - 1}`, href: go(`versions/${no - 1}`) }] : []),
      { label: `Version ${no}`, href: go(`versions/${no}`), current: true },
      ...(no < latestNo ? [{ label: `Version ${no + 1}`, href: go(`versions/${no + 1}`) }] : []),
      ...(no > 1 ? [{ label: `Compare with version ${no - 1}`, href: go(`diff/${no - 1}/${no}`) }] : []),
    ],
    body: `<div class="narrow"><p class="kicker">${escaped(host)} · version ${no} of ${latestNo}</p>
<h1 ${set}>${escaped(title)}</h1>
<p class="note">${about.join(' · ')}</p>
<p>${address(url)}</p>
${technicalNote(version)}<article class="text" ${set}>
${head(content)}${blocks}
${left === 0 ? '' : `<p class="absent" lang="en" dir="ltr">${left} more parts are left out here.</p>`}${entries(content)}${captions(content)}</article>
<h2>Evidence</h2>
<dl><dt class="note">SHA-256 of the page as it was received</dt><dd><code>${escaped(version.snapshotSha256)}</code></dd></dl></div>`,
  })
}

/** A page's own date: a moment where it names one, else as precise as it is. */
function dated(given: string): string {
  const at = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(given) ? Date.parse(given) : Number.NaN
  return Number.isNaN(at) ? escaped(given) : time(new Date(at).toISOString())
}

/** Said wherever a version stands that no publisher made. */
export function technicalNote({ technical }: Pick<Version, 'technical'>): string {
  return technical
    ? '<div class="banner"><p>A technical version: Stet reads the page differently than before. The publisher changed nothing.</p></div>\n'
    : ''
}

function head({ standfirst, byline, notices }: Content): string {
  const lines = [
    ...(standfirst ? [`<p class="standfirst">${text(standfirst)}</p>`] : []),
    ...(byline.length > 0 ? [`<p class="byline">${byline.map(text).join(', ')}</p>`] : []),
    ...notices.map(
      (notice) => `<aside aria-label="${notice.kind.replaceAll('_', ' ')}"><p>${text(notice.text)}</p></aside>`,
    ),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function within(all: readonly Block[]): { blocks: string; left: number } {
  let chars = 0
  const fits = all.findIndex((block) => {
    chars += block.text.length
    return chars > MAX_CHARS
  })
  const shown = fits < 0 ? all : all.slice(0, fits)
  return { blocks: blocksHtml(shown), left: all.length - shown.length }
}

/** Neighbouring list items are one list, neighbouring rows one table. */
function blocksHtml(blocks: readonly Block[]): string {
  const html: string[] = []
  for (let at = 0; at < blocks.length; ) {
    const kind = blocks[at]?.kind
    let end = at + 1
    if (kind === 'list_item' || kind === 'table_row') while (blocks[end]?.kind === kind) end++
    html.push(groupHtml(blocks.slice(at, end)))
    at = end
  }
  return html.join('\n')
}

function groupHtml(group: readonly Block[]): string {
  const texts = group.map((block) => text(block.text))
  switch (group[0]?.kind) {
    case 'subhead':
      return `<h2>${texts.join('')}</h2>`
    case 'quote':
      return `<blockquote><p>${texts.join('')}</p></blockquote>`
    case 'list_item':
      return `<ul>${texts.map((item) => `<li>${item}</li>`).join('')}</ul>`
    case 'table_row':
      return `<table class="rows" role="presentation">${texts.map((row) => `<tr><td>${row}</td></tr>`).join('')}</table>`
    default:
      return `<p>${texts.join('')}</p>`
  }
}

function entries({ entries: all }: Content): string {
  if (all.length === 0) return ''
  const items = all.map(
    (entry) =>
      `<li>${entry.at === null ? '' : `<p class="note" lang="en" dir="ltr">${escaped(entry.at)}</p>`}<p>${text(entry.text)}</p></li>`,
  )
  return `<h2 lang="en" dir="ltr">Live entries</h2><ol>${items.join('\n')}</ol>`
}

function captions({ captions: all }: Content): string {
  if (all.length === 0) return ''
  return `<h2 lang="en" dir="ltr">Captions</h2><ul>${all.map((caption) => `<li class="caption">${text(caption)}</li>`).join('')}</ul>`
}

function text(given: string): string {
  return escaped(plain(given))
}
