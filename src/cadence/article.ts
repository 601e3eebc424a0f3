import type { Article, Traits } from '../article.ts'

/** An article as cadence looks at it (CadenceInput's); `after` is what the check just made brings. */
export function cadenceArticle(article: Article, after: { traits?: Traits | null; foundAt?: string } = {}) {
  const traits = after.traits ?? article.traits
  return {
    id: article.id,
    checkNo: article.checkNo + 1,
    trackedAt: article.trackedAt,
    publishedAt: traits?.published ?? null,
    edits: after.foundAt === undefined ? article.edits : [after.foundAt, ...article.edits],
    kind: traits?.kind ?? ('article' as const),
    priority: article.priority,
    section: traits?.section ?? null,
    wokenAt: article.wokenAt,
  }
}
