import { EVENTS } from './features/events.ts'
import { FACTS } from './features/facts.ts'
import type { Feature } from './features/feature.ts'
import { FIGURES } from './features/figures.ts'
import { NAMES } from './features/names.ts'
import { SIZE } from './features/size.ts'
import { VOICES } from './features/voices.ts'

/** Everything the judge measures, in the order of the weights file. */
export const FEATURES: readonly Feature[] = [...SIZE, ...FIGURES, ...EVENTS, ...VOICES, ...NAMES, ...FACTS]
