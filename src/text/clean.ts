/**
 * The page's own characters with what nobody sees taken out: soft hyphens, zero-width and bidi marks, NUL and other
 * controls, lone surrogates; runs of white space become one blank. Joiners stay where scripts need them (Persian,
 * Indic, emoji) and go elsewhere. Pure; linear in the length.
 */
export function clean(raw: string): string {
  // The markup's indentation goes first: what is left needs nothing, as a rule.
  const text = raw.trim()
  if (isSeen(text)) return text
  const seen = MAYBE_UNSEEN.test(text) ? text.replace(UNSEEN, '').replace(STRAY_JOINER, '').toWellFormed() : text
  return seen.replace(SPACE, ' ').trim()
}

/** Whether a text that was trimmed needs no cleaning, and none of its parts does but for blanks at their ends. */
export function isSeen(trimmed: string): boolean {
  return trimmed === '' || !ODD.test(trimmed)
}

/** Ranges of UTF-16 units that may be unseen, joining or half a character; too many rather than too few. */
const UNSEEN_UNITS = [
  ...['\\0-\\x08', '\\x0e-\\x1f', '\\x7f-\\x9f', '\\xad', '\\u034f'],
  ...['\\u0600-\\u0605', '\\u061c', '\\u06dd', '\\u0700-\\u070f', '\\u0880-\\u08ff', '\\u1800-\\u180f'],
  ...['\\u200b-\\u200f', '\\u2028-\\u202e', '\\u2060-\\u206f', '\\ud800-\\udfff', '\\ufe00-\\uffff'],
].join('')
const MAYBE_UNSEEN = new RegExp(`[${UNSEEN_UNITS}]`)
/** What a text must hold to need anything: these, or white space but single blanks. A look costs a tenth of the patterns below. */
const ODD = new RegExp(`[${UNSEEN_UNITS}\\t-\\r\\xa0\\u1680\\u2000-\\u205f\\u3000]| {2}`)

/** Controls and format characters but white space, joiners, the visible signs of Arabic and Syriac, and flags' tags. */
const UNSEEN =
  /(?:(?!\p{Join_Control}|[\t-\r\u{85}\u{600}-\u{605}\u{6dd}\u{70f}\u{890}\u{891}\u{8e2}\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}]|\u{34f})+/gu
/** A joiner that has nothing to join: not behind a letter or pictograph, or inside scripts that do not join. */
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])\p{Join_Control}+|(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])\p{Join_Control}+/gu
/** Not the single blanks, which are most and stay. */
const SPACE = /[\s\x85]{2,}|[^\S ]|\x85/g
