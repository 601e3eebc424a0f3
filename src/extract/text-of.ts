/**
 * The text of a document whose encoding is known by its canonical name. NUL is dropped: no ledger can hold it.
 */
export function textOf(bytes: Uint8Array, charset: string): string {
  const text = new TextDecoder(charset).decode(bytes)
  return text.includes('\0') ? text.replaceAll('\0', '') : text
}
