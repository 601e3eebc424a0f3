/**
 * Trains the rewrite judge on ../shared/data/revisions; deterministic. Writes src/compare/judge/weights.json and the
 * points it gives to the invented pairs of test/fixtures/judge, which a unit test holds the two together by.
 * `node scripts/train-judge.ts` after any change of features, lexicons or fact rules.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Example, examples, learnable } from '../bench/judge/examples.ts'
import { fitCard } from '../bench/judge/fit.ts'
import { foldOf } from '../bench/judge/folds.ts'
import { type Card, scoreOf } from '../src/compare/judge/card.ts'
import { judgeBy, type RewriteFact, type RewriteInput } from '../src/compare/judge/judge.ts'
import { viewOf } from '../src/compare/judge/view.ts'

const root = join(import.meta.dirname, '..')
const FOLDS = 5

const all = examples()
const card = fitCard(learnable(all))
write('src/compare/judge/weights.json', card)
record('test/fixtures/judge/pairs.json')
process.stdout.write(`${all.length} edits, ${Object.keys(card.weights).length} weights\n`)
report('fitted', () => card)
const cards = Array.from({ length: FOLDS }, (_, fold) =>
  fitCard(learnable(all).filter(({ group }) => foldOf(group, FOLDS) !== fold)),
)
report('out of fold', ({ group }) => cards[foldOf(group, FOLDS)] ?? card)

function write(file: string, value: unknown): void {
  writeFileSync(join(root, file), `${JSON.stringify(value, null, 2)}\n`)
}

/** Notes the new points; which of the pairs must alert is for people to say and stays as it is. */
function record(file: string): void {
  const pairs = JSON.parse(readFileSync(join(root, file), 'utf8'))
  write(
    file,
    pairs.map((pair: Omit<RewriteInput, 'facts'> & { facts?: RewriteFact[] }) => ({
      ...pair,
      points: Number(judgeBy({ ...pair, facts: pair.facts ?? [] }, card).points.toFixed(2)),
    })),
  )
}

/** Alert F1, none and minor fired on, of the card alone. */
function report(name: string, cardOf: (example: Example) => Card): void {
  const fired = (some: readonly Example[]) =>
    some.filter((example) => scoreOf(viewOf(example.input), cardOf(example)).points > 0).length
  for (const file of new Set(all.map((example) => example.file))) {
    const of = (...severities: string[]) => all.filter((one) => one.file === file && severities.includes(one.severity))
    const [alerts, none, minor] = [of('major', 'critical'), of('none'), of('minor')]
    const hits = fired(alerts)
    const f1 = (2 * hits) / (alerts.length + hits + fired(none))
    const rates = `none ${fired(none)}/${none.length} minor ${fired(minor)}/${minor.length}`
    process.stdout.write(`${name}: ${file.split('/').at(-1)} F1 ${f1.toFixed(3)} ${rates}\n`)
  }
}
