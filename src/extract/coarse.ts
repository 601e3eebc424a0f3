/**
 * Coarse numbers for the block model: a feature that moves with every digit or link on the page would move the
 * model's answer with it.
 */

/** Half steps of the binary logarithm of 1 + value. */
export function lg(value: number): number {
  return (value >= 0 && value < SMALL ? STEPS[value] : undefined) ?? stepOf(value)
}

function stepOf(value: number): number {
  return Math.round(Math.log2(1 + Math.max(0, value)) * 2) / 2
}

/** Nearly all that is counted on a page is a whole number under this: looked up, it costs a tenth of a logarithm. */
const SMALL = 512
const STEPS = Float64Array.from({ length: SMALL }, (_, value) => stepOf(value))

/** Steps of a twentieth. */
export function share(value: number): number {
  return Math.round(value * 20) / 20
}
