import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readLines } from '../pairs.ts'
import { benchLines, type GateFamily, SHARED, scored } from './family.ts'

const set = (name: string) => join(SHARED, 'data/extraction', name)
const number = z.number().nullish()
const score = z.object({
  F1: number,
  cleanPages: number,
  badPerPage: number,
  headStripped: number,
  authExact: number,
  dateDay: number,
  segF1: number,
  segClean: number,
})

/** Extraction against ground truth. Fundus' truth holds the standfirst, so there it is scored with the body. */
export const extract: GateFamily = {
  bench: 'extract',
  sets: {
    fundus: set('fundus'),
    scrapinghub: set('scrapinghub'),
    wcxb: set('wcxb'),
    trafilatura: set('trafilatura'),
  },
  async measure(name, path) {
    return await metricsOf(name, path, await benchLines('extract', path))
  },
}

/** The metrics of a set (`name`, in folder `path`) for a file of predictions; those its truth does not tell are left out. */
export async function metricsOf(name: string, path: string, lines: string): Promise<Record<string, number>> {
  const predictions = name === 'fundus' ? withStandfirst(lines) : lines
  const found = score.parse(await scored('score-extraction.mjs', join(path, 'truth.jsonl'), predictions))
  const metrics: Record<string, number> = {}
  const add = (metric: string, value: number | null | undefined) => {
    if (value !== null && value !== undefined) metrics[metric] = value
  }
  add('body_f1', found.F1)
  add('clean_pages', found.cleanPages)
  if (typeof found.badPerPage === 'number') metrics['foreign_blocks_saved'] = -found.badPerPage
  add('headline', found.headStripped)
  add('authors_exact', found.authExact)
  add('date_same_day', found.dateDay)
  add('segment_f1', found.segF1)
  add('segments_clean', found.segClean)
  return metrics
}

function withStandfirst(predictions: string): string {
  const file = `${predictions}.standfirst`
  const lines = readLines(predictions).map((line) => {
    const row = JSON.parse(line)
    const blocks = [...(row.summary ?? []), ...(row.blocks ?? [])]
    return JSON.stringify({ ...row, blocks, body: blocks.join('\n\n') })
  })
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}
