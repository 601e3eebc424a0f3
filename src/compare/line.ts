import type { Change } from '../article.ts'
import { PLACES } from './reason.ts'

export interface LineContext {
  /** A notice on the page announces the change. */
  announced: boolean
  revertedTo: number | null
  flapping: boolean
  /** Between which looks it changed, ISO 8601; left out of the line when not given. */
  between?: { from: string; to: string }
}

/**
 * An alert in one readable line: the worst change, where it stands, how many more, and what the page itself says of it.
 * Deterministic. The candour part is worded as evidence, never as an accusation.
 */
export function lineOf(changes: readonly Change[], context: LineContext): string | null {
  const told = changes.filter((change) => change.severity === 'major' || change.severity === 'critical')
  const first = [...told].sort((a, b) => b.points - a.points || rank(a) - rank(b))[0]
  if (!first) return null
  const same = told.filter((change) => change === first || twins(change, first))
  const places = [...new Set(same.map(placeOf))].join(', ')
  const others = told.length - same.length
  const more = others === 0 ? '' : `; ${others} more ${others === 1 ? 'change' : 'changes'}`
  const when = context.between ? ` between ${span(context.between)}` : ''
  return `${first.reason} (${places})${when}${more}${candour(first, context)}`
}

/** The same statement changed in several places is one. */
function twins(one: Change, other: Change): boolean {
  return one.kind === other.kind && one.old === other.old && one.new === other.new
}

/** Facts before rewrites at equal points. */
function rank(change: Change): number {
  return change.kind === 'rewrite' ? 1 : 0
}

function candour(first: Change, { announced, revertedTo, flapping }: LineContext): string {
  if (flapping) {
    return `; the ${first.field === 'headline' ? 'headline' : 'article'} has flipped between known versions`
  }
  if (revertedTo !== null) return `; back to version ${revertedTo}`
  if (first.kind === 'correction') return ''
  if (announced) return '; a notice on the page announces a change'
  return FACTS.has(first.kind) ? '; no correction note found on the page' : ''
}

/** Where a reader may expect a note when the statement is turned or replaced. */
const FACTS: ReadonlySet<Change['kind']> = new Set<Change['kind']>([
  'number',
  'age',
  'money',
  'date',
  'person',
  'place',
  'org',
  'quote',
  'attribution',
  'certainty',
  'polarity',
])

function placeOf(change: Change): string {
  if (change.field !== 'body' || change.block === null) return PLACES[change.field]
  return `${ordinal(change.block)} paragraph`
}

function ordinal(n: number): string {
  const tens = n % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${ending}`
}

/** "14:02 and 14:09 UTC", with the dates when they differ. */
function span({ from, to }: { from: string; to: string }): string {
  const [one, other] = [new Date(from).toISOString(), new Date(to).toISOString()]
  const clock = (time: string) => time.slice(11, 16)
  if (one.slice(0, 10) === other.slice(0, 10)) return `${clock(one)} and ${clock(other)} UTC`
  return `${one.slice(0, 10)} ${clock(one)} and ${other.slice(0, 10)} ${clock(other)} UTC`
}
