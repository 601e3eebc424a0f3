import { abbreviationsOf } from './lang/abbreviations.ts'

/** A sentence by its place in the text it was cut from. */
export interface Span {
  start: number
  end: number
}

/**
 * Cuts a paragraph into sentences: Intl.Segmenter, mended where it is known to err (research/changes.md 5):
 * after abbreviations, initials, ordinals ("3. Mai") and inside quotes ("We won." she said).
 * Offsets are those of `text`; white space between sentences belongs to none.
 */
export function sentences(text: string, lang: string | null): Span[] {
  const spans: Span[] = []
  const abbreviations = abbreviationsOf(lang)
  let open: Span | undefined
  for (const { segment, index } of segmenterFor(lang).segment(text)) {
    const start = index + (segment.length - segment.trimStart().length)
    const end = index + segment.trimEnd().length
    if (end <= start) continue
    if (open && joins(text.slice(open.start, open.end), text.slice(start, end), abbreviations)) open.end = end
    else {
      if (open) spans.push(open)
      open = { start, end }
    }
  }
  if (open) spans.push(open)
  return spans.flatMap((span) => (span.end - span.start > MAX_SENTENCE ? pieces(text, span) : [span]))
}

/** No sentence is longer; what seems so has no marks, and is cut at words. */
const MAX_SENTENCE = 3000
const MIN_PIECE = 600

/**
 * Cuts where the text itself says: after a word whose hash ends in zero, so that an edit moves only the cuts beside it.
 */
function pieces(text: string, { start, end }: Span): Span[] {
  const cut: Span[] = []
  let from = start
  for (const match of text.slice(start, end).matchAll(/\S+\s*/g)) {
    const at = start + match.index + match[0].length
    const size = at - from
    const chosen = size >= MIN_PIECE && hash(match[0]) % 16 === 0
    if (size < MIN_PIECE || (!chosen && size < MAX_SENTENCE)) continue
    cut.push({ start: from, end: at - (match[0].length - match[0].trimEnd().length) })
    from = at
  }
  if (from < end) cut.push({ start: from, end })
  return cut
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterFor(lang: string | null): Intl.Segmenter {
  const code = /^[a-z]{2,3}/i.exec(lang ?? '')?.[0]?.toLowerCase() ?? 'en'
  let segmenter = segmenters.get(code)
  if (!segmenter) {
    segmenter = new Intl.Segmenter(code, { granularity: 'sentence' })
    segmenters.set(code, segmenter)
  }
  return segmenter
}

function hash(word: string): number {
  let sum = 0
  for (let at = 0; at < word.length && at < 32; at++) sum = (sum * 31 + word.charCodeAt(at)) & 0xffff
  return sum >> 4
}

/** Whether what follows still belongs to the sentence. */
function joins(sentence: string, next: string, abbreviations: ReadonlySet<string>): boolean {
  const lastWord = /([\p{L}.]+)\.["')\]]*$/u.exec(sentence)?.[1]
  if (lastWord !== undefined) {
    if (/^\p{Lu}$/u.test(lastWord)) return true
    if (abbreviations.has(lastWord.toLowerCase())) return true
    if (/^(?:\p{L}\.)+\p{L}$/u.test(lastWord) && !/^\p{Lu}\p{Ll}/u.test(next)) return true
  }
  // An ordinal of a date ("am 3. Mai") or of a numbered thing, not a year that ends a sentence.
  if (/(?:^|\s)\d{1,2}\.$/.test(sentence) && /^\p{L}/u.test(next)) return sentence.length > 4 || /^\p{Ll}/u.test(next)
  // A speech that goes on with its speaker: "We won." she said.
  if (/["”»’']$/.test(sentence) && /^\p{Ll}/u.test(next)) return true
  // A lone closing mark.
  return /^["”»’')\]]+$/.test(next)
}
