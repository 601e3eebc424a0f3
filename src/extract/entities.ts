import { Parser } from 'htmlparser2'

/**
 * Character references as the HTML standard reads them, by the parser's own tables: it decodes a text or value alone
 * when that holds an ampersand, which one in twenty does. Both are pure; the parsers hold nothing between calls.
 */
export function decodeText(text: string): string {
  const plainly = decodeCommon(text)
  if (plainly !== null) return plainly
  decoded = ''
  // No tag begins in a text, least of all in a title's.
  texts.parseComplete(text.replaceAll('<', '&lt;'))
  return decoded
}

/** As `decodeText` under the stricter rules of attribute values: `&copy=1` is no sign. */
export function decodeAttribute(value: string): string {
  const plainly = decodeCommon(value)
  if (plainly !== null) return plainly
  decoded = value
  values.parseComplete(`<a b="${value.replaceAll('"', '&quot;')}">`)
  return decoded
}

/** The text with its references read when all of them are closed and of the commonest; else null. */
function decodeCommon(text: string): string | null {
  let read = ''
  let from = 0
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
    const close = text.indexOf(';', at)
    if (close < 0 || close - at > LONGEST) return null
    const character = COMMON.get(text.slice(at + 1, close))
    if (character === undefined) return null
    read += text.slice(from, at) + character
    from = close + 1
  }
  return read + text.slice(from)
}

const LONGEST = 7
/** Nineteen of twenty references. */
const COMMON: ReadonlyMap<string, string> = new Map([
  ...[
    ['amp', '&'],
    ['quot', '"'],
    ['apos', "'"],
    ['lt', '<'],
    ['gt', '>'],
    ['nbsp', '\u00a0'],
  ],
  ...[
    ['rsquo', '’'],
    ['lsquo', '‘'],
    ['rdquo', '”'],
    ['ldquo', '“'],
    ['ndash', '–'],
    ['mdash', '—'],
    ['hellip', '…'],
  ],
  ...[
    ['#34', '"'],
    ['#38', '&'],
    ['#39', "'"],
    ['#039', "'"],
    ['#160', '\u00a0'],
    ['#8211', '–'],
    ['#8212', '—'],
  ],
  ...[
    ['#8216', '‘'],
    ['#8217', '’'],
    ['#8220', '“'],
    ['#8221', '”'],
    ['#8230', '…'],
    ['#x27', "'"],
    ['#x2F', '/'],
  ],
] as Array<[string, string]>)

let decoded = ''
const texts = new Parser({
  ontext(data) {
    decoded += data
  },
})
const values = new Parser({
  onattribute(_, value) {
    decoded = value
  },
})
