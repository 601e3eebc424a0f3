import { letters, likeness } from './likeness.ts'

/** Marks that sites put between a headline and their own name, with space on at least one side. */
const SEPARATOR = /\s*[|｜ㅣ│]\s*|\s+(?:[-–—:·•»«›>~/]|::|\|\|)\s+|\s+[-–—]{2}\s+/gu

/**
 * A title without the site's name, section or slogan at its ends ("Bridge shut - Politics - The Harbour Times").
 * A part goes when it is a name of the site (`names`: og:site_name, publisher, host), or when the rest is what
 * another source of the page (`others`) says the headline is. Without such evidence the title stays whole.
 */
export function withoutSiteName(title: string, names: readonly string[], others: readonly string[]): string {
  const prefix = others.find(
    (other) =>
      letters(other).length > 11 &&
      title.startsWith(other) &&
      /^\s*[|｜ㅣ│\-–—:：·•«»›/<]/u.test(title.slice(other.length)),
  )
  if (prefix) return prefix
  const cuts = cutsOf(title)
  if (cuts.length === 0) return title
  const wanted = new Set(others.map(letters).filter((each) => each.length > 5))
  // The longest stretch between two cuts that another source confirms.
  const edges = [{ start: 0, end: 0 }, ...cuts, { start: title.length, end: title.length }]
  for (let width = edges.length - 1; width >= 1; width--) {
    for (let from = 0; from + width < edges.length; from++) {
      const part = title.slice(edges[from]?.end, edges[from + width]?.start).trim()
      if (width < edges.length - 1 && wanted.has(letters(part))) return part
    }
  }
  return withoutEnds(title, names)
}

function cutsOf(title: string): Array<{ start: number; end: number }> {
  const cuts: Array<{ start: number; end: number }> = []
  for (const match of title.slice(0, 500).matchAll(SEPARATOR)) {
    if (cuts.length < 8) cuts.push({ start: match.index, end: match.index + match[0].length })
  }
  return cuts
}

function withoutEnds(title: string, names: readonly string[]): string {
  let text = title
  for (let round = 0; round < 4; round++) {
    const cuts = cutsOf(text)
    const first = cuts[0]
    const last = cuts[cuts.length - 1]
    if (!first || !last) break
    if (isName(text.slice(last.end), names)) text = text.slice(0, last.start).trim()
    else if (isName(text.slice(0, first.start), names)) text = text.slice(first.end).trim()
    else break
  }
  return text
}

/** Whether a part of a title names the site: its words are the name's, or the host is written in it. */
function isName(part: string, names: readonly string[]): boolean {
  const plain = letters(part)
  if (plain.length < 2 || part.length > 60) return false
  return names.some((name) => {
    const known = letters(name)
    if (known.length < 2) return false
    if (known === plain || likeness(part, name) >= 0.67) return true
    return known.length > 3 && (plain.includes(known) || (plain.length > 3 && known.includes(plain)))
  })
}
