import { stripVTControlCharacters, styleText } from 'node:util'

/** One JSON value a line, for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}

/** Lines for people. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

type Style = Parameters<typeof styleText>[0]

/** Text with a style, where stdout is a terminal that shows it and NO_COLOR does not forbid it. */
export function styled(style: Style, text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

/** Columns under a faint heading; the last column takes what is left of the line. */
export function table(headings: string[], rows: string[][]): string {
  const widths = headings.map((heading, at) => Math.max(heading.length, ...rows.map((row) => width(row[at] ?? ''))))
  const line = (cells: string[]) =>
    cells
      .map((cell, at) => (at === cells.length - 1 ? cell : cell + ' '.repeat((widths[at] ?? 0) - width(cell))))
      .join('  ')
  return [styled('dim', line(headings)), ...rows.map(line)].join('\n')
}

/** A page's text on the terminal: without control characters, which could move its cursor or change its title. */
export function safe(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
}

/** A moment as people read it: UTC, to the minute, or a dash. */
export function moment(iso: string | null): string {
  return iso === null ? '-' : `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
}

/** At most so many characters, cut with an ellipsis. */
export function short(text: string, most: number): string {
  const letters = [...new Intl.Segmenter().segment(safe(text))]
  if (letters.length <= most) return safe(text)
  return `${letters
    .slice(0, most - 1)
    .map(({ segment }) => segment)
    .join('')}…`
}

/** Wide characters of East Asian scripts take two columns. */
function width(text: string): number {
  const plain = stripVTControlCharacters(text)
  const wide = plain.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0
  return [...new Intl.Segmenter().segment(plain)].length + wide
}
