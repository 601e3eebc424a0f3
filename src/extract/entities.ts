import { Parser } from 'htmlparser2'

/**
 * Character references as the HTML standard reads them, by the parser's own tables: it decodes a text or value alone
 * when that holds an ampersand, which one in twenty does. Both are pure; the parsers hold nothing between calls.
 */
export function decodeText(text: string, inTitle: boolean): string {
  if (!OTHER.test(text)) return text.replaceAll('&amp;', '&')
  decoded = ''
  // In a title references are read and tags are not.
  texts.parseComplete(inTitle ? `<title>${text}` : text)
  return decoded
}

/** As `decodeText` under the stricter rules of attribute values: `&copy=1` is no sign. */
export function decodeAttribute(value: string): string {
  if (!OTHER.test(value)) return value.replaceAll('&amp;', '&')
  decoded = value
  values.parseComplete(`<a b="${value.replaceAll('"', '&quot;')}">`)
  return decoded
}

/** Most references are this one, between the parameters of addresses. */
const OTHER = /&(?!amp;)/

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
