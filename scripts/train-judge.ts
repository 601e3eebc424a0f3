/**
 * Trains the rewrite judge on ../shared/data/revisions and writes src/compare/judge/weights.json; deterministic.
 * `node scripts/train-judge.ts` after any change of features, lexicons or fact rules.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Example, examples } from '../bench/judge/examples.ts'
import { fitCard } from '../bench/judge/fit.ts'
import { foldOf } from '../bench/judge/folds.ts'
import { type Card, scoreOf } from '../src/compare/judge/card.ts'
import { viewOf } from '../src/compare/judge/view.ts'

const FILE = join(import.meta.dirname, '../src/compare/judge/weights.json')
const FOLDS = 5

const all = examples()
const card = fitCard(all)
writeFileSync(FILE, `${JSON.stringify(card, null, 2)}\n`)
const used = Object.keys(card.weights).length
process.stdout.write(`${all.length} edits, ${used} weights\n`)
report('fitted', () => card)
const cards = Array.from({ length: FOLDS }, (_, fold) =>
  fitCard(all.filter(({ group }) => foldOf(group, FOLDS) !== fold)),
)
report('out of fold', ({ group }) => cards[foldOf(group, FOLDS)] ?? card)

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
