/** Runs of letters and digits; scripts without blanks are read by pairs of letters instead. */
const RUN = /[\p{L}\p{M}\p{N}]+/gu
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const LONG_SCRIPTS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u

/** Shorter words are grammar; longer ones are known by their beginning, whatever their ending. */
const LEAST_LETTERS = { long: 5, other: 4 }
const STEM = 6
/** What lies behind says no more of what a text is about. */
const MOST_CHARS = 20_000

/** The words that a text is about: beginnings of its long words, and its numbers. */
export function keysOf(text: string): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const word of text.slice(0, MOST_CHARS).normalize('NFKC').toLowerCase().match(RUN) ?? []) {
    if (UNSPACED.test(word)) {
      const letters = [...word]
      for (let i = 0; i + 1 < letters.length; i += 1) keys.add(`${letters[i]}${letters[i + 1]}`)
    } else if (/^\p{N}/u.test(word)) keys.add(word)
    else if (word.length >= (LONG_SCRIPTS.test(word) ? LEAST_LETTERS.long : LEAST_LETTERS.other)) {
      keys.add(word.slice(0, STEM))
    }
  }
  return keys
}

/**
 * Share of a text's words that the rest of the article says, too, 0..1. Of an article's own paragraphs 95 % share more
 * than .29 with it (median .71), of another article's paragraphs three quarters less than .30 (median .17): measured on
 * 572 pages of fundus, scrapinghub and wcxb.
 */
export function kinship(text: ReadonlySet<string>, rest: ReadonlySet<string>): number {
  return text.size === 0 ? 1 : shared(text, rest) / text.size
}

/** Whether one text is the other after an edit rather than another text in its place. */
export function isEdit(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const total = one.size + other.size
  return total === 0 || (2 * shared(one, other)) / total >= EDITED
}

/** An edited paragraph keeps at least a third of its words; two that merely stand at one place share hardly any. */
const EDITED = 1 / 3

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0
  for (const key of one) if (other.has(key)) count += 1
  return count
}
