import type { Review } from '../article.ts'
import type { ReviewInput } from '../review/rules.ts'
import { review } from '../review.ts'

// The function that each thread of the pool runs; piscina asks for a default export.
// biome-ignore lint/style/noDefaultExport: piscina's contract
export default function think(input: ReviewInput): Review {
  return review(input, () => performance.now())
}
