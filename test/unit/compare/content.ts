import type { Content } from '../../../src/article.ts'

/** An invented article: paragraphs under a headline. */
export function content(headline: string, paragraphs: string[] = [], more: Partial<Content> = {}): Content {
  return {
    kind: 'article',
    headline: { source: 'h1', text: headline },
    headlines: [{ source: 'h1', text: headline }],
    standfirst: null,
    byline: [],
    section: null,
    published: null,
    modified: null,
    lang: 'en',
    dir: 'ltr',
    canonicalUrl: null,
    leadImage: null,
    captions: [],
    blocks: paragraphs.map((text) => ({ kind: 'paragraph', text })),
    notices: [],
    entries: [],
    access: 'free',
    claims: [],
    confidence: 1,
    reasons: [],
    ...more,
  }
}
