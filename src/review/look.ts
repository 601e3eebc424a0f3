import type { Content, Review } from '../article.ts'
import { StetError } from '../errors.ts'
import { extractFrom, openPage as open } from '../extract/extract.ts'
import { bears, imprintOf } from '../extract/imprint.ts'
import type { Doc } from '../extract/parse.ts'
import { textOf } from '../extract/text-of.ts'
import { type Markup, markupOf } from '../outcome/loss.ts'
import type { ReadPage, ReviewInput, Rules } from './rules.ts'

/** What a page says, before anything that stood before is asked. */
export interface PageLook {
  content: Content
  markup: Markup
  /**
   * What the next page can be known by, while this one shows the latest version; null where it cannot, undefined where
   * that was given up for the day.
   */
  knownPage: Review['knownPage']
  /** Time spent, by the clock that was given. */
  extractMs: number
}

/**
 * So many pages of a day are tried and not known before that is given up until the next: an article whose page has other
 * words around it at every look would pay for the trying for nothing.
 */
const MOST_MISSED = 8

/** A page that is open, and what looking at it hangs on. */
interface Opened {
  doc: Doc
  html: string
  url: string
  asked: Asked
}

type Asked = Pick<ReviewInput, 'rules' | 'now' | 'knownPage'>

/** Of a page that shows nothing new, and only of such, what the next one is known by is made: when it is asked for. */
type Look = Pick<PageLook, 'content' | 'markup'> & { knownPage(): Review['knownPage'] }

/** What a page says, as it was read before or now; StetError `too_complex` past the parse limits. */
export function lookAt(page: ReadPage, asked: Asked): Look | StetError {
  const { look } = page
  if (look) return { ...look, knownPage: () => look.knownPage }
  const opened = openPage(page, asked)
  return opened instanceof StetError ? opened : read(opened)
}

export function openPage({ bytes, charset, url }: ReadPage, asked: Asked): Opened | StetError {
  const html = textOf(bytes, charset)
  try {
    return { doc: open({ html, rules: asked.rules.site.rules }), html, url, asked }
  } catch (error) {
    if (error instanceof StetError) return error
    throw error
  }
}

/** Whether it is worth trying to know a page. It is believed for a day. */
export function mayBeKnown({ knownPage, now }: Pick<Asked, 'now' | 'knownPage'>): boolean {
  return knownPage?.day === dayOf(now) && knownPage.missed < MOST_MISSED
}

/** Whether what a known page left, validators and a hash, is of another day: then it would hide what was not read. */
export function isOver({ knownPage, now }: Pick<Asked, 'now' | 'knownPage'>): boolean {
  return knownPage ? knownPage.day !== dayOf(now) : false
}

/** Whether a page is, but for links and numbers around the article, the one that showed the latest version. */
export function isKnown({ doc, url, asked }: Opened): boolean {
  const { knownPage, rules } = asked
  return mayBeKnown(asked) && knownPage ? bears(doc, knownPage, seedOf(rules, url)) : false
}

/** Reads an open page. */
export function read({ doc, html, url, asked }: Opened): Look {
  const { content, watched } = extractFrom(doc, { url, rules: asked.rules.site.rules })
  return {
    content,
    markup: markupOf(html),
    knownPage() {
      const day = dayOf(asked.now)
      const missed = asked.knownPage?.day === day ? asked.knownPage.missed + 1 : 0
      if (missed > MOST_MISSED) return undefined
      if (watched === null || content.kind !== 'article') return null
      const imprint = imprintOf(doc, watched, seedOf(asked.rules, url))
      return { ...imprint, day, missed, canonical: content.canonicalUrl }
    },
  }
}

/** What a content hangs on beside the page. */
function seedOf({ extractor, site }: Rules, url: string): string {
  return `${extractor} ${site.version} ${url}`
}

function dayOf(now: string): string {
  return now.slice(0, 10)
}
