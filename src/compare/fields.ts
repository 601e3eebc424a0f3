import type { Change, Content, Suppressed } from '../article.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { read } from './reading.ts'
import { severityOf, type Weights } from './severity.ts'
import { WEIGHTS } from './weights.ts'

export interface FieldChanges {
  changes: Change[]
  suppressed: Suppressed[]
}

/** Byline, publication date, canonical URL and captions, each on its own terms; none of them alerts by itself. */
export function fieldChanges(old: Content, next: Content, lexicon: Lexicon, weights: Weights): FieldChanges {
  const changes: Change[] = []
  const suppressed: Suppressed[] = []
  const lost = old.byline.filter((name) => !holds(next.byline, name, lexicon))
  const won = next.byline.filter((name) => !holds(old.byline, name, lexicon))
  if (lost.length + won.length > 0 && old.byline.length > 0 && next.byline.length > 0) {
    changes.push(field('byline', 'byline_changed', lost.join(', ') || null, won.join(', ') || null, 'Byline', weights))
  }
  if (old.published !== null && next.published !== null && !sameTime(old.published, next.published)) {
    changes.push(field('published', 'published_changed', old.published, next.published, 'Publication date', weights))
  }
  if (
    old.canonicalUrl !== null &&
    next.canonicalUrl !== null &&
    pathOf(old.canonicalUrl) !== pathOf(next.canonicalUrl)
  ) {
    changes.push(
      field('canonical_url', 'canonical_url_changed', old.canonicalUrl, next.canonicalUrl, 'Canonical URL', weights),
    )
  }
  for (const [before, after] of captionPairs(old.captions, next.captions, lexicon)) {
    suppressed.push({ field: 'caption', old: before, new: after, reason: 'a caption never alerts by itself' })
  }
  return { changes, suppressed }
}

function holds(names: readonly string[], name: string, lexicon: Lexicon): boolean {
  const key = read(name, null, lexicon).key
  return names.some((other) => read(other, null, lexicon).key === key)
}

function sameTime(one: string, other: string): boolean {
  if (one === other) return true
  const [first, second] = [Date.parse(one), Date.parse(other)]
  // A date alone agrees with any time of that day.
  return first === second || (Math.min(one.length, other.length) <= 10 && one.slice(0, 10) === other.slice(0, 10))
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname.replace(/\/$/, '') : url
}

function captionPairs(
  old: readonly string[],
  next: readonly string[],
  lexicon: Lexicon,
): Array<[string | null, string | null]> {
  const lost = old.filter((caption) => !holds(next, caption, lexicon))
  const won = next.filter((caption) => !holds(old, caption, lexicon))
  return Array.from({ length: Math.max(lost.length, won.length) }, (_, at) => [lost[at] ?? null, won[at] ?? null])
}

function field(
  name: Change['field'],
  rule: string,
  old: string | null,
  next: string | null,
  label: string,
  weights: Weights,
): Change {
  const points = (weights[rule] ?? WEIGHTS[rule] ?? 1) + (weights[name] ?? 0)
  return {
    kind: name === 'published' ? 'date' : name === 'byline' ? 'person' : 'wording',
    field: name,
    severity: severityOf(points),
    block: null,
    old,
    new: next,
    before: null,
    after: null,
    points,
    rule,
    reason: `${label} changed from ${old ?? 'none'} to ${next ?? 'none'}`,
  }
}
