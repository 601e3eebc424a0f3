import { hash } from 'node:crypto'
import type { Content } from '../article.ts'

/**
 * Names the state of an article: two contents with the same hash are the same version (sha-256, hex).
 * What publishers touch without editing stays out: dates, captions, canonical URL, structured data.
 */
export function contentHash(content: Content): string {
  const told = [
    content.headline?.text ?? null,
    content.standfirst,
    content.byline,
    content.blocks.map((block) => block.text),
    content.notices.map((notice) => notice.text),
    content.entries.map((entry) => [entry.id, entry.text]),
  ]
  return hash('sha256', JSON.stringify(told).normalize('NFC'), 'hex')
}
