import type { View } from '../view.ts'

/** One measured property of an edit. Its weight may only have the given sign, so that every point is a reason. */
export interface Feature {
  name: string
  sign: 1 | -1
  measure: (view: View) => number
  /** What it means to an editor, in this edit. */
  say: (view: View) => string
}

export function named(
  name: string,
  sign: Feature['sign'],
  measure: Feature['measure'],
  say: string | Feature['say'],
): Feature {
  return { name, sign, measure, say: typeof say === 'string' ? () => say : say }
}
