const ZERO_WIDTH_SPACE = '\u200b'

/** Text whose @mentions no service rings for: an invisible space after the @ (not in the middle of an address). */
export function inertMentions(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])[@＠](?=[\p{L}\p{N}<&!])/gu, `$&${ZERO_WIDTH_SPACE}`)
}

/** Right-to-left text set apart (U+2068 … U+2069), so that neither side reorders the other. */
export function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1eeff}]/u

/** A rendered text of at most `max` code units: of `source`, or of shorter and shorter cuts of it. */
export function renderWithin(source: string, max: number, cutTo: (length: number) => string): string {
  for (let length = Math.min(source.length, max); length > 0; length = Math.floor(length * 0.8)) {
    const rendered = cutTo(length)
    if (rendered.length <= max) return rendered
  }
  return ''
}
