import { writeFileSync } from 'node:fs'
import type { Tree } from './trees.ts'

const short = (value: number): string => String(Math.round(value * 1000) / 1000)

/** Writes the model as lines of text: small in a diff, stable under the formatter. */
export function writeModel(
  file: string,
  features: readonly string[],
  lexicon: ReadonlyMap<string, number>,
  body: readonly Tree[],
  lead: readonly Tree[],
): void {
  const byWeight = new Map<number, string[]>()
  for (const [word, weight] of lexicon) byWeight.set(weight, [...(byWeight.get(weight) ?? []), word])
  const words = [...byWeight]
    .sort(([a], [b]) => a - b)
    .map(([weight, list]) => [short(weight), ...list.sort()].join(' '))
  const data = { features: features.join(' '), lexicon: words, body: body.map(lineOf), lead: lead.map(lineOf) }
  writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`)
}

function lineOf(tree: Tree): string {
  return tree.feature
    .map((feature, i) =>
      feature < 0
        ? short(tree.value[i] ?? 0)
        : `${feature}/${short(tree.threshold[i] ?? 0)}/${tree.left[i]}/${tree.right[i]}`,
    )
    .join(' ')
}
