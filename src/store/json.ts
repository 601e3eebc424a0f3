/**
 * JSON that PostgreSQL takes: jsonb and text refuse NUL and lone surrogates, which pages do hold.
 * Null stays SQL null.
 */
export function toJson(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const plain = JSON.stringify(value)
  // JSON.stringify writes both as escapes: without them there is nothing to mend, which is nearly always.
  if (!REFUSED.test(plain)) return plain
  return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === 'string' ? toText(inner) : inner))
}

const REFUSED = /\\u(?:0000|d[89a-f])/

/** A string without NUL and lone surrogates. */
export function toText(value: string): string {
  return value.includes('\0') ? value.replaceAll('\0', '').toWellFormed() : value.toWellFormed()
}
