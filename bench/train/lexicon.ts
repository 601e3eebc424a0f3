/** One block as the lexicon sees it: its zoned words, label 0/1, weight, and the domain it is from. */
export interface Worded {
  words: readonly string[]
  label: number
  weight: number
  domain: string
}

const EPOCHS = 6
const RATE = 0.1
const DECAY = 1e-5

/** Logistic weights of the words that stand on at least `domains` domains (Adagrad, fixed order). */
export function learnLexicon(blocks: readonly Worded[], domains: number): Map<string, number> {
  const seen = new Map<string, Set<string>>()
  for (const { words, domain } of blocks) {
    for (const word of words) {
      const set = seen.get(word)
      if (set) set.add(domain)
      else seen.set(word, new Set([domain]))
    }
  }
  const ids = new Map<string, number>()
  for (const [word, set] of seen) if (set.size >= domains) ids.set(word, ids.size)
  const rows = blocks.map(({ words }) => words.map((word) => ids.get(word) ?? -1).filter((id) => id >= 0))
  const weight = new Float64Array(ids.size)
  const squares = new Float64Array(ids.size).fill(1e-2)
  let bias = 0
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let step = 0; step < rows.length; step += 1) {
      // A fixed stride visits the blocks in a mixed order without chance.
      const i = (step * 7919) % rows.length
      const block = blocks[i] as Worded
      const row = rows[i] as number[]
      let sum = bias
      for (const id of row) sum += weight[id] as number
      const slope = block.weight * (1 / (1 + Math.exp(-sum)) - block.label)
      bias -= 0.01 * slope
      for (const id of row) {
        const gradient = slope + DECAY * (weight[id] as number)
        squares[id] = (squares[id] as number) + gradient * gradient
        weight[id] = (weight[id] as number) - (RATE * gradient) / Math.sqrt(squares[id] as number)
      }
    }
  }
  const lexicon = new Map<string, number>()
  for (const [word, id] of ids) {
    const value = Math.round((weight[id] as number) * 100) / 100
    if (Math.abs(value) >= 0.1) lexicon.set(word, value)
  }
  return lexicon
}
