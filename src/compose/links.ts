import { answerUrl } from '../alert/answer-back.ts'
import { articleLinks } from '../alert/links.ts'
import { keyedLinks, lastDayOf, pageKey } from '../alert/page-key.ts'
import type { LinkMaker } from '../alert/render.ts'
import type { SealKey } from '../alert/seal.ts'
import type { Config } from '../config.ts'

/** Makes the links of what is sent now; null where people do not reach this Stet by browser. */
export function linkMaker(config: Config, key: SealKey, nowMs: number): LinkMaker | null {
  const { public_url: base } = config
  if (base === null) return null
  return {
    answer: (eventId) => answerUrl(base, eventId, key),
    pageKey: (articleId) => keyFor(articleId, config, key, nowMs),
  }
}

/** The key to an article's pages in a link made at a time; null where they are open. */
export function keyFor(articleId: string, { pages }: Config, key: SealKey, nowMs: number): string | null {
  return pages.access === 'open' ? null : pageKey(articleId, lastDayOf(nowMs, pages.link_days), key)
}

/** The address of an article's page, made now; null without public_url. */
export function articlePageUrl(articleId: string, config: Config, key: SealKey): string | null {
  const links = articleLinks(config.public_url, articleId)
  const opens = keyFor(articleId, config, key, Date.now())
  return links === undefined ? null : opens === null ? links.article : keyedLinks(links, opens).article
}
