/**
 * Texts made fit for a bounded message: well formed, without control characters, and cut at a grapheme, never silently.
 * Lengths are UTF-16 code units: never fewer than code points or graphemes, so a limit counted in any of them is kept.
 */
export const CUT_MARK = '[…]'

/** A grapheme longer than this (stacked combining marks) is cut inside, at a code point. */
const LONGEST_GRAPHEME = 64

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** `text`, or its beginning and the mark, in at most `max` code units in all. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  if (max <= CUT_MARK.length) return ''
  const room = max - CUT_MARK.length - 1
  const head = text.slice(0, boundary(text, room)).trimEnd()
  return head === '' ? CUT_MARK : `${head} ${CUT_MARK}`
}

/** A window of at most `max` code units that starts a little before `at`, marked on each side where text is missing. */
export function excerpt(text: string, at: number, max: number): string {
  if (text.length <= max) return text
  const lead = Math.floor(max / 4)
  const wanted = Math.min(at - lead, text.length - max + CUT_MARK.length + 1)
  if (wanted <= 0) return cut(text, max)
  const start = boundary(text, wanted)
  return cut(`${CUT_MARK} ${text.slice(start).trimStart()}`, max)
}

/** Both texts cut to the window where they begin to differ. */
export function excerptPair(
  before: string | null,
  after: string | null,
  max: number,
): { before: string | null; after: string | null } {
  const at = before === null || after === null ? 0 : commonPrefix(before, after)
  return {
    before: before === null ? null : excerpt(before, at, max),
    after: after === null ? null : excerpt(after, at, max),
  }
}

/**
 * Text that every service takes: lone surrogates replaced, control characters (NUL, escape sequences, bidi overrides and
 * embeddings that would turn the text around it) dropped, line breaks and tabs kept as spaces.
 */
export function plain(text: string): string {
  const well = text.toWellFormed()
  return SUSPECT.test(well) ? well.replace(BREAKS, ' ').replace(UNSAFE, '') : well
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const SUSPECT = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g
// Joiners (U+200C, U+200D) and marks (U+200E, U+200F, U+061C) carry meaning in Persian, Indic and bidi text: they stay.
const UNSAFE = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu

function boundary(text: string, at: number): number {
  const found = graphemes.segment(text.slice(Math.max(0, at - 2 * LONGEST_GRAPHEME), at + 2 * LONGEST_GRAPHEME))
  const offset = Math.max(0, at - 2 * LONGEST_GRAPHEME)
  const start = offset + (found.containing(at - offset)?.index ?? at - offset)
  if (at - start <= LONGEST_GRAPHEME) return start
  return isTail(text, at) ? at - 1 : at
}

function isTail(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff
}

function commonPrefix(a: string, b: string): number {
  const end = Math.min(a.length, b.length)
  let i = 0
  while (i < end && a.charCodeAt(i) === b.charCodeAt(i)) i++
  return i
}
