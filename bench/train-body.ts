import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { decide } from '../src/extract/body.ts'
import { CONTEXT, contextOf } from '../src/extract/body-context.ts'
import { lexiconOf } from '../src/extract/body-words.ts'
import { FEATURES } from '../src/extract/feature-names.ts'
import type { Leaf } from '../src/extract/leaves.ts'
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

const MODEL = join(import.meta.dirname, '../src/extract/body-model.json')

/**
 * `train-body EXTRACTION_DIR OUT_DIR`: learns the block model from the labelled pages and writes its data file; takes
 * some minutes. What it would give on sites it has not seen (cross-validated by domain, word weights and first look
 * included) goes to OUT_DIR/<set>.jsonl for the scorer: those figures are the honest ones, the model's own are not.
 */
export async function run([root, out]: string[]): Promise<void> {
  if (!root || !out) throw new Error('usage: npm run -s bench -- train-body EXTRACTION_DIR OUT_DIR')
  const samples = loadSamples(root, SETS)
  say(`${samples.length} pages, ${samples.reduce((sum, { rows }) => sum + rows.length, 0)} blocks`)
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const lexicon = lexiconOf(learn(samples.filter((sample) => sample.fold !== fold)))
    for (const sample of samples) if (sample.fold === fold) putWords(sample, lexicon)
  }
  const first = crossValidate(samples, (sample) => sample.rows, FIRST)
  const wide = new Map(samples.map((sample) => [sample, widen(sample, first.get(sample) ?? [])]))
  const rowsOf = (sample: Sample): Float32Array[] => wide.get(sample) ?? []
  const second = crossValidate(samples, rowsOf, SECOND)
  mkdirSync(out, { recursive: true })
  for (const set of SETS) {
    const lines = samples
      .filter((sample) => sample.set === set)
      .map((sample) => lineOf(sample, second.get(sample) ?? []))
    writeFileSync(join(out, `${set}.jsonl`), `${lines.join('\n')}\n`)
  }
  const lexicon = learn(samples)
  const names = [...FEATURES, ...CONTEXT]
  writeModel(
    MODEL,
    names,
    lexicon,
    grow(samples, (s) => s.rows, FIRST),
    grow(samples, rowsOf, SECOND),
  )
  say(`wrote ${MODEL}, ${lexicon.size} words`)
}

/** Log odds of every sample from trees that were grown without its fold. */
function crossValidate(
  samples: readonly Sample[],
  rowsOf: (sample: Sample) => Float32Array[],
  options: BoostOptions,
): Map<Sample, number[]> {
  const scores = new Map<Sample, number[]>()
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const trees = grow(
      samples.filter((sample) => sample.fold !== fold),
      rowsOf,
      options,
    )
    for (const sample of samples) {
      if (sample.fold !== fold) continue
      scores.set(
        sample,
        rowsOf(sample).map((row) => predict(trees, row)),
      )
    }
    say(`fold ${fold + 1} of ${FOLDS}`)
  }
  return scores
}

function grow(samples: readonly Sample[], rowsOf: (sample: Sample) => Float32Array[], options: BoostOptions): Tree[] {
  const rows: Float32Array[] = []
  const labels: number[] = []
  const weights: number[] = []
  for (const sample of samples) {
    const own = rowsOf(sample)
    weightsOf(sample).forEach((weight, i) => {
      if (weight === 0) return
      rows.push(own[i] as Float32Array)
      labels.push(sample.labels[i] as number)
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

function lineOf(sample: Sample, scores: readonly number[]): string {
  const settled = { select: [], remove: [], entries: [] }
  const body = decide(sample.doc, sample.leaves, candidatesOf(sample), scores, sample.facts, settled)
  const blocks = body.blocks.map(({ text }) => text)
  const summary = body.standfirstInText || sample.standfirst === null ? [] : [sample.standfirst]
  return JSON.stringify({ id: sample.id, blocks, body: blocks.join('\n\n'), summary })
}

function candidatesOf(sample: Sample): Leaf[] {
  return sample.at.map((i) => sample.leaves[i] as Leaf)
}

function say(text: string): void {
  process.stderr.write(`train-body: ${text}\n`)
}
