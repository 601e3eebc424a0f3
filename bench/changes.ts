import type { ChangeKind, Comparison } from '../src/article.ts'
import { compare } from '../src/compare/compare.ts'
import { judgeBy, judgeRewrite, type RewriteJudge } from '../src/compare/judge/judge.ts'
import { examples } from './judge/examples.ts'
import { cardsByFold } from './judge/folds.ts'
import { contentsOf, type Pair, readPairs } from './pairs.ts'

/**
 * `bench -- changes FILE [--folds K]`: one line per pair with what the product says of it. With folds, whatever is
 * learned is fitted again without the pair's own group, so that every line is out of sample.
 */
export async function run(args: string[]): Promise<void> {
  const { file, folds } = parse(args)
  const cardOf = folds > 0 ? cardsByFold(examples(), folds) : null
  const times: number[] = []
  for (const pair of readPairs(file)) {
    const { old, next } = contentsOf(pair)
    const card = cardOf?.(pair)
    const judge: RewriteJudge = card ? (input) => judgeBy(input, card) : judgeRewrite
    const comparison = compare(old, next, { judge })
    times.push(timeOf(() => compare(old, next, { judge })))
    process.stdout.write(`${JSON.stringify(lineOf(pair, comparison))}\n`)
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(3)
  process.stderr.write(
    `changes: ${times.length} pairs, CPU ms a pair: median ${at(0.5)}, 95 % ${at(0.95)}, most ${at(1)}\n`,
  )
}

/** Milliseconds of one call, the least of three: the thread's CPU clock ticks too coarsely for a pair. */
function timeOf(call: () => unknown): number {
  const once = () => {
    const before = performance.now()
    call()
    return performance.now() - before
  }
  return Math.min(once(), once(), once())
}

function parse(args: string[]): { file: string; folds: number } {
  const at = args.indexOf('--folds')
  const folds = at < 0 ? 0 : Number(args[at + 1])
  const file = args.find((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1))
  if (!file || !Number.isInteger(folds) || folds < 0 || folds === 1) {
    process.stderr.write('usage: npm run -s bench -- changes FILE [--folds K]\n')
    process.exit(2)
  }
  return { file, folds }
}

/** Kinds are those of the changes an alert lists; values those of typed facts, each once: a rewrite's two texts are none. */
function lineOf({ id }: Pair, { alert, severity, points, changes, line }: Comparison): object {
  const told = alert ? changes.filter((change) => change.points >= 1 && change.kind !== 'wording') : []
  const values = new Map(
    changes
      .filter(({ kind }) => !TEXTS.has(kind))
      .map(({ kind, old, new: next }) => [`${old}|${next}`, { kind, old, new: next }]),
  )
  const kinds = [...new Set(told.map((change) => change.kind))]
  return { id, alert, severity, score: points, kinds, changes: [...values.values()], line }
}

/** Kinds whose values are passages rather than facts. */
const TEXTS: ReadonlySet<ChangeKind> = new Set<ChangeKind>(['rewrite', 'wording', 'correction', 'addition', 'removal'])
