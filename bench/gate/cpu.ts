import { join } from 'node:path'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED } from './family.ts'

const set = (name: string) => join(SHARED, 'data/extraction', name)

/**
 * How many times the CPU of Stet's extractor Readability on linkedom takes. Where npm cannot install the two it is
 * missed and not passed over: the same registry has just given the project its own packages.
 */
export const cpu: GateFamily = {
  bench: 'cpu',
  sets: { fundus: set('fundus'), wcxb: set('wcxb') },
  isPromise: true,
  async measure(_, directory) {
    const [line = '{}'] = readLines(await benchLines('cpu', directory))
    return { readability_by_stet: JSON.parse(line).times }
  },
}
