/**
 * Where a redirect leads, as an absolute URL; null when it says nothing that can be followed.
 * Location may hold raw UTF-8, which arrives here as one character per byte (RFC 9110 knows only ASCII there).
 */
export function redirectTarget(from: string, location: string | undefined): string | null {
  const text = utf8(location?.trim() ?? '')
  if (text === '') return null
  // Control characters and backslashes are for the guard to see, not for the parser to repair.
  if (/[\\\p{Cc}]/u.test(text)) return text
  return URL.canParse(text, from) ? new URL(text, from).href : null
}

/**
 * Where a page that is no page sends its reader at once: the Refresh header, or `<meta http-equiv=refresh>` outside
 * scripts, comments and `<noscript>` (that one is for readers without scripts, and leads away from the article).
 * Longer delays are how news sites reload themselves and are not followed; null when there is nothing to follow.
 */
export function refreshTarget(url: string, headers: Record<string, string>, html: string): string | null {
  const instruction = headers['refresh'] ?? metaRefresh(html.slice(0, HEAD_CHARS))
  const parts = /^\s*(\d+(?:\.\d*)?)\s*[;,]?\s*(?:url\s*=\s*)?(?:"([^"]*)"|'([^']*)'|(.*))\s*$/is.exec(
    instruction ?? '',
  )
  const target = redirectTarget(url, (parts?.[2] ?? parts?.[3] ?? parts?.[4] ?? '').replaceAll('&amp;', '&'))
  if (!parts || Number(parts[1]) > LONGEST_REFRESH_S || target === null) return null
  return withoutHash(target) === withoutHash(url) ? null : target
}

/** Characters of a page in which its Refresh must stand. */
export const HEAD_CHARS = 16_384
const LONGEST_REFRESH_S = 5

function metaRefresh(head: string): string | undefined {
  const visible = head.replace(
    /<!--[\s\S]*?(?:-->|$)|<(script|style|noscript|template)\b[\s\S]*?(?:<\/\1\s*>|$)/gi,
    ' ',
  )
  for (const [, attributes = ''] of visible.matchAll(/<meta\s([^>]*)>/gi)) {
    if (!/http-equiv\s*=\s*["']?refresh\b/i.test(attributes)) continue
    const content = /\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes)
    if (content) return content[1] ?? content[2] ?? content[3]
  }
  return undefined
}

function utf8(text: string): string {
  if (!/[\x80-\xff]/.test(text) || /[\u0100-\uffff]/.test(text)) return text
  const decoded = Buffer.from(text, 'latin1').toString('utf8')
  return decoded.includes('\ufffd') ? text : decoded
}

function withoutHash(url: string): string {
  return url.replace(/#.*$/s, '')
}
