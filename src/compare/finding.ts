import type { ChangeKind } from '../article.ts'
import type { Reading } from './reading.ts'

/** What a rule found, before it is weighed. Values are the page's own characters. */
export interface Finding {
  kind: ChangeKind
  /** Stable id, also the key of the weights table. */
  rule: string
  old: string | null
  new: string | null
  before: Reading | null
  after: Reading | null
  /** The figure counts dead, injured or missing people. */
  casualty?: boolean
  /** By what the same value is known when it stands elsewhere: a quantity's key, or the words of a name. */
  value?: string
  words?: readonly string[]
  /** Given by a judge of its own instead of the weights table. */
  points?: number
  reason?: string
}
