import type { Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { fold, type PageFacts } from './body-features.ts'
import type { Doc } from './parse.ts'

/** What the block model needs to know of a page, given the headline that the metadata reader anchored. */
export function readFacts(doc: Doc, headline: Element | null, headlineText: string): PageFacts {
  const descriptions: string[] = []
  let isNews = false
  for (const { attribs } of doc.byTag.meta) {
    const name = (attribs['name'] ?? attribs['property'] ?? '').toLowerCase()
    const content = attribs['content']
    if (!content) continue
    if (DESCRIPTIONS.has(name)) {
      const folded = fold(content)
      if (folded.length > 20 && !descriptions.includes(folded)) descriptions.push(folded)
    } else if (name === 'og:type' && /article/i.test(content)) isNews = true
  }
  let articleBody = ''
  for (const { type, text } of doc.scripts) {
    if (!type.includes('ld+json') || text.length > MAX_LD) continue
    if (/"(?:Reportage|Analysis|Background|Opinion|Review)?NewsArticle"/.test(text)) isNews = true
    const body = ARTICLE_BODY.exec(text)?.[1]
    if (body && body.length > articleBody.length) articleBody = body
  }
  return { headline, headlineText: fold(headlineText), descriptions, articleBody: fold(unescape(articleBody)), isNews }
}

/** The h1 that best agrees with the title; the first one failing that. */
export function guessHeadline(doc: Doc): Element | null {
  const title = fold(
    (doc.byTag.title[0] ? textOf(doc.byTag.title[0]) : '') +
      doc.byTag.meta.map(({ attribs }) => (attribs['property'] === 'og:title' ? attribs['content'] : '')).join(),
  )
  const inTitle = doc.byTag.h1.filter((h1) => {
    const text = fold(textOf(h1))
    return text.length > 5 && title.includes(text.slice(0, 40))
  })
  return inTitle[0] ?? doc.byTag.h1.find((h1) => fold(textOf(h1)).length > 15) ?? null
}

export function textOf(element: Element): string {
  return element.children.map((child) => (isText(child) ? child.data : isTag(child) ? textOf(child) : '')).join('')
}

const DESCRIPTIONS = new Set(['description', 'og:description', 'twitter:description', 'dc.description', 'sailthru.description'])
const MAX_LD = 1_000_000
const ARTICLE_BODY = /"articleBody"\s*:\s*"((?:[^"\\]|\\.)*)"/

function unescape(json: string): string {
  return json.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).replace(/\\[nrt"\\/]/g, ' ')
}
