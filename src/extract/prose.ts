/** Sentence ends of the scripts that news is written in; CJK, Devanagari, Arabic, Armenian, Ethiopic, Burmese. */
const SENTENCE_ENDS = '.!?…。！？．｡؟۔।॥։።။'
/** What may stand behind them. */
const CLOSERS = ' "\'”’»«›)]」』）】*'
const MOST_CLOSERS = 40

/** Characters outside links if the text, a clean one, reads like sentences: long, or long enough and closed. */
export function proseOf(text: string, linkChars: number): number {
  const own = text.length - linkChars
  if (own * WIDE < LEAST || linkChars > own) return 0
  const size = own * (isWide(text) ? WIDE : 1)
  if (size < LEAST) return 0
  return size >= 120 || endsSentence(text) ? size : size * 0.3
}

const LEAST = 40
/** A CJK character carries about as much as two and a half Latin ones. */
const WIDE = 2.5

/** Whether the text, a clean one, ends as sentences do. */
export function endsSentence(text: string): boolean {
  for (let i = text.length - 1; i >= Math.max(0, text.length - MOST_CLOSERS); i -= 1) {
    const unit = text.charAt(i)
    if (SENTENCE_ENDS.includes(unit)) return true
    if (!CLOSERS.includes(unit)) return false
  }
  return false
}

function isWide(text: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text)
}
