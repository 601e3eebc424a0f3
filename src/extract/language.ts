import type { Scan } from './scan.ts'

/** The page's language tag ("de", "pt-BR") as html, meta or JSON-LD gives it; null when none is well formed. */
export function readLanguage(scan: Scan, jsonLd: string | null): string | null {
  const values = [
    scan.html?.attribs['lang'],
    scan.html?.attribs['xml:lang'],
    scan.metas.get('og:locale')?.[0],
    jsonLd,
    scan.metas.get('content-language')?.[0],
    scan.metas.get('dc.language')?.[0],
    scan.metas.get('language')?.[0],
  ]
  for (const value of values) {
    const tag = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?$/i.exec((value ?? '').trim())
    if (tag?.[1]) return [tag[1].toLowerCase(), tag[2], tag[3]?.toUpperCase()].filter(Boolean).join('-')
  }
  return null
}

const RIGHT_TO_LEFT = /^(?:ar|he|iw|fa|ur|yi|ps|sd|ug|ckb|dv)(?:-|$)/

/** The direction of the text: what `dir` says, else the language's. */
export function readDirection(scan: Scan, lang: string | null): 'ltr' | 'rtl' {
  const dir = scan.html?.attribs['dir']?.toLowerCase()
  if (dir === 'rtl' || dir === 'ltr') return dir
  return lang !== null && RIGHT_TO_LEFT.test(lang) ? 'rtl' : 'ltr'
}
