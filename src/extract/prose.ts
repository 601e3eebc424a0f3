/** Sentence ends of the scripts that news is written in; CJK, Devanagari, Arabic, Armenian, Ethiopic, Burmese. */
const SENTENCE_END = /[.!?…。！？．｡؟۔।॥։።။][\s"'”’»«›)\]」』）】*]*$/u

/** Characters outside links if the text reads like sentences: long, or long enough and closed. */
export function proseOf(text: string, linkChars: number): number {
  const own = text.length - linkChars
  // A CJK character carries about as much as two and a half Latin ones.
  const size = own * (isWide(text) ? 2.5 : 1)
  if (size < 40 || linkChars > own) return 0
  return size >= 120 || endsSentence(text) ? size : size * 0.3
}

/** Whether the text ends as sentences do. */
export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text.slice(-40))
}

function isWide(text: string): boolean {
  return /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text)
}
