import { CONTEXT, contextOf } from './body-context.ts'
import { type Features, ROW } from './body-features.ts'
import data from './body-model.json' with { type: 'json' }
import { type Lexicon, lexiconOf } from './body-words.ts'
import { FEATURES } from './feature-names.ts'
import type { Leaf } from './leaves.ts'

/** Boosted trees laid out flat: node i asks whether feature[i] <= threshold[i]; a negative feature is an answer. */
interface Forest {
  roots: Int32Array
  feature: Int16Array
  threshold: Float32Array
  left: Int32Array
  right: Int32Array
}

interface Model {
  lexicon: Lexicon
  first: Forest
  second: Forest
}

let held: Model | null = null

/**
 * The learned block model: gradient-boosted trees over the features of a block, then a second look that also sees what
 * the first made of its neighbours and of blocks of the same template. Trained by bench/train on hand-labelled pages,
 * cross-validated by domain; the data file is its only state, so equal pages get equal answers.
 */
export function blockModel(): Model {
  held ??= readModel()
  return held
}

/** Log odds that each candidate is the article's; `leaves` are the candidates. The second look is written into the table. */
export function scoreLeaves(leaves: readonly Leaf[], { table }: Features): number[] {
  const { first, second } = blockModel()
  const context = contextOf(leaves, answers(first, table))
  const added = CONTEXT.length
  for (let i = 0; i < leaves.length; i += 1)
    for (let j = 0; j < added; j += 1) table[i * ROW + FEATURES.length + j] = context[i * added + j] as number
  return answers(second, table)
}

/** One sum over the trees for each row of the table; tree by tree, as a tree stays in the processor's cache. */
function answers({ roots, feature, threshold, left, right }: Forest, table: Float32Array): number[] {
  const sums = new Array<number>(table.length / ROW).fill(0)
  for (const root of roots) {
    for (let i = 0, row = 0; row < table.length; i += 1, row += ROW) {
      let node = root
      for (let asks = feature[node] as number; asks >= 0; asks = feature[node] as number) {
        node = ((table[row + asks] as number) <= (threshold[node] as number) ? left[node] : right[node]) as number
      }
      sums[i] = (sums[i] as number) + (threshold[node] as number)
    }
  }
  return sums
}

function readModel(): Model {
  const expected = [...FEATURES, ...CONTEXT].join(' ')
  if (data.features !== expected) throw new Error('body-model.json was trained on other features: run bench/train')
  const weights: Array<[string, number]> = []
  for (const line of data.lexicon) {
    const [weight = '', ...words] = line.split(' ')
    for (const word of words) weights.push([word, Number(weight)])
  }
  return { lexicon: lexiconOf(weights), first: readForest(data.first), second: readForest(data.second) }
}

/** Each tree is a line of nodes: `feature/threshold/left/right` or `value`. */
function readForest(lines: readonly string[]): Forest {
  const nodes = lines.map((line) => line.split(' ').map((node) => node.split('/').map(Number)))
  const size = nodes.reduce((sum, tree) => sum + tree.length, 0)
  const forest: Forest = {
    roots: new Int32Array(lines.length),
    feature: new Int16Array(size).fill(-1),
    threshold: new Float32Array(size),
    left: new Int32Array(size),
    right: new Int32Array(size),
  }
  let from = 0
  nodes.forEach((tree, t) => {
    forest.roots[t] = from
    tree.forEach(([a = 0, threshold, left = 0, right = 0], i) => {
      const at = from + i
      forest.feature[at] = threshold === undefined ? -1 : a
      forest.threshold[at] = threshold ?? a
      forest.left[at] = from + left
      forest.right[at] = from + right
    })
    from += tree.length
  })
  return forest
}
