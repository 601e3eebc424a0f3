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
}

interface Node {
  id: number
  from: number
  to: number
  gain: number
  feature: number
  bin: number
}

/**
 * Gradient boosting of the logistic loss with histograms (Friedman 2001; leaf-wise growth as in LightGBM 2017).
 * Deterministic: no sampling. `columns` are features as columns; labels 0/1.
 */
export function boost(
  columns: readonly Float32Array[],
  labels: Uint8Array,
  weights: Float32Array,
  options: BoostOptions,
): Tree[] {
  const n = labels.length
  const binned = columns.map(binOf)
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
    trees.push(grow(binned, gradient, hessian, score, options))
  }
  return trees
}

interface Binned {
  bins: Uint8Array
  edges: number[]
}

function binOf(column: Float32Array): Binned {
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
  const place = new Map(values.map((value) => [value, edges.filter((edge) => edge < value).length]))
  return { bins: Uint8Array.from(column, (value) => place.get(value) ?? 0), edges }
}

function grow(
  columns: readonly Binned[],
  g: Float64Array,
  h: Float64Array,
  score: Float64Array,
  options: BoostOptions,
): Tree {
  const n = g.length
  const order = new Int32Array(n)
  for (let i = 0; i < n; i += 1) order[i] = i
  const spare = new Int32Array(n)
  const tree: Tree = { feature: [-1], threshold: [0], left: [-1], right: [-1], value: [0] }
  const open: Node[] = [split({ id: 0, from: 0, to: n, gain: 0, feature: -1, bin: 0 })]
  function split(node: Node): Node {
    return bestSplit(columns, g, h, order, node, options)
  }
  for (let count = 1; count < options.leaves; count += 1) {
    let at = -1
    open.forEach((node, i) => {
      if (node.gain > 1e-9 && (at < 0 || node.gain > (open[at] as Node).gain)) at = i
    })
    const node = open[at]
    if (!node) break
    open.splice(at, 1)
    const column = columns[node.feature] as Binned
    let low = node.from
    let high = 0
    for (let i = node.from; i < node.to; i += 1) {
      const row = order[i] as number
      if ((column.bins[row] as number) <= node.bin) {
        order[low] = row
        low += 1
      } else {
        spare[high] = row
        high += 1
      }
    }
    for (let i = 0; i < high; i += 1) order[low + i] = spare[i] as number
    const ids = [tree.feature.length, tree.feature.length + 1] as const
    for (const _ of ids) {
      tree.feature.push(-1)
      tree.threshold.push(0)
      tree.left.push(-1)
      tree.right.push(-1)
      tree.value.push(0)
    }
    tree.feature[node.id] = node.feature
    tree.threshold[node.id] = column.edges[node.bin] as number
    tree.left[node.id] = ids[0]
    tree.right[node.id] = ids[1]
    open.push(split({ id: ids[0], from: node.from, to: low, gain: 0, feature: -1, bin: 0 }))
    open.push(split({ id: ids[1], from: low, to: node.to, gain: 0, feature: -1, bin: 0 }))
  }
  for (const node of open) {
    let sumG = 0
    let sumH = 0
    for (let i = node.from; i < node.to; i += 1) {
      sumG += g[order[i] as number] as number
      sumH += h[order[i] as number] as number
    }
    const value = (-options.rate * sumG) / (sumH + options.lambda)
    tree.value[node.id] = value
    for (let i = node.from; i < node.to; i += 1)
      score[order[i] as number] = (score[order[i] as number] as number) + value
  }
  return tree
}

const sumsG = new Float64Array(256)
const sumsH = new Float64Array(256)

function bestSplit(
  columns: readonly Binned[],
  g: Float64Array,
  h: Float64Array,
  order: Int32Array,
  node: Node,
  options: BoostOptions,
): Node {
  let allG = 0
  let allH = 0
  for (let i = node.from; i < node.to; i += 1) {
    allG += g[order[i] as number] as number
    allH += h[order[i] as number] as number
  }
  const base = (allG * allG) / (allH + options.lambda)
  columns.forEach(({ bins, edges }, feature) => {
    if (edges.length === 0) return
    sumsG.fill(0, 0, edges.length + 1)
    sumsH.fill(0, 0, edges.length + 1)
    for (let i = node.from; i < node.to; i += 1) {
      const row = order[i] as number
      const bin = bins[row] as number
      sumsG[bin] = (sumsG[bin] as number) + (g[row] as number)
      sumsH[bin] = (sumsH[bin] as number) + (h[row] as number)
    }
    let leftG = 0
    let leftH = 0
    for (let bin = 0; bin < edges.length; bin += 1) {
      leftG += sumsG[bin] as number
      leftH += sumsH[bin] as number
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
  })
  return node
}

export function predict(trees: readonly Tree[], row: ArrayLike<number>): number {
  let sum = 0
  for (const tree of trees) {
    let at = 0
    for (let feature = tree.feature[0] as number; feature >= 0; feature = tree.feature[at] as number) {
      at = ((row[feature] as number) <= (tree.threshold[at] as number) ? tree.left[at] : tree.right[at]) as number
    }
    sum += tree.value[at] as number
  }
  return sum
}
