import { join } from 'node:path'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED } from './family.ts'

/** Edits of real pages that change a version: the share that no imprint hides. */
export const known: GateFamily = {
  bench: 'known',
  sets: Object.fromEntries(['fundus', 'scrapinghub'].map((set) => [set, join(SHARED, 'data/extraction', set)])),
  async measure(_, folder) {
    const rows = readLines(await benchLines('known', folder)).map(
      (line) => JSON.parse(line) as { edits: number; missed: string[] },
    )
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
    return { seen: 1 - sum(({ missed }) => missed.length) / sum(({ edits }) => edits) }
  },
}
