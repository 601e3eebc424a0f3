import { isUtf8 } from 'node:buffer'

export type Charset = { ok: true; charset: string } | { ok: false; detail: string }

/**
 * The encoding of a document, found in the WHATWG order: byte order mark, header, `<meta>` or XML declaration in
 * the first 1,024 bytes, and where nothing is said UTF-8 when the bytes are valid UTF-8, a late `<meta>`, and
 * windows-1252 in the end. Labels by the Encoding Standard (iso-8859-1 means windows-1252); unknown ones count as
 * absent; those of the replacement encoding are refused, as browsers do.
 */
export function charsetOf(bytes: Uint8Array, contentType: string | undefined): Charset {
  const charset = bomCharset(bytes) ?? labelled(charsetParameter(contentType)) ?? declared(bytes) ?? guessed(bytes)
  if (charset === 'replacement')
    return { ok: false, detail: 'its character encoding is one that is not safe to decode' }
  return { ok: true, charset }
}

const PRESCAN_BYTES = 1024
const LATE_META_BYTES = 64 * 1024
const REPLACEMENT = new Set([
  'replacement',
  'csiso2022kr',
  'hz-gb-2312',
  'iso-2022-cn',
  'iso-2022-cn-ext',
  'iso-2022-kr',
])

function bomCharset(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return null
}

/** The canonical name of an encoding label; null when the standard knows none. */
function labelled(label: string | null): string | null {
  const name = label?.trim().toLowerCase()
  if (!name) return null
  if (REPLACEMENT.has(name)) return 'replacement'
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null // RangeError: no such label
  }
}

function charsetParameter(contentType: string | undefined): string | null {
  const found = /;\s*charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;,]+))/i.exec(contentType ?? '')
  return found ? (found[1] ?? found[2] ?? found[3] ?? null) : null
}

function declared(bytes: Uint8Array): string | null {
  return declaration(Buffer.from(bytes.subarray(0, PRESCAN_BYTES)).toString('latin1'))
}

function guessed(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return 'utf-8'
  const head = Buffer.from(bytes.subarray(0, LATE_META_BYTES)).toString('latin1')
  return declaration(head) ?? 'windows-1252'
}

/** What the document says of itself; UTF-16 and x-user-defined cannot be meant there (HTML, 13.2.3.2). */
function declaration(head: string): string | null {
  const xml = /^<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/i.exec(head)
  const name = labelled(xml?.[1] ?? null) ?? metaCharset(head)
  if (name === 'utf-16le' || name === 'utf-16be') return 'utf-8'
  return name === 'x-user-defined' ? 'windows-1252' : name
}

function metaCharset(head: string): string | null {
  for (const tag of head.matchAll(/<!--[\s\S]*?(?:-->|$)|<meta[\s/]([^>]*)>/gi)) {
    const attributes = attributesOf(tag[1] ?? '')
    const direct = labelled(attributes.get('charset') ?? null)
    if (direct) return direct
    if (attributes.get('http-equiv')?.toLowerCase() !== 'content-type') continue
    const named = labelled(charsetParameter(`;${attributes.get('content') ?? ''}`))
    if (named) return named
  }
  return null
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const match of text.matchAll(/([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/g)) {
    const name = (match[1] ?? '').toLowerCase()
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? '')
  }
  return attributes
}
