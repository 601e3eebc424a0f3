/**
 * The page's own characters with what nobody sees taken out: soft hyphens, zero-width and bidi marks, NUL and other
 * controls, lone surrogates; runs of white space become one blank. Joiners stay where scripts need them (Persian,
 * Indic, emoji) and go elsewhere. Pure; linear in the length.
 */
export function clean(text: string): string {
  if (PLAIN.test(text)) return text
  // Most texts hold printable ASCII and white space only: one test, one replacement.
  if (!NOT_ASCII.test(text)) return text.replace(SPACE, ' ').trim()
  const seen = text.replace(UNSEEN, '').replace(STRAY_JOINER, '').toWellFormed()
  return seen.replace(SPACE, ' ').trim()
}

const PLAIN = /^[!-~]+(?: [!-~]+)*$/
const NOT_ASCII = /[^\t\n\r -~]/
/** Controls and format characters but white space, joiners, the visible signs of Arabic and Syriac, and flags' tags. */
const UNSEEN =
  /(?:(?!\p{Join_Control}|[\t-\r\u{85}\u{600}-\u{605}\u{6dd}\u{70f}\u{890}\u{891}\u{8e2}\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}]|\u{34f})+/gu
/** A joiner that has nothing to join: not behind a letter or pictograph, or inside scripts that do not join. */
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])\p{Join_Control}+|(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])\p{Join_Control}+/gu
const SPACE = /[\s\x85]+/g
