/**
 * Whether two long texts share so little that reading them sentence by sentence would tell nothing: their runs of three
 * words hardly meet. An honest rewrite keeps far more of them (quotes, names with titles, background).
 */
export function disjoint(
  old: ReadonlyArray<readonly [string, number]>,
  next: ReadonlyArray<readonly [string, number]>,
): boolean {
  if (sizeOf(old) < MIN_CHARS || sizeOf(next) < MIN_CHARS) return false
  const before = shingles(old)
  let shared = 0
  let all = 0
  for (const shingle of shingles(next)) {
    all++
    if (before.has(shingle)) shared++
  }
  return shared < MIN_SHARED * all
}

/** Shorter texts are cheap to read. */
const MIN_CHARS = 40_000
/** Looked at from the beginning of each. */
const SAMPLE_CHARS = 80_000
const MIN_SHARED = 0.01
/** Scripts without spaces: a word is no longer than this. */
const WORDS = /[\p{L}\p{N}]{1,12}/gu

function sizeOf(blocks: ReadonlyArray<readonly [string, number]>): number {
  return blocks.reduce((size, [text]) => size + text.length, 0)
}

function shingles(blocks: ReadonlyArray<readonly [string, number]>): Set<string> {
  const found = new Set<string>()
  let left = SAMPLE_CHARS
  for (const [text] of blocks) {
    if (left <= 0) break
    const words = text.slice(0, left).toLowerCase().match(WORDS) ?? []
    for (let at = 2; at < words.length; at++) found.add(`${words[at - 2]} ${words[at - 1]} ${words[at]}`)
    left -= text.length
  }
  return found
}
