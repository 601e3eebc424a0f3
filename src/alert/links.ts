/** Links into Stet's own pages; undefined where `public_url` is not set. */
export interface ArticleLinks {
  article: string
  diff?: string
  from?: string
  to?: string
}

export function articleLinks(
  publicUrl: string | null,
  articleId: string,
  from?: number,
  to?: number,
): ArticleLinks | undefined {
  if (publicUrl === null) return undefined
  const base = `${publicUrl.replace(/\/+$/, '')}/articles/${encodeURIComponent(articleId)}`
  if (from === undefined || to === undefined) return { article: base }
  return {
    article: base,
    diff: `${base}/diff/${from}/${to}`,
    from: `${base}/versions/${from}`,
    to: `${base}/versions/${to}`,
  }
}
