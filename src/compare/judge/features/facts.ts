import type { ChangeKind } from '../../../article.ts'
import type { RewriteFact } from '../judge.ts'
import type { View } from '../view.ts'
import { type Feature, named } from './feature.ts'
import { list } from './size.ts'

/** What the fact rules found: they alert by themselves where they are sure; here the lesser ones add up. */
export const FACTS: readonly Feature[] = [
  ofKinds('fact_figure', ['number', 'age', 'money']),
  ofKinds('fact_date', ['date']),
  ofKinds('fact_name', ['person', 'place', 'org']),
  ofKinds('fact_quote', ['quote']),
  ofKinds('fact_attribution', ['attribution']),
  ofKinds('fact_certainty', ['certainty']),
  ofKinds('fact_event', ['event_outcome', 'polarity']),
  ofKinds('fact_addition', ['addition']),
  ofKinds('fact_removal', ['removal']),
  softOf('soft_event', ['event_outcome', 'polarity']),
  softOf('soft_attribution', ['attribution']),
  softOf('soft_certainty', ['certainty']),
  softOf('soft_other', ['quote', 'addition', 'removal', 'person', 'place', 'org']),
  named(
    'fact_sure',
    1,
    (view) => (view.facts.some(sure) ? 1 : 0),
    (view) => `a fact changed: ${list(view.facts.filter(sure).map(value))}`,
  ),
]

function ofKinds(name: string, kinds: readonly ChangeKind[]): Feature {
  const those = (view: View) => view.facts.filter((fact) => kinds.includes(fact.kind))
  return named(
    name,
    1,
    (view) => Math.min(2, those(view).length),
    (view) => `${kinds[0]?.replace('_', ' ')}: ${list(those(view).map(value))}`,
  )
}

/** Facts of wording that would alert in a body sentence. */
function softOf(name: string, kinds: readonly ChangeKind[]): Feature {
  const those = (view: View) => view.facts.filter((fact) => fact.soft === true && kinds.includes(fact.kind))
  return named(
    name,
    1,
    (view) => (those(view).length > 0 ? 1 : 0),
    (view) => `${kinds[0]?.replace('_', ' ')}: ${list(those(view).map(value))}`,
  )
}

function sure({ severity }: RewriteFact): boolean {
  return severity === 'major' || severity === 'critical'
}

function value({ old, new: next }: RewriteFact): string {
  return `${old ?? 'nothing'} / ${next ?? 'nothing'}`
}
