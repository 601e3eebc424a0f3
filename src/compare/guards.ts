import type { Content, PageKind } from '../article.ts'
import type { Alignment } from './align.ts'

/** Why facts that vanished from a body say nothing about the article. */
export type Guard = 'not_an_article' | 'paywall' | 'lost_body' | 'shrunk' | 'replaced' | null

const WHOLE: ReadonlySet<PageKind> = new Set<PageKind>(['article', 'live_blog', 'gallery'])

/**
 * Lost body, wrong page, template change and paywall teaser are not removals of facts (research/changes.md 7):
 * told once as what they are, or kept silent, never as a hundred changed facts.
 */
export function guardOf(old: Content, next: Content, alignment: Alignment): Guard {
  if (!WHOLE.has(next.kind)) return next.kind === 'paywall_teaser' ? 'paywall' : 'not_an_article'
  if (alignment.wholesale) return 'replaced'
  const kept = alignment.unchanged + alignment.edited.length
  const gone = alignment.deleted.length
  if (alignment.oldCount < FEW_SENTENCES) return null
  if (alignment.newCount === 0) return 'lost_body'
  if (kept === 0 && alignment.added.length >= FEW_SENTENCES) return headlinesShare(old, next) ? null : 'replaced'
  if (gone < MOSTLY_GONE * alignment.oldCount || alignment.newCount > SHORT * alignment.oldCount) return null
  if (next.access === 'paywalled' && old.access !== 'paywalled') return 'paywall'
  return next.confidence < MIN_CONFIDENCE ? 'lost_body' : 'shrunk'
}

/** A body of fewer sentences can change wholly in an honest edit. */
const FEW_SENTENCES = 5
const MOSTLY_GONE = 0.6
const SHORT = 0.5
const MIN_CONFIDENCE = 0.5

/** A rewritten story keeps words of its headline; another page does not. */
function headlinesShare(old: Content, next: Content): boolean {
  const words = (content: Content) =>
    (content.headline?.text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 6))
  const before = new Set(words(old))
  return before.size === 0 || words(next).some((word) => before.has(word))
}

export const GUARD_REASONS: Record<Exclude<Guard, null>, string> = {
  not_an_article: 'the page holds no article now',
  paywall: 'only a teaser of the article is readable now',
  lost_body: 'the body could not be read this time',
  shrunk: 'most of the article is gone',
  replaced: 'another text stands at this address',
}
