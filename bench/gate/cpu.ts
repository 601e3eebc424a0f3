import { join } from 'node:path'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED } from './family.ts'

const set = (name: string) => join(SHARED, 'data/extraction', name)

/**
 * How many times the CPU of Stet's extractor Readability on linkedom takes. What else runs on the machine takes caches
 * from both and lessens the ratio (3.3 -> 2.7 measured with ten processes on each core), never raises it: the best of a
 * few attempts counts. Where npm cannot install the two it is missed and not passed over: the same registry has just
 * given the project its own packages. The promise is 3 times.
 */
export const cpu: GateFamily = {
  bench: 'cpu',
  sets: { fundus: set('fundus'), wcxb: set('wcxb') },
  isPromise: true,
  async measure(_, directory) {
    let best = 0
    for (let attempt = 0; attempt < ATTEMPTS && best < PROMISED; attempt += 1) {
      const [line = '{}'] = readLines(await benchLines('cpu', directory))
      best = Math.max(best, JSON.parse(line).times)
    }
    return { readability_by_stet: best }
  },
}

const PROMISED = 3
const ATTEMPTS = 3
