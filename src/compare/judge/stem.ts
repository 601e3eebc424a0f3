/** Endings that inflect a word without changing it, longest first; the stem keeps at least three letters. */
const ENDINGS: Record<string, readonly string[]> = {
  nl: ['en', 'de', 'te', 'e', 's', 't'],
  de: ['en', 'er', 'es', 'em', 'te', 'e', 'n', 's', 't'],
  fr: ['ees', 'es', 'ent', 'ee', 'er', 's', 'e', 'x'],
  es: ['aron', 'ieron', 'es', 'os', 'as', 'ar', 'o', 'a', 's'],
}

/** A light stemmer for word keys (lower case, no accents): irregular forms by table, the rest by ending. */
export function stemmer(lang: string, irregular: ReadonlyMap<string, string>): (key: string) => string {
  const cut = lang === 'en' ? english : byEnding(ENDINGS[lang] ?? [])
  const memo = new Map<string, string>()
  return (key) => {
    let stem = memo.get(key)
    if (stem === undefined) {
      stem = cut(irregular.get(key) ?? key)
      // Bounded: a hostile page must not grow it without end.
      if (memo.size < 20_000) memo.set(key, stem)
    }
    return stem
  }
}

/** Two endings at most: "wisten" and "wist" meet in one stem. */
function byEnding(endings: readonly string[]): (key: string) => string {
  const once = (key: string) => {
    const ending = endings.find((one) => key.length - one.length >= 3 && key.endsWith(one))
    return ending === undefined ? key : key.slice(0, -ending.length)
  }
  return (key) => once(once(key))
}

function english(key: string): string {
  if (key.length < 4) return key
  let stem = key
  if (stem.endsWith('ies') && stem.length > 4) stem = `${stem.slice(0, -3)}y`
  else if (/(?:s|x|z|ch|sh)es$/.test(stem)) stem = stem.slice(0, -2)
  else if (/[^suoi]s$/.test(stem)) stem = stem.slice(0, -1)
  else if (stem.endsWith('ied') && stem.length > 4) stem = `${stem.slice(0, -3)}y`
  else if (/[aeiouy].*ing$/.test(stem) && stem.length > 5) stem = undouble(stem.slice(0, -3))
  else if (/[aeiouy].*ed$/.test(stem) && stem.length > 4) stem = undouble(stem.slice(0, -2))
  return stem.length > 3 && stem.endsWith('e') ? stem.slice(0, -1) : stem
}

function undouble(stem: string): string {
  return /([bdgmnprt])\1$/.test(stem) ? stem.slice(0, -1) : stem
}
