import { PLACES } from './lang/places.ts'
import { wordKey } from './tokens.ts'

let index: Map<string, string> | undefined

/** The place a word stands for: a land by any of its names or its people ("British" is the UK); null when unknown. */
export function placeOf(key: string): string | null {
  index ??= compile()
  const known = index.get(key)
  if (known !== undefined || !PREFIXED.test(key)) return known ?? null
  return index.get(key.slice(1)) ?? index.get(key.replace(/^(?:وال|بال|لل|وب|ול|וב|ומ|שב|שמ)/, '')) ?? null
}

/** Hebrew and Arabic write small words as one prefix with the name. */
const PREFIXED = /^[בלהומכשوبلفك][\u0590-\u06ff]{2}/

function compile(): Map<string, string> {
  const map = new Map<string, string>()
  for (const entry of PLACES) {
    const [first = '', ...others] = entry.split(' ').map(wordKey)
    for (const name of [first, ...others]) map.set(name, first)
  }
  return map
}
