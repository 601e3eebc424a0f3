/** Letters and digits in lower case: for equality of texts whatever their type-setting. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Most texts; the general classes cost four times as much. */
const ASCII = /^[ -~]*$/
