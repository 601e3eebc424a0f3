import { LANGUAGES, type Lexicon, lexiconOf } from './lang/lexicon.ts'

/**
 * The lexicon for a text: by its declared language where there is a table for it, else by its script and by whose
 * function words it uses most. A language without a table gets the bare one: figures, quotes and names by script only.
 */
export function lexiconFor(lang: string | null, sample: string): Lexicon {
  const declared = lang === null ? null : lexiconOf(lang)
  if (declared && !contradicted(declared.code, sample)) return declared
  if (/[\u0590-\u05ff]/.test(sample) && lexiconOf('he')) return lexiconOf('he') ?? bare()
  if (/[\u0600-\u06ff]/.test(sample) && lexiconOf('ar')) return lexiconOf('ar') ?? bare()
  if (lang !== null && !declared) return bare()
  return byFunctionWords(sample)
}

/** A page that says "en" and is written in Hebrew letters is Hebrew. */
function contradicted(code: string, sample: string): boolean {
  const letters = sample.slice(0, 400)
  const semitic = (letters.match(/[\u0590-\u06ff]/g) ?? []).length
  const latin = (letters.match(/[a-z]/gi) ?? []).length
  return code === 'he' || code === 'ar' ? semitic === 0 && latin > 20 : semitic > latin
}

function byFunctionWords(sample: string): Lexicon {
  const words =
    sample
      .slice(0, 1500)
      .toLowerCase()
      .normalize('NFC')
      .match(/\p{L}+/gu) ?? []
  let best: Lexicon | null = null
  let most = 0
  for (const code of LANGUAGES) {
    const lexicon = lexiconOf(code)
    if (!lexicon) continue
    let hits = 0
    for (const word of words) if (lexicon.marks.has(word)) hits++
    if (hits > most) {
      most = hits
      best = lexicon
    }
  }
  if (best) return best
  return /[a-z]/i.test(sample) ? (lexiconOf('en') ?? bare()) : bare()
}

function bare(): Lexicon {
  const lexicon = lexiconOf('und')
  if (!lexicon) throw new Error('the bare lexicon is missing')
  return lexicon
}
