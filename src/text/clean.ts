/**
 * The page's own characters with what nobody sees taken out: soft hyphens, zero-width and bidi marks, NUL and other
 * controls, lone surrogates; runs of white space become one blank. Joiners stay where scripts need them (Persian,
 * Indic, emoji) and go elsewhere. Pure; linear in the length.
 */
export function clean(raw: string): string {
  // The markup's indentation goes first: what is left needs nothing, as a rule.
  const text = raw.trim()
  const found = lookOver(text)
  if (found === NOTHING) return text
  const seen = found & UNUSUAL ? text.replace(UNSEEN, '').replace(STRAY_JOINER, '').toWellFormed() : text
  return seen.replace(SPACE, ' ').trim()
}

const NOTHING = 0
const SPACES = 1
const UNUSUAL = 2

/** What a text may need: most need nothing, and one look is a tenth of the general patterns' cost. */
function lookOver(text: string): number {
  let found = NOTHING
  let afterSpace = true
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code > 32 && code < 127) {
      afterSpace = false
      continue
    }
    if (code === 32) {
      if (afterSpace) found |= SPACES
      afterSpace = true
      continue
    }
    if (mayBeUnseen(code)) return UNUSUAL
    if (code < 32 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x205f) || code === 0x3000)
      found |= SPACES
    afterSpace = false
  }
  return afterSpace && text !== '' ? found | SPACES : found
}

/** Whether a UTF-16 unit may be unseen, joining or half a character; too many are asked about rather than too few. */
function mayBeUnseen(code: number): boolean {
  if (code < 0xad) return code < 9 || (code > 13 && code < 32) || (code >= 0x7f && code <= 0x9f)
  if (code < 0x2000)
    return (
      code === 0xad ||
      code === 0x34f ||
      (code >= 0x600 && code <= 0x8ff && isArabicSign(code)) ||
      (code >= 0x1800 && code <= 0x180f)
    )
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xd800 && code <= 0xdfff) ||
    code >= 0xfe00
  )
}

function isArabicSign(code: number): boolean {
  return code <= 0x605 || code === 0x61c || code === 0x6dd || (code >= 0x700 && code <= 0x70f) || code >= 0x880
}

/** Controls and format characters but white space, joiners, the visible signs of Arabic and Syriac, and flags' tags. */
const UNSEEN =
  /(?:(?!\p{Join_Control}|[\t-\r\u{85}\u{600}-\u{605}\u{6dd}\u{70f}\u{890}\u{891}\u{8e2}\u{e0020}-\u{e007f}])[\p{Cc}\p{Cf}]|\u{34f})+/gu
/** A joiner that has nothing to join: not behind a letter or pictograph, or inside scripts that do not join. */
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])\p{Join_Control}+|(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])\p{Join_Control}+/gu
const SPACE = /[\s\x85]+/g
