import { phraseAt } from '../../text/match.ts'
import { type Edit, touches } from '../edit.ts'
import type { Finding } from '../finding.ts'
import { type Reading, written } from '../reading.ts'

/** Allegedly, reportedly, could, set to: a hedge that came or went changes what is claimed. */
export function certainties(edit: Edit): Finding[] {
  const before = hedgesOf(edit.old)
  const after = hedgesOf(edit.next)
  const gone = before.filter(
    (hedge) => touches(edit.oldChanged, hedge.from, hedge.to) && !after.some((other) => other.family === hedge.family),
  )
  const come = after.filter(
    (hedge) => touches(edit.newChanged, hedge.from, hedge.to) && !before.some((other) => other.family === hedge.family),
  )
  const [lost] = gone.filter((hedge) => !planned(edit.next, edit.old, hedge))
  const [won] = come.filter((hedge) => !planned(edit.old, edit.next, hedge))
  if (!lost && !won) return []
  const rule = lost && won ? 'hedge_changed' : lost ? 'hedge_removed' : 'hedge_added'
  const weak = (lost ?? won)?.weak ? '_weak' : ''
  return [
    {
      kind: 'certainty',
      rule: `${rule}${weak}`,
      old: lost ? written(edit.old, lost.from, lost.to) : null,
      new: won ? written(edit.next, won.from, won.to) : null,
      before: edit.old,
      after: edit.next,
    },
  ]
}

/** "set to peak" and "to peak" both plan the same. */
function planned(other: Reading, reading: Reading, hedge: Hedge): boolean {
  const verb = reading.tokens[hedge.to]?.key
  if (verb === undefined || !PLANS.has(reading.tokens[hedge.from]?.key ?? '')) return false
  return other.tokens.some(
    (token, at) => token.key === verb && other.lexicon.future.has(other.tokens[at - 1]?.key ?? ''),
  )
}

const PLANS = new Set(['set', 'due', 'poised', 'expected', 'plans', 'planning', 'hopes'])

interface Hedge {
  from: number
  to: number
  family: string
  weak: boolean
}

/** Modals and plans hedge less than words of suspicion do. */
function hedgesOf(reading: Reading): Hedge[] {
  const hedges: Hedge[] = []
  for (let at = 0; at < reading.tokens.length; at++) {
    const length = phraseAt(reading.tokens, at, reading.lexicon.hedges)
    // "Could it be over?" only asks.
    if (length === 0 || (at === 0 && reading.folded.text.includes('?'))) continue
    const key = reading.tokens[at]?.key ?? ''
    const family = reading.lexicon.hedgeFamilies.get(key) ?? key.slice(0, 5)
    hedges.push({ from: at, to: at + length, family, weak: reading.lexicon.weakHedges.has(key) })
    at += length - 1
  }
  return hedges
}
