/** What a Content-Type says; the last valid one wins where a server sent several (Fetch standard). */
export function mimeOf(contentType: string | undefined): string | null {
  if (contentType === undefined) return null
  const types = contentType.split(',').map((part) => (part.split(';')[0] ?? '').trim().toLowerCase())
  return types.findLast((type) => /^[!#$%&'*+.^_`|~\w-]+\/[!#$%&'*+.^_`|~\w-]+$/.test(type) && type !== '*/*') ?? null
}

/** What a request is for: an article's page, or a feed, sitemap or list that articles come from. */
export type DocumentKind = 'page' | 'source'

/** Whether a type can be what is asked for at all: what cannot is not even read. */
export function mayBe(kind: DocumentKind, mime: string | null): boolean {
  return mime === null || !(kind === 'page' ? NEVER_PAGE : NEVER_SOURCE).test(mime)
}

/**
 * Why bytes are no HTML document, null when they are: by magic numbers and control bytes first, for labels lie;
 * then a label that says HTML is believed unless the bytes are plainly JSON or a feed; any other label, or none,
 * must be outvoted by a document that begins as HTML does.
 */
export function notHtml(mime: string | null, bytes: Uint8Array): string | null {
  const magic = magicOf(bytes)
  if (magic) return `the bytes are ${magic}`
  const start = beginning(bytes)
  if (FEED.test(start)) return 'the document is a feed or another XML'
  if (HTML.test(start)) return null
  if (mime !== 'text/html' && mime !== 'application/xhtml+xml') return `it is ${mime ?? 'of no named type'}`
  return /^[[{]/.test(start) && isJson(bytes) ? 'the bytes are JSON' : null
}

const NEVER_PAGE =
  /^(?:multipart|image|audio|video|font|model|message)\/|^application\/(?:pdf|zip|gzip|x-gzip|json|.+\+json|msword|vnd\..+|x-7z-compressed|x-rar-compressed|wasm)$/

/** Feeds come as anything that is text, and sitemaps as gzip. */
const NEVER_SOURCE = /^(?:multipart|image|audio|video|font|model|message)\/|^application\/(?:pdf|zip|msword|wasm)$/

const MAGIC: Array<[string, string]> = [
  ['%PDF-', 'a PDF'],
  ['\x1f\x8b\x08', 'gzip'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x89PNG\r\n', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['BM', 'a bitmap'],
  ['RIFF', 'a RIFF file'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
  ['\x00\x00\x00', 'a media file'],
  ['OggS', 'an Ogg file'],
  ['ID3', 'an MP3 file'],
  ['\x1aE\xdf\xa3', 'a Matroska file'],
  ['wOF', 'a font'],
  ['Rar!\x1a', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['\x7fELF', 'a program'],
]
const MOST_BINARY = 8

function magicOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1')
  const [, name] = MAGIC.find(([magic]) => head.startsWith(magic)) ?? []
  if (name && !(name === 'a bitmap' && /^BM[\x20-\x7e]{20}/.test(head))) return name
  if (/^(?:\xff\xfe|\xfe\xff)/.test(head)) return null // UTF-16 is full of them
  let binary = 0
  for (let at = Math.min(bytes.length, 512) - 1; at >= 0; at--) if (isBinary(bytes[at] ?? 0)) binary++
  return binary >= MOST_BINARY ? 'binary' : null
}

/** Control bytes that no text in any encoding of the web has (WHATWG MIME Sniffing's binary data bytes, without NUL). */
function isBinary(byte: number): boolean {
  return byte !== 0 && byte !== 0x1b && (byte <= 0x08 || (byte >= 0x0e && byte <= 0x1f))
}

const FEED = /^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:rss|feed|rdf:rdf|urlset|sitemapindex|svg)[\s>]/i
const HTML =
  /^(?:<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|title|meta|link|script|style|article|main|div|p|h1|table|iframe|font|br|a|b)[\s/>])/i

function beginning(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 4096))
  const utf16 =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null
  const text = utf16 ? new TextDecoder(utf16).decode(head) : head.toString('latin1').replace(/^\xef\xbb\xbf/, '')
  return text.replace(/^[\s\0]+/, '')
}

function isJson(bytes: Uint8Array): boolean {
  if (bytes.length > 1024 * 1024) return false
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'))
    return true
  } catch {
    return false
  }
}
