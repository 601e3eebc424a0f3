import { writeFileSync } from 'node:fs'
import { CONTEXT, contextOf } from '../../src/extract/body-context.ts'
import { FEATURES, signatureOf } from '../../src/extract/body-features.ts'
import type { Leaf } from '../../src/extract/leaves.ts'
import { FOLDS, loadSamples, putWords, type Sample } from './dataset.ts'
import { learnLexicon, type Worded } from './lexicon.ts'
import { boost, predict, type Tree } from './trees.ts'
import { writeModel } from './write-model.ts'

const SETS = ['fundus', 'scrapinghub', 'wcxb', 'trafilatura']
const MIN_DOMAINS = 4
const FIRST = { trees: 70, leaves: 20, rate: 0.12, lambda: 5, minWeight: 6 }
const SECOND = { trees: 90, leaves: 16, rate: 0.07, lambda: 5, minWeight: 6 }

const root = process.argv[2] ?? '/work/shared/data/extraction'
const t0 = Date.now()
const say = (s: string) => process.stderr.write(`${((Date.now() - t0) / 1000).toFixed(0)}s ${s}\n`)
const samples = loadSamples(root, SETS)
say('loaded')

function weightsOf(sample: Sample): number[] {
  const known = sample.labels.filter((label) => label >= 0).length
  const boostSet = sample.set === 'fundus' || sample.set === 'scrapinghub' ? 3 : 1
  return sample.labels.map((label, i) => {
    if (label < 0) return 0
    const leaf = sample.leaves[sample.at[i] as number] as Leaf
    if (sample.set === 'trafilatura') return 0.5
    return (boostSet * (0.4 + Math.min(300, leaf.text.length) / 300) * 6) / Math.sqrt(known)
  })
}

const weights = new Map(samples.map((sample) => [sample, weightsOf(sample)]))

function lexiconOf(part: Sample[]) {
  const blocks: Worded[] = []
  for (const sample of part) {
    const w = weights.get(sample) as number[]
    sample.labels.forEach((label, i) => {
      if (label >= 0)
        blocks.push({ words: sample.words[i] as string[], label, weight: w[i] as number, domain: sample.domain })
    })
  }
  return learnLexicon(blocks, MIN_DOMAINS)
}

function grown(part: Sample[], rowsOf: (sample: Sample) => Float32Array[], options: typeof FIRST): Tree[] {
  const rows: Float32Array[] = []
  const labels: number[] = []
  const ws: number[] = []
  for (const sample of part) {
    const own = rowsOf(sample)
    const w = weights.get(sample) as number[]
    sample.labels.forEach((label, i) => {
      if (label < 0) return
      rows.push(own[i] as Float32Array)
      labels.push(label)
      ws.push(w[i] as number)
    })
  }
  const width = rows[0]?.length ?? 0
  const columns: Float32Array[] = []
  for (let j = 0; j < width; j += 1) columns.push(Float32Array.from(rows, (row) => row[j] as number))
  return boost(columns, Uint8Array.from(labels), Float32Array.from(ws), options)
}

const foldOf = (k: number) => samples.filter((sample) => sample.fold === k)
const rest = (k: number) => samples.filter((sample) => sample.fold !== k)

for (let k = 0; k < FOLDS; k += 1) {
  const lexicon = lexiconOf(rest(k))
  for (const sample of foldOf(k)) putWords(sample, lexicon)
}
say('lexicons')
const first = new Map<Sample, number[]>()
for (let k = 0; k < FOLDS; k += 1) {
  const trees = grown(rest(k), (sample) => sample.rows, FIRST)
  for (const sample of foldOf(k))
    first.set(
      sample,
      sample.rows.map((row) => predict(trees, row)),
    )
  say(`first ${k}`)
}
const widened = new Map<Sample, Float32Array[]>()
for (const sample of samples) {
  const leaves = sample.at.map((i) => sample.leaves[i] as Leaf)
  const extra = contextOf(leaves, first.get(sample) as number[])
  widened.set(
    sample,
    sample.rows.map((row, i) => Float32Array.from([...row, ...(extra[i] as number[])])),
  )
}
const second = new Map<Sample, number[]>()
for (let k = 0; k < FOLDS; k += 1) {
  const trees = grown(rest(k), (sample) => widened.get(sample) as Float32Array[], SECOND)
  for (const sample of foldOf(k))
    second.set(
      sample,
      (widened.get(sample) as Float32Array[]).map((row) => predict(trees, row)),
    )
  say(`second ${k}`)
}
for (const set of SETS) {
  const lines = samples
    .filter((s) => s.set === set)
    .map((sample) => ({
      id: sample.id,
      standfirst: sample.standfirst,
      rows: sample.at.map((i, j) => {
        const leaf = sample.leaves[i] as Leaf
        return [
          Math.round((first.get(sample)?.[j] ?? 0) * 100) / 100,
          Math.round((second.get(sample)?.[j] ?? 0) * 100) / 100,
          sample.labels[j],
          leaf.text,
          signatureOf(leaf),
          leaf.frame.tag,
          (sample.rows[j] as Float32Array)[FEATURES.indexOf('isStandfirst')],
        ]
      }),
    }))
  writeFileSync(`/tmp/eb-oof-${set}.jsonl`, `${lines.map((l) => JSON.stringify(l)).join('\n')}\n`)
}
for (const name of ['first', 'second'] as const) {
  const p = name === 'first' ? first : second
  const sums: Record<string, number[]> = {}
  for (const sample of samples)
    sample.labels.forEach((label, i) => {
      if (label < 0) return
      const kept = (p.get(sample)?.[i] ?? 0) > 0
      const s = sums[sample.set] ?? [0, 0, 0, 0]
      sums[sample.set] = s
      s[(kept ? 2 : 0) + label] = (s[(kept ? 2 : 0) + label] as number) + 1
    })
  say(`${name} ${JSON.stringify(sums)} [tn fn fp tp]`)
}
// final
const lexicon = lexiconOf(samples)
const finalFirst = grown(samples, (s) => s.rows, FIRST)
const finalSecond = grown(samples, (s) => widened.get(s) as Float32Array[], SECOND)
writeModel('src/extract/body-model.json', [...FEATURES, ...CONTEXT], lexicon, finalFirst, finalSecond)
say(`lexicon ${lexicon.size}`)
const uses: Record<string, number> = {}
for (const tree of [...finalFirst, ...finalSecond])
  for (const f of tree.feature)
    if (f >= 0) {
      const nm = [...FEATURES, ...CONTEXT][f] as string
      uses[nm] = (uses[nm] ?? 0) + 1
    }
say(
  Object.entries(uses)
    .sort((a, b) => b[1] - a[1])
    .map(([a, b]) => `${a}:${b}`)
    .join(' '),
)
