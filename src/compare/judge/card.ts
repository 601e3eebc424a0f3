import { closeName, closeness, FEATURES } from './features.ts'
import type { View } from './view.ts'

/**
 * The learned part: a points card. `constant` plus weight times measure of every feature; above zero is an alert.
 * A feature may weigh more where the texts are close (its `_close` weight). Fixed signs keep every point a reason;
 * trained by scripts/train-judge.ts, frozen in weights.json.
 */
export interface Card {
  constant: number
  weights: Readonly<Record<string, number>>
}

export interface Point {
  name: string
  points: number
  say: string
}

/** The sum of a view, and its parts by size. */
export function scoreOf(view: View, card: Card): { points: number; parts: Point[] } {
  const close = closeness(view)
  let points = card.constant
  const parts: Point[] = []
  for (const feature of FEATURES) {
    const weight = (card.weights[feature.name] ?? 0) + close * (card.weights[closeName(feature.name)] ?? 0)
    if (weight === 0) continue
    const part = weight * feature.measure(view)
    if (part === 0) continue
    points += part
    parts.push({ name: feature.name, points: part, say: feature.say(view) })
  }
  parts.sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
  return { points, parts }
}
