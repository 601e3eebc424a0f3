import type { Review } from '../article.ts'
import type { PageLook } from '../review/look.ts'
import type { ReviewInput } from '../review/rules.ts'
import { type PreviewInput, preview as previewOf, review } from '../review.ts'
import { type Marks, markBegun } from './spent.ts'

// The function that each thread of the pool runs; piscina asks for a default export.
// biome-ignore lint/style/noDefaultExport: piscina's contract
export default function think({ input, marks }: { input: ReviewInput; marks: Marks }): Review {
  markBegun(marks)
  return review(input, () => performance.now())
}

/** The other one, which the pool asks for by its name. */
export function preview({ input, marks }: { input: PreviewInput; marks: Marks }): Review | PageLook | null {
  markBegun(marks)
  return previewOf(input, () => performance.now())
}
