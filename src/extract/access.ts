import type { Content } from '../article.ts'
import type { ArticleClaims } from './article-node.ts'
import type { Scan } from './scan.ts'

const PAID =
  /^(?:locked|metered|subscriber|subscribers?[-_ ]only|premium|paid|paywall(?:ed)?|plus|closed|restricted|registration|member|abo|false)$/i
const FREE = /^(?:free|open|unlocked|public|true|none)$/i
export const TIERS = [
  'article:content_tier',
  'article:opinion_tier',
  'content_tier',
  'content-tier',
  'paywall',
  'access',
  'isaccessibleforfree',
  'cxenseparse:access',
  'lp.access',
]

/** Whether the page says that it is free to read. Nothing said is unknown: most free pages say nothing. */
export function readAccess(scan: Scan, article: ArticleClaims): Content['access'] {
  for (const name of TIERS) {
    const value = scan.metas.get(name)?.[0]?.trim() ?? ''
    if (name === 'paywall' && FREE.test(value)) continue
    if (PAID.test(value)) return 'paywalled'
    if (FREE.test(value) && article.free !== false) return 'free'
  }
  if (article.free === null) return 'unknown'
  return article.free ? 'free' : 'paywalled'
}
