import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decide } from '../src/extract/body.ts'
import { CONTEXT, contextOf } from '../src/extract/body-context.ts'
import { mayLead, NO_LEAD, type Scores } from '../src/extract/body-model.ts'
import { lexiconOf } from '../src/extract/body-words.ts'
import { FEATURES } from '../src/extract/feature-names.ts'
import type { Leaf } from '../src/extract/leaves.ts'
import { metricsOf } from './gate/extract.ts'
import { FOLDS, loadSamples, putWords, type Sample } from './train/dataset.ts'
import { learnLexicon } from './train/lexicon.ts'
import { type BoostOptions, boost, predict, type Tree } from './train/trees.ts'
import { weightsOf } from './train/weights.ts'
import { writeModel } from './train/write-model.ts'

const SETS = ['fundus', 'scrapinghub', 'wcxb', 'trafilatura']
/** A class word that stands on fewer sites is a site's habit, not a language. */
const MIN_DOMAINS = 4
/** Found by hand over cross-validated scores: fewer leaves or more shrinkage cost about .002 of F1 on fundus. */
const FIRST: BoostOptions = { trees: 60, leaves: 24, rate: 0.15, lambda: 2, minWeight: 2 }
const SECOND: BoostOptions = { trees: 60, leaves: 24, rate: 0.12, lambda: 2, minWeight: 2 }

/** A standfirst has some hundred examples: small trees. */
const LEAD: BoostOptions = { trees: 60, leaves: 6, rate: 0.1, lambda: 3, minWeight: 3 }

const LEAVES_SINCE = FEATURES.indexOf('leavesSince')
const MODEL = join(import.meta.dirname, '../src/extract/body-model.json')

/**
 * `train-body EXTRACTION_DIR OUT_DIR`: learns the block model from the labelled pages and writes its data file; takes
 * some minutes. What it would give on sites it has not seen (cross-validated by domain, word weights and first look
 * included) goes to OUT_DIR/<set>.jsonl, and its scores to stdout, one JSON line per set: those figures are the honest
 * ones, the model's own are not.
 */
export async function run([root, out]: string[]): Promise<void> {
  if (!root || !out) throw new Error('usage: npm run -s bench -- train-body EXTRACTION_DIR OUT_DIR')
  const samples = loadSamples(root, SETS)
  say(`${samples.length} pages, ${samples.reduce((sum, { rows }) => sum + rows.length, 0)} blocks`)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const lexicon = lexiconOf(learn(samples.filter((sample) => sample.fold !== fold)))
    for (const sample of samples) if (sample.fold === fold) putWords(sample, lexicon)
  }
  const first = crossValidate(samples, FIRST, (sample) => bodyLessons(sample, sample.rows))
  const wide = new Map(samples.map((sample) => [sample, widen(sample, first.get(sample) ?? [])]))
  const rowsOf = (sample: Sample): Float32Array[] => wide.get(sample) ?? []
  const second = crossValidate(samples, SECOND, (sample) => bodyLessons(sample, rowsOf(sample)))
  const lead = crossValidate(samples, LEAD, (sample) => leadLessons(sample, rowsOf(sample)))
  mkdirSync(out, { recursive: true })
  for (const set of SETS) {
    const lines = samples
      .filter((sample) => sample.set === set)
      .map((sample) => lineOf(sample, { body: second.get(sample) ?? [], lead: lead.get(sample) ?? [] }))
    const file = join(out, `${set}.jsonl`)
    writeFileSync(file, `${lines.join('\n')}\n`)
    const { body_f1, clean_pages, foreign_blocks_saved, segment_f1, segments_clean } = await metricsOf(
      set,
      join(root, set),
      file,
    )
    const metrics = { body_f1, clean_pages, foreign_blocks_saved, segment_f1, segments_clean }
    process.stdout.write(`${JSON.stringify({ set, ...metrics })}\n`)
  }
  const lexicon = learn(samples)
  const names = [...FEATURES, ...CONTEXT]
  writeModel(
    MODEL,
    names,
    lexicon,
    grow(samples, FIRST, (sample) => bodyLessons(sample, sample.rows)),
    grow(samples, SECOND, (sample) => bodyLessons(sample, rowsOf(sample))),
    grow(samples, LEAD, (sample) => leadLessons(sample, rowsOf(sample))),
  )
  say(`wrote ${MODEL}, ${lexicon.size} words`)
}

