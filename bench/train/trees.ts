/** A tree as parallel arrays: feature (or -1 for a leaf), threshold (go left when value <= it), left, right, value. */
export interface Tree {
  feature: number[]
  threshold: number[]
  left: number[]
  right: number[]
  value: number[]
}

export interface BoostOptions {
  trees: number
  leaves: number
  rate: number
  lambda: number
  minWeight: number
  /** Shares of the features and of the groups of rows that each tree sees: what few sites or features say weighs less. */
  features: number
  groups: number
}

/** What is learned from: features as columns; labels 0/1; the group of each row, seen by a tree as a whole or not at all. */
export interface Lesson {
  columns: readonly Float32Array[]
  labels: Uint8Array
  weights: Float32Array
  groups: Int32Array
}

interface Node {
  id: number
  from: number
  to: number
  /** Sums of gradient and hessian per feature and bin, interleaved. */
  sums: Float64Array
  gain: number
  feature: number
  bin: number
}

interface Binned {
  rows: number
  /** Row by row, so that a histogram reads memory in order. */
  bins: Uint8Array
  edges: number[][]
  /** Where the bins of each feature begin in a histogram. */
  offsets: number[]
  size: number
}

/**
 * Gradient boosting of the logistic loss with histograms (Friedman 2001, stochastic as in Friedman 2002; leaf-wise growth
 * as in LightGBM 2017). Deterministic: what a tree sees is drawn by a hash of its number.
 */
export function boost({ columns, labels, weights, groups }: Lesson, options: BoostOptions): Tree[] {
  const n = labels.length
  const binned = binAll(columns, n)
  const score = new Float64Array(n)
  const gradient = new Float64Array(n)
  const hessian = new Float64Array(n)
  const trees: Tree[] = []
  for (let round = 0; round < options.trees; round += 1) {
    for (let i = 0; i < n; i += 1) {
      const p = 1 / (1 + Math.exp(-(score[i] as number)))
      const w = weights[i] as number
      gradient[i] = w * (p - (labels[i] as number))
      hessian[i] = Math.max(1e-6, w * p * (1 - p))
    }
    const features = columns.map((_, feature) => feature).filter((each) => draw(round, each) < options.features)
    const rows = Int32Array.from(groups.keys()).filter((i) => draw(round, -1 - (groups[i] as number)) < options.groups)
    const tree = grow(binned, { rows, features, gradient, hessian }, options)
    trees.push(tree)
    for (let i = 0; i < n; i += 1) {
      score[i] = (score[i] as number) + answer(tree, (feature) => (columns[feature] as Float32Array)[i] as number)
    }
  }
  return trees
}

/** A number from 0 to 1 by chance that is the same in each run (the finalizer of MurmurHash3). */
function draw(round: number, what: number): number {
  let hash = Math.imul(round + 1, 0x9e3779b1) ^ Math.imul(what, 0x85ebca77)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

function binAll(columns: readonly Float32Array[], rows: number): Binned {
  const width = columns.length
  const binned: Binned = { rows, bins: new Uint8Array(rows * width), edges: [], offsets: [], size: 0 }
  columns.forEach((column, feature) => {
    const edges = edgesOf(column)
    binned.edges.push(edges)
    binned.offsets.push(binned.size)
    binned.size += edges.length + 1
    const known = new Map<number, number>()
    for (let i = 0; i < rows; i += 1) {
      const value = column[i] as number
      let bin = known.get(value)
      if (bin === undefined) {
        bin = edges.filter((edge) => edge < value).length
        known.set(value, bin)
      }
      binned.bins[i * width + feature] = bin
    }
  })
  return binned
}

function edgesOf(column: Float32Array): number[] {
  const counts = new Map<number, number>()
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1)
  const values = [...counts.keys()].sort((a, b) => a - b)
  const step = values.length > 60 ? column.length / 60 : 0
  const edges: number[] = []
  let held = 0
  values.forEach((value, i) => {
    held += counts.get(value) ?? 0
    const next = values[i + 1]
    if (next !== undefined && held >= step) {
      edges.push((value + next) / 2)
      held = 0
    }
  })
  return edges
}

/** What one tree is grown of. */
interface Sight {
  rows: Int32Array
  features: readonly number[]
  gradient: Float64Array
  hessian: Float64Array
}

