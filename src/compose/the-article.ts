import type { Article } from '../article.ts'
import type { Config } from '../config.ts'
import { StetError } from '../errors.ts'
import { findArticle } from '../store/articles.ts'
import type { Store } from '../store/open.ts'
import { articleUrl } from './article-url.ts'

/** The article that a person names, by its id or its URL. */
export async function theArticle(store: Store, wanted: string, config: Config): Promise<Article> {
  const article = await findArticle(store.pool, /^\d+$/.test(wanted) ? wanted : articleUrl(wanted, config).url)
  if (!article) throw new StetError('no_such_article', `there is no article ${wanted} (stet list shows them)`)
  return article
}
