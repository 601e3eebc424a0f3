import type { Content, Notice } from '../article.ts'
import type { Lexicon } from '../text/lang/lexicon.ts'
import type { Finding } from './finding.ts'
import { type Reading, read } from './reading.ts'

export interface NoticeChanges {
  findings: Finding[]
  /** A notice came or was worded anew: what changed is announced on the page. */
  announced: boolean
}

/** Corrections, clarifications and editor's notes added, changed or removed. */
export function noticeChanges(old: Content, next: Content, lexicon: Lexicon): NoticeChanges {
  const before = old.notices.map((notice) => ({ notice, reading: read(notice.text, null, lexicon) }))
  const after = next.notices.map((notice) => ({ notice, reading: read(notice.text, null, lexicon) }))
  const gone = before.filter(({ reading }) => !after.some((other) => other.reading.key === reading.key))
  const come = after.filter(({ reading }) => !before.some((other) => other.reading.key === reading.key))
  const findings: Finding[] = []
  for (const { notice, reading } of come) {
    const at = gone.findIndex((other) => other.notice.kind === notice.kind)
    const [earlier] = at < 0 ? [] : gone.splice(at, 1)
    findings.push(
      earlier
        ? noticeFinding('changed', notice, earlier.reading, reading)
        : noticeFinding('added', notice, null, reading),
    )
  }
  for (const { notice, reading } of gone) findings.push(noticeFinding('removed', notice, reading, null))
  return { findings, announced: come.some(({ notice }) => notice.kind !== 'update') }
}

function noticeFinding(
  what: 'added' | 'changed' | 'removed',
  { kind }: Notice,
  before: Reading | null,
  after: Reading | null,
): Finding {
  const serious =
    kind === 'correction' || kind === 'retraction' ? 'correction' : kind === 'update' ? 'update_note' : 'note'
  return {
    kind: 'correction',
    rule: `${serious}_${what}`,
    old: before?.source ?? null,
    new: after?.source ?? null,
    before,
    after,
  }
}

/** Whether a sentence of the body reads as a correction or an editor's note. */
export function isNotice(reading: Reading): boolean {
  return reading.lexicon.notices.some((pattern) => pattern.test(reading.folded.text))
}
