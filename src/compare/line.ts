import type { Change } from '../article.ts'
import { PLACES } from './reason.ts'

/** The alert in one readable line without times: the worst change, where it stands, how many more. Deterministic. */
export function lineOf(changes: readonly Change[]): string | null {
  const told = [...changes].filter((change) => change.severity === 'major' || change.severity === 'critical')
  told.sort((a, b) => b.points - a.points)
  const first = told[0]
  if (!first) return null
  const same = told.filter(
    (change) => change.old === first.old && change.new === first.new && change.kind === first.kind,
  )
  const places = [...new Set(same.map(placeOf))].join(', ')
  const others = told.length - same.length
  const reason = first.reason.replace(/ in the (?:headline|standfirst)$/, '')
  const more = others === 0 ? '' : `; ${others} more ${others === 1 ? 'change' : 'changes'}`
  return `${reason} (${places})${more}`
}

function placeOf(change: Change): string {
  if (change.field !== 'body' || change.block === null) return PLACES[change.field]
  return `${ordinal(change.block)} paragraph`
}

function ordinal(n: number): string {
  const tens = n % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}
