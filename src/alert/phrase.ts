/**
 * Whether a word or phrase stands in a text, as an editor means it: whole words, whatever the case, the accents or the
 * spaces between; a trailing * takes any ending. Scripts without spaces between words match anywhere.
 */
export function phraseIn(phrase: string, text: string): boolean {
  const open = phrase.endsWith('*')
  const wanted = fold(open ? phrase.slice(0, -1) : phrase)
  if (wanted === '') return false
  const folded = fold(text)
  const startsWord = !UNSPACED_START.test(wanted)
  const endsWord = !open && !UNSPACED_END.test(wanted)
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + 1)) {
    const free = !(startsWord && WORD_END.test(folded.slice(Math.max(0, at - 2), at)))
    const rest = folded.slice(at + wanted.length, at + wanted.length + 2)
    if (free && !(endsWord && WORD_START.test(rest))) return true
  }
  return false
}

const WORD_END = /[\p{L}\p{N}\p{M}]$/u
const WORD_START = /^[\p{L}\p{N}\p{M}]/u
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]`
const UNSPACED_START = new RegExp(`^${UNSPACED}`, 'u')
const UNSPACED_END = new RegExp(`${UNSPACED}$`, 'u')

/**
 * Marks go only where they are accents or pointing (Latin, Greek, Hebrew, Arabic): in Indic scripts they are vowels and
 * in Cyrillic they make another letter.
 */
const POINTING = /(?<=[\p{sc=Latn}\p{sc=Grek}\p{sc=Hebr}\p{sc=Arab}]\p{Mn}*)\p{Mn}/gu

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(POINTING, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
}
