import { readFileSync } from 'node:fs'
import type { Content } from '../src/article.ts'
import { extractText } from '../src/extract/plain-text.ts'

/** One labelled or unlabelled edit of the revision corpus: one field, or a whole article as plain text. */
export interface Pair {
  id: string
  lang: string | null
  field: string | null
  url: string | null
  group: string | null
  old: string | PlainArticle
  new: string | PlainArticle
}

interface PlainArticle {
  headline: string
  body: string
}

/** The pairs of a JSONL file without their labels: what is not kept cannot be peeked at. */
export function readPairs(file: string): Pair[] {
  return readLines(file).map((line) => {
    const row = JSON.parse(line)
    return {
      id: row.id,
      lang: row.lang ?? null,
      field: row.field ?? null,
      url: row.url ?? null,
      group: row.group ?? null,
      old: row.old,
      new: row.new,
    }
  })
}

export function readLines(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean)
}

/** Both sides of a pair as the product would hold them. */
export function contentsOf(pair: Pair): { old: Content; next: Content } {
  return { old: contentOf(pair.old, pair), next: contentOf(pair.new, pair) }
}

function contentOf(side: string | PlainArticle, pair: Pair): Content {
  const empty = emptyContent(pair)
  if (typeof side !== 'string') return { ...extractText(side), lang: pair.lang }
  if (pair.field === 'headline' || pair.field === 'title') return { ...empty, headline: headlineOf(side) }
  if (pair.field === 'summary' || pair.field === 'subtitle') return { ...empty, standfirst: side }
  return { ...extractText({ headline: null, body: side }), lang: pair.lang }
}

function headlineOf(text: string): Content['headline'] {
  return { source: 'text', text }
}

function emptyContent(pair: Pair): Content {
  return {
    kind: 'article',
    headline: null,
    headlines: [],
    standfirst: null,
    byline: [],
    section: null,
    published: null,
    modified: null,
    lang: pair.lang,
    dir: pair.lang === 'he' || pair.lang === 'ar' ? 'rtl' : 'ltr',
    canonicalUrl: null,
    leadImage: null,
    captions: [],
    blocks: [],
    notices: [],
    entries: [],
    access: 'unknown',
    claims: [],
    confidence: 1,
    reasons: [],
  }
}
