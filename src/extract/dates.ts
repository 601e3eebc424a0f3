import type { Element } from 'domhandler'
import { MODIFIED_METAS, PUBLISHED_METAS, SPEAKS_OF_OTHERS, SPEAKS_OF_PUBLICATION } from './date-metas.ts'
import { type DateText, readDate, readTimestamp, withoutDates } from './date-text.ts'
import { closest, isHidden, roleWords, textOf } from './element.ts'
import { orderOf } from './parse.ts'
import type { Scan } from './scan.ts'

export interface DatesReading {
  published: DateText | null
  modified: DateText | null
  /** The elements that show dates beside the headline, so that the body can leave them out. */
  elements: Element[]
}

/**
 * When the article was published and last modified: JSON-LD, then meta, microdata, `<time>` and marked elements beside
 * the headline, the text around it, and the address. As precise as the page is; a date alone stays a date.
 */
export function readDates(
  scan: Scan,
  claims: { published: string | null; modified: string | null },
  headline: Element | null,
  url: string | null,
  lang: string | null,
  ruled: { published: readonly Element[]; modified: readonly Element[] } = { published: [], modified: [] },
  scripts: readonly string[] = [],
): DatesReading {
  const shown = shownDates(scan, headline, lang)
  const published =
    dateOf(ruled.published, lang) ??
    stamp(claims.published, lang) ??
    fromMetas(scan, PUBLISHED_METAS, lang) ??
    fromItemprop(scan, ['datePublished', 'dateCreated', 'dateIssued'], lang) ??
    shown.published ??
    fromOtherMetas(scan, lang) ??
    fromUrl(url) ??
    shown.modified ??
    fromScripts(scripts)
  const modified =
    dateOf(ruled.modified, lang) ??
    stamp(claims.modified, lang) ??
    fromMetas(scan, MODIFIED_METAS, lang) ??
    fromItemprop(scan, ['dateModified'], lang) ??
    shown.modified
  return { published: published ?? modified, modified, elements: shown.elements }
}

/** The first date in the elements that a site's rules select. */
function dateOf(elements: readonly Element[], lang: string | null): DateText | null {
  for (const element of elements) {
    const { attribs } = element
    const date = readTimestamp(attribs['datetime'] ?? attribs['content'] ?? textOf(element, 200), lang)
    if (date) return date
  }
  return null
}

function stamp(value: string | null, lang: string | null): DateText | null {
  return value ? readTimestamp(value, lang) : null
}

function fromMetas(scan: Scan, names: readonly string[], lang: string | null): DateText | null {
  for (const name of names) {
    for (const value of scan.metas.get(name) ?? []) {
      const date = readTimestamp(value, lang)
      if (date) return date
    }
  }
  return null
}

/** A meta of any other name that speaks of publication. */
function fromOtherMetas(scan: Scan, lang: string | null): DateText | null {
  for (const [name, values] of scan.metas) {
    if (!SPEAKS_OF_PUBLICATION.test(name) || SPEAKS_OF_OTHERS.test(name)) continue
    const date = readTimestamp(values[0] ?? '', lang)
    if (date) return date
  }
  return null
}

