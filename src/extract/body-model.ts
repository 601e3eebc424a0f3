import { type Features, ROW } from './body-features.ts'
import data from './body-model.json' with { type: 'json' }
import { type Lexicon, lexiconOf } from './body-words.ts'
import { FEATURES } from './feature-names.ts'
import type { Leaf } from './leaves.ts'

/** Boosted trees laid out flat: node i asks whether feature[i] <= threshold[i], and then comes i + 1, else right[i]; a negative feature is an answer. */
interface Forest {
  roots: Int32Array
  feature: Int16Array
  threshold: Float32Array
  right: Int32Array
}

interface Model {
  lexicon: Lexicon
  body: Forest
  lead: Forest
}

/** Log odds of each leaf in turn. */
export interface Scores {
  /** That it is the article's text. */
  body: number[]
  /** That it is the standfirst; far below 0 where none stands. */
  lead: number[]
}

let held: Model | null = null

/**
 * The learned block model: gradient-boosted trees over the features of a block; a second forest tells the standfirst.
 * Trained by bench/train on hand-labelled pages, cross-validated by domain; the data file is its only state, so equal
 * pages get equal answers.
 */
export function blockModel(): Model {
  held ??= readModel()
  return held
}

/** Asks the model of each candidate; `leaves` are the candidates. */
export function scoreLeaves(leaves: readonly Leaf[], { table }: Features): Scores {
  const { body, lead } = blockModel()
  const rows = Array.from(leaves, (_, i) => i * ROW)
  const near = rows.filter((row) => mayLead(table[row + LEAVES_SINCE] as number))
  const leads = new Array<number>(leaves.length).fill(NO_LEAD)
  answers(lead, table, near).forEach((sum, i) => {
    leads[(near[i] as number) / ROW] = sum
  })
  return { body: answers(body, table, rows), lead: leads }
}

const LEAVES_SINCE = FEATURES.indexOf('leavesSince')
/** In the logarithmic steps of the feature: about a hundred leaves. */
const LEAD_REACH = 7
export const NO_LEAD = -9

/** Whether a leaf so far below the headline, by the feature `leavesSince`, can be the standfirst. */
export function mayLead(leavesSince: number): boolean {
  return leavesSince < LEAD_REACH
}

/** One sum over the trees for each row, by its place in the table; tree by tree, as a tree stays in the processor's cache. */
function answers(forest: Forest, table: Float32Array, rows: readonly number[]): number[] {
  const { roots, feature, threshold, right } = forest
  const sums = new Array<number>(rows.length).fill(0)
  for (const root of roots) {
    for (let i = 0; i < rows.length; i += 1) {
      const row = rows[i] as number
      let node = root
      for (let asks = feature[node] as number; asks >= 0; asks = feature[node] as number) {
        node = ((table[row + asks] as number) <= (threshold[node] as number) ? node + 1 : right[node]) as number
      }
      sums[i] = (sums[i] as number) + (threshold[node] as number)
    }
  }
  return sums
}

function readModel(): Model {
  const expected = FEATURES.join(' ')
  if (data.features !== expected) throw new Error('body-model.json was trained on other features: run bench/train')
  const weights: Array<[string, number]> = []
  for (const line of data.lexicon) {
    const [weight = '', ...words] = line.split(' ')
    for (const word of words) weights.push([word, Number(weight)])
  }
  return {
    lexicon: lexiconOf(weights),
    body: readForest(data.body),
    lead: readForest(data.lead),
  }
}

/** Each tree is a line of nodes: `feature/threshold/left/right` or `value`. */
function readForest(lines: readonly string[]): Forest {
  const trees = lines.map((line) => line.split(' ').map((node) => node.split('/').map(Number)))
  const size = trees.reduce((sum, tree) => sum + tree.length, 0)
  const forest: Forest = {
    roots: new Int32Array(lines.length),
    feature: new Int16Array(size).fill(-1),
    threshold: new Float32Array(size),
    right: new Int32Array(size),
  }
  let next = 0
  /** Puts a node and what is below it; the left child stands right behind its parent, which spares a look. */
  const put = (tree: readonly number[][], i: number): void => {
    const [a = 0, threshold, left = 0, right = 0] = tree[i] ?? []
    const at = next
    next += 1
    forest.threshold[at] = threshold ?? a
    if (threshold === undefined) return
    forest.feature[at] = a
    put(tree, left)
    forest.right[at] = next
    put(tree, right)
  }
  trees.forEach((tree, t) => {
    forest.roots[t] = next
    put(tree, 0)
  })
  return forest
}
