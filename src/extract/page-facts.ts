import type { PageFacts } from './body-features.ts'
import { fold } from './fold.ts'
import type { Metadata } from './metadata.ts'

/** What the block model needs to know of a page, out of its metadata. */
export function factsOf(metadata: Metadata): PageFacts {
  const { scan, article } = metadata
  const descriptions = new Set<string>()
  for (const name of DESCRIPTIONS) {
    for (const value of scan.metas.get(name) ?? []) descriptions.add(fold(value.slice(0, 1000)))
  }
  if (article.description) descriptions.add(fold(article.description.slice(0, 1000)))
  return {
    headline: metadata.headlineElement,
    headlineText: fold(metadata.headline?.text ?? ''),
    descriptions: [...descriptions].filter((text) => text.length > 20),
    articleBody: fold(article.articleBody ?? ''),
    isNewsArticle: article.types.some((type) => /News/.test(type)),
    isNews: article.types.some((type) => /news/i.test(type)) || /article/i.test(scan.metas.get('og:type')?.[0] ?? ''),
    standfirst: metadata.standfirstElement,
    bylines: metadata.bylineElements,
    dates: metadata.dateElements,
    names: metadata.byline.map(fold).filter((name) => name.length > 4),
  }
}

export const DESCRIPTIONS = [
  'description',
  'og:description',
  'twitter:description',
  'dc.description',
  'sailthru.description',
]
