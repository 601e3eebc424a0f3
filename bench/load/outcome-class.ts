import { randomOf } from './page.ts'

/** What an origin answers: the four kinds of check that cost differently. */
export const CLASSES = ['304', 'same', 'furniture', 'change'] as const
export type OutcomeClass = (typeof CLASSES)[number]

/** Shares of the classes, in percent of the checks. */
export type Mix = Record<OutcomeClass, number>

/** Reads `304=60,same=15,furniture=23,change=2`. */
export function readMix(text: string): Mix {
  const mix: Mix = { '304': 0, same: 0, furniture: 0, change: 0 }
  for (const part of text.split(',')) {
    const [name, share] = part.split('=')
    const known = CLASSES.find((one) => one === name)
    if (!known || !(Number(share) >= 0)) throw new Error(`"${part}" is no share: ${CLASSES.join(', ')}, as in same=15`)
    mix[known] = Number(share)
  }
  return mix
}

/** The class of an article's nth answer: drawn by hash, so that each run serves the same. */
export function classOf(mix: Mix, article: string, nth: number): OutcomeClass {
  const total = CLASSES.reduce((sum, name) => sum + mix[name], 0)
  let left = randomOf(`${article} ${nth}`)() * total
  for (const name of CLASSES) {
    left -= mix[name]
    if (left < 0) return name
  }
  return '304'
}
