import { judgePageKey } from '../alert/page-key.ts'
import type { SealKey } from '../alert/seal.ts'
import type { ArticleId } from '../article.ts'
import type { Config } from '../config.ts'
import { otherAddresses } from '../store/aliases.ts'
import { listArticles } from '../store/articles.ts'
import { foundBy } from '../store/found-by.ts'
import { loadVersion } from '../store/history.ts'
import type { Store } from '../store/open.ts'
import { changesBetween, loadTimeline } from '../store/timeline.ts'
import type { ArticlesDeps } from '../web/articles.ts'

/** Versions on one page of a timeline, and changes listed in one comparison. */
const MOST_VERSIONS = 50
const MOST_CHANGES = 100

/** What the pages of articles may ask of the ledger. */
export function pagesDeps(store: Store, config: Config, keys: readonly SealKey[]): ArticlesDeps {
  const { pool } = store
  const listed = async (id: string) =>
    (await listArticles(pool, { id: id as ArticleId, untracked: true, limit: 1 }))[0] ?? null
  return {
    judge(articleId, key) {
      if (config.pages.access === 'open') return 'good'
      return key === null ? 'wrong' : judgePageKey(key, articleId, keys, Date.now())
    },
    async article(id, before) {
      const article = await listed(id)
      if (!article) return null
      const timeline = await loadTimeline(pool, article.id, { before, limit: MOST_VERSIONS })
      const latest = await loadVersion(pool, article.id)
      const { lang, dir } = latest?.content ?? { lang: null, dir: 'ltr' as const }
      const { url, host, tags, headline, standing, trackedAt, lastCheckedAt, nextCheckAt, untrackedAt } = article
      const shown = { id, url, host, tags, headline, lang, dir, standing, trackedAt, lastCheckedAt, nextCheckAt }
      const { urls } = await otherAddresses(pool, article.id)
      const found = await foundBy(pool, article.id, [url, ...urls])
      return { ...shown, untracked: untrackedAt !== null, foundBy: found, ...timeline }
    },
    async version(id, no) {
      const article = await listed(id)
      const version = article && (await loadVersion(pool, article.id, no))
      return version && { url: article.url, host: article.host, version, latestNo: article.versionNo }
    },
    async diff(id, a, b) {
      const article = await listed(id)
      if (!article) return null
      const [from, to] = await Promise.all([
        loadVersion(pool, article.id, Math.min(a, b)),
        loadVersion(pool, article.id, Math.max(a, b)),
      ])
      if (!from || !to) return null
      const between = { from: from.no, to: to.no, limit: MOST_CHANGES }
      const { url, host, versionNo: latestNo } = article
      return { url, host, from, to, latestNo, ...(await changesBetween(pool, article.id, between)) }
    },
  }
}
