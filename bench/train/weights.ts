import type { Leaf } from '../../src/extract/leaves.ts'
import type { Sample } from './dataset.ts'

/** Long pages teach nothing new past this many blocks. */
const MOST_ROWS = 500
/** News pages are what Stet reads; the other sets are mostly blogs and guides, and twice as many pages. */
const NEWS: Record<string, number> = { fundus: 2, scrapinghub: 2 }
/** Labels by segment know a block or two of a page. */
const SEGMENT_WEIGHT = 0.5
const FULL_CHARS = 300
const PAGE_WEIGHT = 6

/** What each block of a page counts for in training; 0 for those of unknown label. Long blocks count more, long pages less. */
export function weightsOf(sample: Sample): number[] {
  const known = sample.labels.filter((label) => label >= 0).length
  return sample.labels.map((label, i) => {
    if (label < 0 || i >= MOST_ROWS) return 0
    if (sample.set === 'trafilatura') return SEGMENT_WEIGHT
    const { text } = sample.leaves[sample.at[i] as number] as Leaf
    const size = 0.4 + Math.min(FULL_CHARS, text.length) / FULL_CHARS
    return ((NEWS[sample.set] ?? 1) * size * PAGE_WEIGHT) / Math.sqrt(known)
  })
}