function grow(data: Binned, { rows, features, gradient: g, hessian: h }: Sight, options: BoostOptions): Tree {
  const width = data.edges.length
  const order = rows.slice()
  const spare = new Int32Array(rows.length)
  const tree: Tree = { feature: [], threshold: [], left: [], right: [], value: [] }
  const addNode = (from: number, to: number, sums: Float64Array): Node => {
    tree.feature.push(-1)
    tree.threshold.push(0)
    tree.left.push(-1)
    tree.right.push(-1)
    tree.value.push(0)
    const node = { id: tree.feature.length - 1, from, to, sums, gain: 0, feature: -1, bin: 0 }
    return bestSplit(data, features, node, options)
  }
  const sumUp = (from: number, to: number): Float64Array => {
    const sums = new Float64Array(data.size * 2)
    for (let i = from; i < to; i += 1) {
      const row = order[i] as number
      const gradient = g[row] as number
      const hessian = h[row] as number
      const base = row * width
      for (const feature of features) {
        const at = 2 * ((data.offsets[feature] as number) + (data.bins[base + feature] as number))
        sums[at] = (sums[at] as number) + gradient
        sums[at + 1] = (sums[at + 1] as number) + hessian
      }
    }
    return sums
  }
  const open: Node[] = [addNode(0, rows.length, sumUp(0, rows.length))]
  for (let count = 1; count < options.leaves; count += 1) {
    let at = -1
    open.forEach((node, i) => {
      if (node.gain > 1e-9 && (at < 0 || node.gain > (open[at] as Node).gain)) at = i
    })
    const node = open[at]
    if (!node) break
    open.splice(at, 1)
    let low = node.from
    let high = 0
    for (let i = node.from; i < node.to; i += 1) {
      const row = order[i] as number
      if ((data.bins[row * width + node.feature] as number) <= node.bin) {
        order[low] = row
        low += 1
      } else {
        spare[high] = row
        high += 1
      }
    }
    for (let i = 0; i < high; i += 1) order[low + i] = spare[i] as number
    // Only the smaller half is summed; the other is what remains of the whole.
    const leftIsSmall = low - node.from <= node.to - low
    const small = leftIsSmall ? sumUp(node.from, low) : sumUp(low, node.to)
    const large = node.sums
    for (let i = 0; i < large.length; i += 1) large[i] = (large[i] as number) - (small[i] as number)
    const left = addNode(node.from, low, leftIsSmall ? small : large)
    const right = addNode(low, node.to, leftIsSmall ? large : small)
    tree.feature[node.id] = node.feature
    tree.threshold[node.id] = data.edges[node.feature]?.[node.bin] ?? 0
    tree.left[node.id] = left.id
    tree.right[node.id] = right.id
    open.push(left, right)
  }
  for (const node of open) {
    let sumG = 0
    let sumH = 0
    for (let i = node.from; i < node.to; i += 1) {
      sumG += g[order[i] as number] as number
      sumH += h[order[i] as number] as number
    }
    tree.value[node.id] = (-options.rate * sumG) / (sumH + options.lambda)
  }
  return tree
}

function bestSplit({ edges, offsets }: Binned, features: readonly number[], node: Node, options: BoostOptions): Node {
  const { sums } = node
  const one = features[0] ?? 0
  const start = offsets[one] as number
  let allG = 0
  let allH = 0
  for (let bin = start; bin <= start + (edges[one]?.length ?? 0); bin += 1) {
    allG += sums[2 * bin] as number
    allH += sums[2 * bin + 1] as number
  }
  const base = (allG * allG) / (allH + options.lambda)
  for (const feature of features) {
    const count = (edges[feature] as number[]).length
    const from = offsets[feature] as number
    let leftG = 0
    let leftH = 0
    for (let bin = 0; bin < count; bin += 1) {
      leftG += sums[2 * (from + bin)] as number
      leftH += sums[2 * (from + bin) + 1] as number
      const rightH = allH - leftH
      if (leftH < options.minWeight || rightH < options.minWeight) continue
      const rightG = allG - leftG
      const gain = (leftG * leftG) / (leftH + options.lambda) + (rightG * rightG) / (rightH + options.lambda) - base
      if (gain > node.gain) {
        node.gain = gain
        node.feature = feature
        node.bin = bin
      }
    }
  }
  return node
}

/** What the trees add up to for one row. */
export function predict(trees: readonly Tree[], row: ArrayLike<number>): number {
  return trees.reduce((sum, tree) => sum + answer(tree, (feature) => row[feature] as number), 0)
}

function answer({ feature, threshold, left, right, value }: Tree, seen: (feature: number) => number): number {
  let at = 0
  for (let asks = feature[0] as number; asks >= 0; asks = feature[at] as number) {
    at = (seen(asks) <= (threshold[at] as number) ? left[at] : right[at]) as number
  }
  return value[at] as number
}
