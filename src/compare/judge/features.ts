import { EVENTS } from './features/events.ts'
import { FACTS } from './features/facts.ts'
import type { Feature } from './features/feature.ts'
import { FIGURES } from './features/figures.ts'
import { NAMES } from './features/names.ts'
import { SIZE } from './features/size.ts'
import { VOICES } from './features/voices.ts'
import type { View } from './view.ts'

const TYPED: readonly Feature[] = [...FIGURES, ...EVENTS, ...VOICES, ...NAMES, ...FACTS]

/** Everything the judge measures. */
export const FEATURES: readonly Feature[] = [...SIZE, ...TYPED]

/** Features that weigh anew where little else differs: there size says nothing and the one word is the point. */
export const CLOSE: readonly Feature[] = TYPED.filter((feature) => feature.sign > 0)

/** 0 where the texts differ in size already, 1 where they are close: trigram Dice from .6 to .7. */
export function closeness({ dice }: View): number {
  return Math.min(1, Math.max(0, (dice - 0.6) / 0.1))
}

/** The name of a feature's second weight in weights.json. */
export function closeName(name: string): string {
  return `${name}_close`
}
