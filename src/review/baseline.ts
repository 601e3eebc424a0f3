import type { Content, History, NewVersion, Version } from '../article.ts'
import { contentHash } from '../compare/content-hash.ts'
import { StetError } from '../errors.ts'
import { extract } from '../extract/extract.ts'
import { keptShare, lengthOf } from '../outcome/loss.ts'
import type { Rules } from './rules.ts'

/** The content of a page, or why it has none (`too_complex`). */
export function see(html: string, url: string, rules: Rules): Content | StetError {
  try {
    return extract({ html, url, rules: rules.site.rules })
  } catch (error) {
    if (error instanceof StetError) return error
    throw error
  }
}

export function asVersion(content: Content, rules: Rules): NewVersion {
  const { extractor, site } = rules
  return { content, contentHash: contentHash(content), extractor, rules: site.version, technical: false }
}

/** What a new page is compared with. */
export type Baseline =
  /** The latest version as it is stored. */
  | { kind: 'stored'; version: Version }
  /** Extractor or rules are new, and see the very same in the latest snapshot, or in the new page. */
  | { kind: 'confirmed'; version: Version; by: string }
  /** They see something else: that difference is ours, and becomes a version of ours. */
  | { kind: 'ours'; version: Version; technical: NewVersion }
  /** The latest snapshot cannot be seen again: no difference can be laid at the publisher's door. */
  | { kind: 'none' }

/**
 * Only the article may raise an alert: where extractor or rules differ from those that made the latest version, its
 * snapshot is seen again with today's eyes, and that is what stands before the new page (idea six).
 */
export function baselineOf(
  history: History,
  { latest, next, url, rules }: { latest: Version; next: NewVersion; url: string; rules: Rules },
): Baseline {
  if (!history.outdated) return { kind: 'stored', version: latest }
  const content = history.latestHtml === null ? null : see(history.latestHtml, url, rules)
  if (content === null || content instanceof StetError) return { kind: 'none' }
  const technical = { ...asVersion(content, rules), technical: true }
  const by = `${rules.extractor} ${rules.site.version}`
  if (technical.contentHash === latest.contentHash) return { kind: 'confirmed', version: { ...latest, content }, by }
  if (isBlindTo(content, latest.content, next.content)) {
    if (next.contentHash !== latest.contentHash) return { kind: 'stored', version: latest }
    return { kind: 'confirmed', version: { ...latest, content: next.content }, by }
  }
  return { kind: 'ours', version: { ...latest, ...technical, no: latest.no + 1 }, technical }
}

/**
 * Rules for a site's new template find little in a page of the old one. Where today's eyes lose half of the latest version
 * and the new page says nearly all that it said, the version as it is stored is the better thing to compare with.
 */
function isBlindTo(seen: Content, stored: Content, next: Content): boolean {
  return lengthOf(seen) < HALF * lengthOf(stored) && keptShare(stored, next) >= NEARLY_ALL
}

const HALF = 0.5
const NEARLY_ALL = 0.8
