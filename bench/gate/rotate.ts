import { join } from 'node:path'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED } from './family.ts'

/** Pages of which only the furniture differs: the share that is extracted the same twice, and that is known at once. */
export const rotate: GateFamily = {
  bench: 'rotate',
  sets: { rotated: join(SHARED, 'data/rotated') },
  async measure(_, folder) {
    const rows = readLines(await benchLines('rotate', folder)).map((line) => JSON.parse(line))
    const share = (field: string) => rows.filter((row) => row[field] === true).length / rows.length
    return { same: share('same'), known: share('known') }
  },
}
