import type { Content } from '../article.ts'

/** Characters of an article's text: headline, standfirst, body, entries and notices. */
export function lengthOf(content: Content): number {
  return textsOf(content).reduce((sum, text) => sum + text.length, 0)
}

/**
 * Share of the last version's words (letters, where a script has no blanks) that are still there, 0..1, counted as a bag.
 * Of texts that both hold the words are only counted: they are in both bags alike.
 */
export function keptShare(last: Content, next: Content): number {
  const { both, before, after } = apart(textsOf(last), textsOf(next))
  const stood = both.reduce((sum, text) => sum + wordsOf(text).length, 0)
  const left = bagOf(after)
  let kept = stood
  let total = stood
  for (const [word, count] of bagOf(before)) {
    kept += Math.min(count, left.get(word) ?? 0)
    total += count
  }
  return total === 0 ? 1 : kept / total
}

/** Two lists of texts as what both hold, each as often as both do, and what is left of either. */
function apart(one: readonly string[], other: readonly string[]) {
  const copies = new Map<string, number>()
  for (const text of other) copies.set(text, (copies.get(text) ?? 0) + 1)
  const take = (text: string): boolean => {
    const count = copies.get(text) ?? 0
    if (count > 0) copies.set(text, count - 1)
    return count > 0
  }
  const both: string[] = []
  const before: string[] = []
  for (const text of one) (take(text) ? both : before).push(text)
  return { both, before, after: other.filter(take) }
}

/** Whether the headline of the last version is, in essence, still the page's: half of its words. */
export function headlineStands(last: Content | null, next: Content): boolean {
  const before = new Set(wordsOf(last?.headline?.text ?? ''))
  const now = new Set(wordsOf([next.headline?.text ?? '', ...next.headlines.map(({ text }) => text)].join(' ')))
  if (before.size === 0) return false
  return [...before].filter((word) => now.has(word)).length >= before.size / 2
}

/**
 * Whether the document stops before its end and the article's last paragraphs are gone with it. A `Content-Length`
 * that is too small, or a connection closed early on HTTP/1.0, leaves no other trace.
 */
export function tailLost(last: Content, next: Content, { ends }: Markup): boolean {
  if (ends) return false
  const end = last.blocks.at(-1)?.text
  return end !== undefined && !next.blocks.some(({ text }) => text === end)
}

/** What a page's markup says of the page as a whole. */
export interface Markup {
  /** No editing system writes this: a run of `<`, or the tag that turns the rest of a page into plain text. */
  broken: boolean
  /** The document is closed at its end. */
  ends: boolean
}

export function markupOf(html: string): Markup {
  return {
    broken: html.includes('<'.repeat(64)) || /<plaintext[\s/>]/i.test(html),
    ends: /<\/(?:html|body)\s*>/i.test(html.slice(-4096)),
  }
}

/** Whether markup is read as text where it was not before: an element that was never closed swallowed the page. */
export function leaksMarkup(next: Content, last: Content | null): boolean {
  const leaks = (content: Content) => content.blocks.some(({ text }) => (text.match(CLOSING)?.length ?? 0) >= MOST_TAGS)
  return leaks(next) && !(last && leaks(last))
}

/** More than an article about web pages would quote in one paragraph. */
const MOST_TAGS = 4
const CLOSING = /<\/(?:p|div|h[1-6]|a|span|article|main|header|footer|nav|body|html)>/gi

function textsOf({ headline, standfirst, blocks, entries, notices }: Content): string[] {
  const running = [...blocks, ...entries, ...notices].map(({ text }) => text)
  return [headline?.text ?? '', standfirst ?? '', ...running]
}

function bagOf(texts: readonly string[]): Map<string, number> {
  const bag = new Map<string, number>()
  for (const word of texts.flatMap(wordsOf)) bag.set(word, (bag.get(word) ?? 0) + 1)
  return bag
}

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu

function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(UNSPACED) ?? []
}
