/** Words between quotation marks, by their place in the folded text, marks left out. */
export interface QuoteSpan {
  start: number
  end: number
}

/**
 * Reads quoted passages of folded text (all marks are ' or "). A single mark opens only after a blank or a bracket and
 * closes only before one or before punctuation, so that apostrophes stay apostrophes.
 */
export function readQuotes(text: string): QuoteSpan[] {
  const spans: QuoteSpan[] = []
  let open = -1
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '"' || inAcronym(text, at)) continue
    const opens = /[^\s,.;:!?)]/.test(text[at + 1] ?? ' ') && /^$|[\s([-]/.test(text[at - 1] ?? '')
    if (open < 0) {
      // A closing mark whose opening stands in the sentence before.
      if (opens || /\S/.test(text[at + 1] ?? ' ')) open = at
    } else if (opens) open = at
    else {
      if (at > open + 1) spans.push({ start: open + 1, end: at })
      open = -1
    }
  }
  // A speech that runs on into the next sentence has no closing mark here.
  if (open >= 0 && text.length - open > 12) spans.push({ start: open + 1, end: text.length })
  for (const match of text.matchAll(/(?<=^|[\s([:-])'(?=\S)(.*?\S)'(?=$|[\s,.;:!?)\]-])/g)) {
    const start = match.index + 1
    const end = match.index + match[0].length - 1
    if (!spans.some((span) => span.start <= start && span.end >= end)) spans.push({ start, end })
  }
  return spans.sort((a, b) => a.start - b.start)
}

/** Hebrew writes acronyms with the same mark. */
function inAcronym(text: string, at: number): boolean {
  return /[\u0590-\u06ff]/.test(text[at - 1] ?? '') && /[\u0590-\u06ff]/.test(text[at + 1] ?? '')
}
