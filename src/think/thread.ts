import { review } from '../review.ts'

// The function that each thread of the pool runs; piscina asks for a default export.
// biome-ignore lint/style/noDefaultExport: piscina's contract
export default review