const IN_SCRIPT =
  /(?:datePublished|publishedAt|published_at|publishDate|publish_date|publicationDate|publication_date|first_publication_date|firstPublished(?:At|Date)?|publishedDate|datePosted)\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["'](\d{4}-\d\d-\d\d(?:[T ][\d:.]{5,16}(?:Z|[+-]\d\d:?\d\d)?)?)/g
const MAX_SCRIPT = 400_000

/** The date in the data of an application, when it names one day only: lists of stories name many. */
function fromScripts(scripts: readonly string[]): DateText | null {
  const found = new Set<string>()
  let first: string | null = null
  for (const script of scripts) {
    for (const match of script.slice(0, MAX_SCRIPT).matchAll(IN_SCRIPT)) {
      first ??= match[1] ?? null
      found.add((match[1] ?? '').slice(0, 10))
      if (found.size > 1) return null
    }
  }
  return first ? readTimestamp(first) : null
}

function fromItemprop(scan: Scan, props: readonly string[], lang: string | null): DateText | null {
  for (const prop of props) {
    for (const element of (scan.itemprops.get(prop) ?? []).slice(0, 5)) {
      if (isElsewhere(element)) continue
      const { attribs } = element
      const date = readTimestamp(attribs['datetime'] ?? attribs['content'] ?? textOf(element, 100), lang)
      if (date) return date
    }
  }
  return null
}

const REACH = 300
const BEFORE = 80
const UPDATED =
  /updat|modif|aktualisier|geändert|actualiz|mis à jour|aggiorn|bijgewerkt|oppdater|uppdater|opdater|päivitet|aktualiz|güncell|обновл|оновл|diperbarui|revis|edited|zuletzt|last-|refresh|更新/i
const PUBLISHED = /publi|posted|veröffentlicht|erstellt|created|написан|опублик/i
const MAX_TEXT = 160
const MAX_LINK = 15

function shownDates(scan: Scan, headline: Element | null, lang: string | null): DatesReading {
  const anchor = headline ? orderOf(headline) : 0
  const elements: Element[] = []
  let published: DateText | null = null
  let modified: DateText | null = null
  const near = [...new Set([...scan.times, ...scan.dates, ...scan.dated])]
    .map((element) => ({ element, distance: orderOf(element) - anchor }))
    .filter(
      ({ element, distance }) =>
        (!headline || (distance > -BEFORE && distance < REACH)) &&
        !isElsewhere(element, headline !== null && distance > -BESIDE && distance < 2 * BESIDE),
    )
    .sort((one, other) => rank(one.distance) - rank(other.distance))
  for (const { element } of near) {
    const link = element.attribs['datetime'] === undefined ? closest(element, ({ name }) => name === 'a', 4) : null
    // A link that says more than a date is another story's.
    if (link && withoutDates(textOf(link, MAX_TEXT)).length > MAX_LINK) continue
    const text = textOf(element, MAX_TEXT + 1)
    if (text.length > MAX_TEXT) continue
    const { attribs } = element
    const machine = attribs['datetime'] ?? (element.name === 'abbr' ? attribs['title'] : undefined)
    const date = (machine && readTimestamp(machine, lang)) || readDate(text, lang)
    if (!date) continue
    elements.push(element)
    const says = `${text} ${roleWords(element)}`
    if (UPDATED.test(says) && !/publi|posted|erstellt|created/i.test(says)) modified ??= date
    else published ??= date
  }
  return { published, modified, elements }
}

function rank(distance: number): number {
  return distance >= 0 ? distance : 40 - distance
}

const ELSEWHERE = new Set(['nav', 'footer', 'aside', 'figure', 'figcaption'])
const ELSEWHERE_ROLE =
  /comment|related|recommend|popular|most-read|caption|footer|teaser|reply|widget|promo|sidebar(?![^ ]*(?:content|main))/

/** Beside the headline the names of boxes mean little: sidebars, teasers and captions hold headlines with their dates. */
const BESIDE = 20
const NEVER_ROLE = /comment|related|recommend|popular|most-read|menu|cookie/

function isElsewhere(element: Element, beside = false): boolean {
  if (beside) {
    const outside = (name: string) => name === 'nav' || (name === 'aside' && !PUBLISHED.test(textOf(element, MAX_TEXT)))
    return (
      closest(element, (each) => outside(each.name) || isHidden(each) || NEVER_ROLE.test(roleWords(each)), 4) !== null
    )
  }
  return (
    closest(
      element,
      (each) =>
        ELSEWHERE.has(each.name) ||
        isHidden(each) ||
        (each.name !== 'body' &&
          each.name !== 'article' &&
          each.name !== 'main' &&
          ELSEWHERE_ROLE.test(roleWords(each))),
      5,
    ) !== null
  )
}

/** /2024/05/02/, /2024-05-02, /20240502 in the address. */
function fromUrl(url: string | null): DateText | null {
  const path = url?.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '') ?? ''
  const match =
    /(?:^|[/_-])((?:19|20)\d\d)[/_-](\d{1,2})[/_-](\d{1,2})(?=[/_.-]|$)/.exec(path) ??
    /(?:^|[/_-])(20\d\d)([01]\d)([0-3]\d)(?=[/_.-]|$)/.exec(path)
  return match ? readTimestamp(`${match[1]}-${match[2]}-${match[3]}`) : null
}
