import type { Edit } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { attributions } from './attributions.ts'
import { certainties } from './certainties.ts'
import { clauses } from './clauses.ts'
import { events } from './events.ts'
import { figures } from './figures.ts'
import { names } from './names.ts'
import { polarities } from './polarities.ts'
import { quotations } from './quotations.ts'

/** Every typed fact that differs between the old and the new wording of one sentence. */
export function facts(edit: Edit): Finding[] {
  return [
    ...figures(edit),
    ...names(edit),
    ...quotations(edit),
    ...attributions(edit),
    ...certainties(edit),
    ...polarities(edit),
    ...events(edit),
    ...clauses(edit),
  ]
}
