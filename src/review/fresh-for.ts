/**
 * How long a cache on the way may still answer in the server's place, ms: the age that Cache-Control allows less the
 * age it has (RFC 9111, 4.2). Null where nothing is said or the answer may not be kept.
 * @param headers lower-case names
 */
export function freshForMs(headers: Readonly<Record<string, string>>): number | null {
  if (headers['cache-control'] === undefined && headers['expires'] === undefined) return null
  const control = headers['cache-control'] ?? ''
  if (/\b(?:no-store|no-cache|private)\b/i.test(control)) return null
  // Without a number for shared caches the one for all holds.
  const allowed =
    seconds(/\bs-maxage\s*=\s*"?(\d+)/i.exec(control)) ??
    seconds(/\bmax-age\s*=\s*"?(\d+)/i.exec(control)) ??
    untilExpiry(headers)
  if (allowed === null) return null
  const left = allowed - (seconds(/^\s*(\d+)/.exec(headers['age'] ?? '')) ?? 0)
  return left > 0 ? left * 1000 : null
}

/** Where Cache-Control says no number, Expires by the answer's own clock does (RFC 9111, 4.2.1). */
function untilExpiry({ expires = '', date = '' }: Readonly<Record<string, string>>): number | null {
  const allowed = (Date.parse(expires) - Date.parse(date)) / 1000
  return Number.isNaN(allowed) ? null : allowed
}

function seconds(found: RegExpExecArray | null): number | null {
  return found?.[1] === undefined ? null : Number(found[1])
}
