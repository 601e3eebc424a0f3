/**
 * Whether a URL is meant by a pattern: `*` is any run of characters, everything else stands for itself, and the whole
 * URL must match. A pattern that begins with "/" is about the path and what follows it.
 */
export function matchesGlob(pattern: string, url: URL): boolean {
  const text = pattern.startsWith('/') ? url.pathname + url.search : url.href
  const pieces = pattern.split('*')
  const first = pieces.shift() ?? ''
  const last = pieces.pop()
  if (last === undefined) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  // Each piece at its first place decides as well as trying all places, and needs no way back.
  for (const piece of pieces) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.endsWith(last) && text.length - last.length >= at
}
