import { createHash } from 'node:crypto'
import type { Card } from '../../src/compare/judge/card.ts'
import type { Pair } from '../pairs.ts'
import { type Example, groupOf, learnable } from './examples.ts'
import { fitCard } from './fit.ts'

/** One card per fold, each fitted without the groups of that fold; groups fall to folds by hash. */
export function cardsByFold(all: readonly Example[], folds: number): (pair: Pair) => Card {
  const cards = Array.from({ length: folds }, (_, fold) => {
    process.stderr.write(`fitting the judge without fold ${fold + 1} of ${folds}\n`)
    return fitCard(learnable(all).filter((example) => foldOf(example.group, folds) !== fold))
  })
  return (pair) => {
    const card = cards[foldOf(groupOf(pair), folds)]
    if (!card) throw new Error(`no card for the fold of ${pair.id}`)
    return card
  }
}

export function foldOf(group: string, folds: number): number {
  return createHash('sha256').update(group).digest().readUInt32BE(0) % folds
}
