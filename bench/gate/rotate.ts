import { join } from 'node:path'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED } from './family.ts'

/** Pages of which only the furniture differs: the share that is extracted the same twice. */
export const rotate: GateFamily = {
  bench: 'rotate',
  sets: { rotated: join(SHARED, 'data/rotated') },
  async measure(_, folder) {
    const rows = readLines(await benchLines('rotate', folder)).map((line) => JSON.parse(line))
    return { same: rows.filter((row) => row.same === true).length / rows.length }
  },
}
