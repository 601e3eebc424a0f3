import type { ChangeKind } from '../article.ts'
import type { Reading } from './reading.ts'

export type Casualty = 'dead' | 'injured' | 'missing' | 'harmed'

/** What a rule found, before it is weighed. Values are the page's own characters. */
export interface Finding {
  kind: ChangeKind
  /** Stable id, also the key of the weights table. */
  rule: string
  old: string | null
  new: string | null
  before: Reading | null
  after: Reading | null
  /** The figure counts people who died, were hurt, went missing, or came to harm otherwise. */
  casualty?: Casualty
  /** By what the same value is known when it stands elsewhere: a quantity's key, or the words of a name. */
  value?: string
  words?: readonly string[]
  /** Given by a judge of its own instead of the weights table. */
  points?: number
  reason?: string
}