/** What a page teaches: its rows with label and weight; a weight of 0 teaches nothing, a row of weight null is not asked of. */
interface Lessons {
  rows: Float32Array[]
  labels: ArrayLike<number>
  weights: Array<number | null>
}

function bodyLessons(sample: Sample, rows: Float32Array[]): Lessons {
  return { rows, labels: sample.labels, weights: weightsOf(sample) }
}

function leadLessons({ leads }: Sample, rows: Float32Array[]): Lessons {
  const weights = rows.map((row) => (mayLead(row[LEAVES_SINCE] as number) ? Number(leads !== null) : null))
  return { rows, labels: leads ?? new Uint8Array(rows.length), weights }
}

/** Log odds of every sample from trees that were grown without its fold. */
function crossValidate(
  samples: readonly Sample[],
  options: BoostOptions,
  lessonsOf: (sample: Sample) => Lessons,
): Map<Sample, number[]> {
  const scores = new Map<Sample, number[]>()
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const trees = grow(
      samples.filter((sample) => sample.fold !== fold),
      options,
      lessonsOf,
    )
    for (const sample of samples) {
      if (sample.fold !== fold) continue
      const { rows, weights } = lessonsOf(sample)
      scores.set(
        sample,
        rows.map((row, i) => (weights[i] === null ? NO_LEAD : predict(trees, row))),
      )
    }
    say(`fold ${fold + 1} of ${FOLDS}`)
  }
  return scores
}

function grow(samples: readonly Sample[], options: BoostOptions, lessonsOf: (sample: Sample) => Lessons): Tree[] {
  const rows: Float32Array[] = []
  const labels: number[] = []
  const weights: number[] = []
  for (const sample of samples) {
    const own = lessonsOf(sample)
    own.weights.forEach((weight, i) => {
      if (!weight) return
      rows.push(own.rows[i] as Float32Array)
      labels.push(own.labels[i] as number)
      weights.push(weight)
    })
  }
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, j) => Float32Array.from(rows, (row) => row[j] as number))
  return boost(columns, Uint8Array.from(labels), Float32Array.from(weights), options)
}

function learn(samples: readonly Sample[]): Map<string, number> {
  const blocks = samples.flatMap((sample) =>
    weightsOf(sample).flatMap((weight, i) =>
      weight === 0
        ? []
        : [{ words: sample.words[i] ?? [], label: sample.labels[i] ?? 0, weight, domain: sample.domain }],
    ),
  )
  return learnLexicon(blocks, MIN_DOMAINS)
}

function widen(sample: Sample, scores: readonly number[]): Float32Array[] {
  const context = contextOf(candidatesOf(sample), scores)
  const added = CONTEXT.length
  return sample.rows.map((row, i) => Float32Array.from([...row, ...context.subarray(i * added, (i + 1) * added)]))
}

function lineOf(sample: Sample, scores: Scores): string {
  const settled = { select: [], remove: [], entries: [] }
  const body = decide(sample.doc, sample.leaves, candidatesOf(sample), scores, sample.facts, settled)
  const blocks = body.blocks.map(({ text }) => text)
  const summary = body.standfirst === null ? [] : [body.standfirst]
  return JSON.stringify({ id: sample.id, blocks, body: blocks.join('\n\n'), summary })
}

function candidatesOf(sample: Sample): Leaf[] {
  return sample.at.map((i) => sample.leaves[i] as Leaf)
}

function say(text: string): void {
  process.stderr.write(`train-body: ${text}\n`)
}
