import type { Content } from '../article.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import { editOf } from './edit.ts'
import { facts } from './facts/facts.ts'
import type { Finding } from './finding.ts'
import { read } from './reading.ts'

/** A live blog grows by its nature: only an entry that is still there and says something else is a change. */
export function entryChanges(old: Content, next: Content, lexicon: Lexicon): Finding[] {
  const before = new Map(old.entries.flatMap((entry) => (entry.id === null ? [] : [[entry.id, entry.text] as const])))
  return next.entries.flatMap(({ id, text }) => {
    const earlier = id === null ? undefined : before.get(id)
    if (earlier === undefined || earlier === text) return []
    const [one, other] = [
      read(earlier.slice(0, MAX_ENTRY), null, lexicon),
      read(text.slice(0, MAX_ENTRY), null, lexicon),
    ]
    return one.key === other.key ? [] : facts(editOf(one, other))
  })
}

/** Entries are short; what a page calls one may not be. */
const MAX_ENTRY = 5000
