import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { featuresOf, type PageFacts, ROW } from '../../src/extract/body-features.ts'
import { type Lexicon, WordScale, zonedWords } from '../../src/extract/body-words.ts'
import { FEATURES } from '../../src/extract/feature-names.ts'
import { type Leaf, readLeaves } from '../../src/extract/leaves.ts'
import { type Metadata, readMetadata } from '../../src/extract/metadata.ts'
import { factsOf } from '../../src/extract/page-facts.ts'
import { type Doc, parse } from '../../src/extract/parse.ts'
import { Row } from '../../src/extract/row.ts'
import { readPage } from '../page-set.ts'
import { type Label, labelsOf, type Truth } from './labels.ts'

export interface Sample {
  set: string
  id: string
  domain: string
  fold: number
  leaves: Leaf[]
  /** Index of the leaf of each row. */
  at: number[]
  rows: Float32Array[]
  labels: Label[]
  words: string[][]
  /** 1 for the standfirst's rows; null where the truth does not tell it from the body. */
  leads: Uint8Array | null
  doc: Doc
  facts: PageFacts
  metadata: Metadata
}

/** Parts of the sites, by a hash of the domain; each is judged by what the others teach. */
export const FOLDS = 5

/** Sets whose truths give the standfirst apart; its blocks are of unknown label for the body. */
const TELLS_STANDFIRST = new Set(['fundus'])

/** Every labelled page as rows of features; the word features are left at 0 for the fold's own lexicon. */
export function loadSamples(root: string, sets: readonly string[]): Sample[] {
  const none: Lexicon = new Map()
  const samples: Sample[] = []
  for (const set of sets) {
    const directory = `${root}/${set}`
    for (const line of readFileSync(`${directory}/truth.jsonl`, 'utf8').split('\n').filter(Boolean)) {
      const truth = JSON.parse(line) as Truth
      const doc = parse(readPage(directory, truth.id))
      const metadata = readMetadata(doc, truth.url ?? null, null)
      const { leaves } = readLeaves(doc, metadata.headlineElement)
      const facts = factsOf(metadata)
      const { at, table } = featuresOf(doc, leaves, facts, none)
      const all = labelsOf(leaves, truth)
      const domain = domainOf(truth.url ?? truth.id)
      const fold = Number.parseInt(createHash('sha256').update(domain).digest('hex').slice(0, 6), 16) % FOLDS
      const words = at.map((i) => zonedWords((leaves[i] as Leaf).frame))
      samples.push({
        set,
        id: truth.id,
        domain,
        fold,
        leaves,
        at,
        rows: at.map((_, i) => table.slice(i * ROW, i * ROW + FEATURES.length)),
        labels: at.map((i) => all[i] as Label),
        words,
        leads: TELLS_STANDFIRST.has(set) ? Uint8Array.from(at, (i) => (all[i] === -1 ? 1 : 0)) : null,
        doc,
        facts,
        metadata,
      })
    }
  }
  return samples
}

/** Writes the word features of one lexicon into a sample's rows. */
export function putWords(sample: Sample, lexicon: Lexicon): void {
  const from = FEATURES.indexOf('wordOwn')
  const scale = new WordScale(lexicon)
  sample.at.forEach((leaf, i) => {
    scale.put((sample.leaves[leaf] as Leaf).frame, new Row(sample.rows[i] as Float32Array, from))
  })
}

function domainOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).hostname : url.replace(/_.*/, '')
  return host.split('.').slice(-2).join('.')
}
