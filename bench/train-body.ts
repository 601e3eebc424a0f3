import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decide } from '../src/extract/body.ts'
import { mayLead, NO_LEAD, type Scores } from '../src/extract/body-model.ts'
import { lexiconOf } from '../src/extract/body-words.ts'
import { shownOrShipped } from '../src/extract/extract.ts'
import { FEATURES } from '../src/extract/feature-names.ts'
import type { Leaf } from '../src/extract/leaves.ts'
import { beginningOf } from '../src/extract/page-sums.ts'
import { metricsOf } from './gate/extract.ts'
import { FOLDS, loadSamples, putWords, type Sample } from './train/dataset.ts'
import { learnLexicon } from './train/lexicon.ts'
import { type BoostOptions, boost, predict, type Tree } from './train/trees.ts'
import { weightsOf } from './train/weights.ts'
import { writeModel } from './train/write-model.ts'

const SETS = ['fundus', 'scrapinghub', 'wcxb', 'trafilatura']
/** A class word that stands on fewer sites is a site's habit, not a language. */
const MIN_DOMAINS = 4
/**
 * Chosen over cross-validated log loss: half the trees at twice the rate cost 1 to 5 % of it, stronger shrinkage or smaller
 * trees as much again; a second look at what the first made of the neighbours did not earn its time. With 48 leaves
 * the loss is that of 32, and pages that are known are read better.
 */
const BODY: BoostOptions = { trees: 200, leaves: 48, rate: 0.06, lambda: 1, minWeight: 0.7, features: 0.3, groups: 0.6 }
/** A standfirst has some hundred examples: small trees. */
const LEAD: BoostOptions = { trees: 60, leaves: 6, rate: 0.1, lambda: 3, minWeight: 3, features: 1, groups: 1 }

const LEAVES_SINCE = FEATURES.indexOf('leavesSince')
const MODEL = join(import.meta.dirname, '../src/extract/body-model.json')

/**
 * `train-body EXTRACTION_DIR OUT_DIR`: learns the block model from the labelled pages and writes its data file; takes
 * some minutes. What it would give on sites it has not seen (cross-validated by domain, word weights included) goes to OUT_DIR/<set>.jsonl, and its scores to stdout, one JSON line per set: those figures are the honest
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
  const body = crossValidate(samples, BODY, bodyLessons)
  const lead = crossValidate(samples, LEAD, leadLessons)
  mkdirSync(out, { recursive: true })
  for (const set of SETS) {
    const lines = samples
      .filter((sample) => sample.set === set)
      .map((sample) => lineOf(sample, { body: body.get(sample) ?? [], lead: lead.get(sample) ?? [] }))
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
  writeModel(MODEL, FEATURES, lexicon, grow(samples, BODY, bodyLessons), grow(samples, LEAD, leadLessons))
  say(`wrote ${MODEL}, ${lexicon.size} words`)
}

/** What a page teaches: its rows with label and weight; a weight of 0 teaches nothing, a row of weight null is not asked of. */
interface Lessons {
  rows: Float32Array[]
  labels: ArrayLike<number>
  weights: Array<number | null>
}

function bodyLessons(sample: Sample): Lessons {
  return { rows: sample.rows, labels: sample.labels, weights: weightsOf(sample) }
}

function leadLessons({ leads, rows }: Sample): Lessons {
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
  const groups: number[] = []
  const domains = new Map<string, number>()
  for (const sample of samples) {
    const group = domains.get(sample.domain) ?? domains.size
    domains.set(sample.domain, group)
    const own = lessonsOf(sample)
    own.weights.forEach((weight, i) => {
      if (!weight) return
      rows.push(own.rows[i] as Float32Array)
      labels.push(own.labels[i] as number)
      weights.push(weight)
      groups.push(group)
    })
  }
  const width = rows[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, j) => Float32Array.from(rows, (row) => row[j] as number))
  const lesson = {
    columns,
    labels: Uint8Array.from(labels),
    weights: Float32Array.from(weights),
    groups: Int32Array.from(groups),
  }
  return boost(lesson, options)
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

function lineOf(sample: Sample, scores: Scores): string {
  const settled = { select: [], remove: [], entries: [] }
  const candidates = candidatesOf(sample)
  const beginnings = candidates.map(({ text }) => beginningOf(text))
  const body = decide(sample.doc, sample.leaves, candidates, beginnings, scores, sample.facts, settled)
  const blocks = shownOrShipped(sample.doc, body, sample.metadata).blocks.map(({ text }) => text)
  const summary = body.standfirst === null ? [] : [body.standfirst]
  return JSON.stringify({ id: sample.id, blocks, body: blocks.join('\n\n'), summary })
}

function candidatesOf(sample: Sample): Leaf[] {
  return sample.at.map((i) => sample.leaves[i] as Leaf)
}

function say(text: string): void {
  process.stderr.write(`train-body: ${text}\n`)
}
