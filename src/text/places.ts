import { PLACES } from './lang/places.ts'
import { wordKey } from './tokens.ts'

let index: Map<string, string> | undefined

/** The place a word stands for: a land by any of its names or its people ("British" is the UK); null when unknown. */
export function placeOf(key: string): string | null {
  index ??= compile()
  return index.get(key) ?? null
}

function compile(): Map<string, string> {
  const map = new Map<string, string>()
  for (const entry of PLACES) {
    const [first = '', ...others] = entry.split(' ').map(wordKey)
    for (const name of [first, ...others]) map.set(name, first)
  }
  return map
}
