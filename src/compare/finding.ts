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
  /** Points in place of the rule's own, and the reason, where they were judged. */
  points?: number
  reason?: string
}
