import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { compare } from '../../src/compare/compare.ts'
import type { RewriteInput } from '../../src/compare/judge/judge.ts'
import { viewOf } from '../../src/compare/judge/view.ts'
import { contentsOf, type Pair, readLines, readPairs } from '../pairs.ts'
import { measuresOf, type Row } from './fit.ts'

/** A labelled edit of a headline or standfirst, ready to learn from. */
export interface Example extends Row {
  id: string
  file: string
  group: string
  severity: string
  input: RewriteInput
}

export const REVISIONS = join(import.meta.dirname, '../../../shared/data/revisions')
const TRAINING = ['bbc_uniform_1400.jsonl', 'nu_nl_dutch.jsonl', 'sentence_pairs.jsonl']

/** A missed casualty count or reversed outcome costs more than any other miss. */
const CRITICAL_WEIGHT = 5

/** Every labelled short-field edit that reaches the judge, as the product hands it over. */
export function examples(): Example[] {
  return TRAINING.map((name) => join(REVISIONS, name))
    .filter((file) => existsSync(file))
    .flatMap((file) => {
      const labels = readLines(file).map((line) => JSON.parse(line).labels)
      return readPairs(file).flatMap((pair, at) => {
        const { severity } = labels[at]
        return inputsOf(pair).map((input) => ({
          id: pair.id,
          file,
          group: groupOf(pair),
          severity,
          input,
          measures: measuresOf(viewOf(input)),
          alert: severity === 'major' || severity === 'critical',
          weight: severity === 'critical' ? CRITICAL_WEIGHT : 1,
        }))
      })
    })
}

/** Minor edits teach nothing: either answer is fine for them. */
export function learnable(all: readonly Example[]): Example[] {
  return all.filter((example) => example.severity !== 'minor')
}

/** Edits of one page stay together whatever file they come from. */
export function groupOf({ group, url, id }: Pair): string {
  return (group ?? url ?? id).replace(/^https?:\/\/[^/]+/, '')
}

/** What compare asks the judge about this pair. */
function inputsOf(pair: Pair): RewriteInput[] {
  const asked: RewriteInput[] = []
  const { old, next } = contentsOf(pair)
  compare(old, next, {
    judge: (input) => {
      asked.push(input)
      return { points: 0, alert: false, severity: 'none', reasons: [] }
    },
  })
  return asked
}
