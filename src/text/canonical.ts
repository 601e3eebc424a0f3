/**
 * The folded form of a text: what is left when typography is taken away, with a way back to the page's own characters.
 * NFC, one kind of quote, dash and space, no invisible characters, ASCII digits, ½ as .5, entities and the common
 * mojibake undone. Case, words and figures are kept: nothing that could be a fact is folded away.
 */
export interface Folded {
  text: string
  source: string
  /** Where folded and source offsets part: pairs [folded offset, source offset], ascending. */
  shifts: Array<[number, number]>
}

export function fold(source: string): Folded {
  if (PLAIN.test(source)) return { text: source, source, shifts: [] }
  const shifts: Array<[number, number]> = []
  let text = ''
  let last = 0
  for (const match of source.matchAll(SPECIAL)) {
    const found = match[0]
    const before = source[match.index - 1] ?? ''
    const plain = plainForm(found, before)
    if (plain === found) continue
    text += source.slice(last, match.index)
    last = match.index + found.length
    shifts.push([text.length, match.index])
    text += plain
    shifts.push([text.length, last])
  }
  text += source.slice(last)
  return { text, source, shifts }
}

/** The page's own characters for folded[start, end). */
export function sourceSlice(folded: Folded, start: number, end: number): string {
  if (folded.shifts.length === 0) return folded.source.slice(start, end)
  return folded.source.slice(sourceOffset(folded, start, false), sourceOffset(folded, end, true))
}

function sourceOffset({ shifts, source }: Folded, offset: number, end: boolean): number {
  let low = 0
  let high = shifts.length
  while (low < high) {
    const middle = (low + high) >> 1
    const at = shifts[middle]?.[0] ?? 0
    if (end ? at < offset : at <= offset) low = middle + 1
    else high = middle
  }
  const [foldedAt, sourceAt] = shifts[low - 1] ?? [0, 0]
  const limit = shifts[low]?.[1] ?? source.length
  return Math.min(sourceAt + offset - foldedAt, limit)
}

/** Nothing to fold: printable ASCII with single spaces, no entity, no doubled quote or dash, no mojibake pound. */
const PLAIN = /^(?!.*(?:''|``|--|\bPS\d|&(?:#|\w+;)))[\x21-\x5f\x61-\x7e]+(?: [\x21-\x5f\x61-\x7e]+)*$/

const SPECIAL = new RegExp(
  [
    'â€[\\u0080-\\uffff]|Â(?=[\\u00a0-\\u00bf])',
    '&(?:amp|quot|apos|nbsp|lt|gt|#\\d{1,6}|#x[\\da-f]{1,5});',
    '\\bPS(?=\\d)',
    // Invisible: soft hyphen, zero width, directions, Hebrew points, Arabic vowels and kashida.
    '[\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\u0591-\\u05bd\\u05bf-\\u05c7\\u0640\\u064b-\\u065f\\u0670]+',
    // French marks stand with a blank inside.
    '(?<![\\p{L}\\p{P}])«\\s|\\s»(?![\\p{L}\\p{N}])',
    '^\\s+|\\s+$|\\s{2,}|[^\\S ]',
    "[‘’‚‛ʼ′`´＇׳]{1,2}|''",
    '[“”„‟«»‹›″״＂〝〞「」『』]',
    '[‐‑‒–—―−﹘﹣－]+|--+',
    '…',
    '[\\u00bc-\\u00be\\u2150-\\u215e]',
    '(?![0-9])\\p{Nd}',
    '[٫٬]',
    '[\\uff01-\\uff5e\\ufb00-\\ufb06]',
    '\\p{L}\\p{M}+',
  ].join('|'),
  'giu',
)

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
}

/** UTF-8 read as Windows-1252, by the last of its three characters. */
const MOJIBAKE: Record<string, string> = { '™': "'", '˜': "'", œ: '"', '\u009d': '"', '“': '-', '”': '-', '¦': '...' }

function plainForm(found: string, before: string): string {
  const first = found.codePointAt(0) ?? 0
  if (found.startsWith('&')) return entity(found)
  if (found === 'PS') return '£'
  if (found === 'Â') return ''
  if (found.startsWith('â€')) return MOJIBAKE[found.charAt(2)] ?? found
  if (/^\s+$/u.test(found)) return before === '' || found.length > 1 ? edgeOrSpace(before, found) : ' '
  if (INVISIBLE.test(found)) return ''
  if (SINGLE.test(found)) return found.length === 2 ? '"' : "'"
  if (DOUBLE.test(found)) return '"'
  if (DASH.test(found)) return '-'
  if (found === '…') return '...'
  if (found === '٫') return '.'
  if (found === '٬') return ','
  if (/^\p{Nd}$/u.test(found)) return String(digitValue(first))
  if (/^\p{No}$/u.test(found)) return fraction(found, before)
  if (first >= 0xff01 && first <= 0xff5e) return found.normalize('NFKC')
  if (first >= 0xfb00 && first <= 0xfb06) return found.normalize('NFKC')
  return found.normalize('NFC')
}

const INVISIBLE =
  /^[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670]+$/
const SINGLE = /^[‘’‚‛ʼ′`´＇׳']{1,2}$/
const DOUBLE = /^\s?[“”„‟«»‹›″״＂〝〞「」『』]\s?$/
const DASH = /^(?:[‐‑‒–—―−﹘﹣－]+|--+)$/

function edgeOrSpace(before: string, found: string): string {
  return before === '' || found === '' ? '' : ' '
}

function entity(found: string): string {
  const named = ENTITIES[found.toLowerCase()]
  if (named !== undefined) return named
  const code = /^&#x/i.test(found) ? Number.parseInt(found.slice(3), 16) : Number.parseInt(found.slice(2), 10)
  if (!(code > 31 && code < 0x110000)) return found
  return fold(String.fromCodePoint(code)).text
}

/** Decimal digits stand in runs of ten; the run's zero is found by walking back. */
function digitValue(code: number): number {
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
  return value
}

/** 7½ is 7.5; ½ alone is 0.5. */
function fraction(found: string, before: string): string {
  const [over = '1', under = '1'] = found.normalize('NFKD').split('\u2044')
  const value = Number(over) / Number(under || 1)
  const digits = String(Math.round(value * 100) / 100)
  return /\d/.test(before) ? digits.slice(1) : digits
}
