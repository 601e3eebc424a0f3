/** Letters and digits in lower case: for equality of texts whatever their type-setting. */
export function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
